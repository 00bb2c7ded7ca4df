import "azure-devops-ui/Components/Page/Page.css";

/** The look of the platform's page: it scrolls, and its colours are those of the host's grey pages. */
export const pageLook = "hub-page flex-grow bolt-page v-scroll-auto flex-column bolt-page-grey";
export const contentLook = "page-content page-content-top hub-content";
