export const pageTitle = "Service connection renewal";
export const connectText = "Connect to Microsoft Graph";
export const tryAgainText = "Try again";
export const loadingText = "Loading service connections";
export const closeText = "Close";
export const cancelText = "Cancel";

/** The views beside each other. */
export const tabsName = "Views";
export const tabTexts = {
  list: "List",
  timeline: "Timeline",
  "federation-readiness": "Federation readiness",
} as const;
