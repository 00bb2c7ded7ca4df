/** A hub without a user interface: hands the real SDK and the real MSAL to the test that drives it. */
import { CacheLookupPolicy, createNestablePublicClientApplication } from "@azure/msal-browser";
import * as SDK from "azure-devops-extension-sdk";

const themes: Record<string, string>[] = [];
window.addEventListener("themeApplied", (event) => {
  themes.push((event as CustomEvent<Record<string, string>>).detail);
});

/** What the test reads and calls inside the frame. */
export const probe = { SDK, CacheLookupPolicy, createNestablePublicClientApplication, themes };
(window as unknown as { probe: typeof probe }).probe = probe;
