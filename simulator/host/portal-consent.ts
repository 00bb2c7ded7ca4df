import { post } from "./contract";
import { button, el, said } from "./dom";

/** The page on which an administrator grants an application what it asks for, for the whole tenant. */
export function consentPage(tenant: string, query: URLSearchParams): HTMLElement {
  const clientId = query.get("client_id") ?? "";
  const status = el("p", { role: "status" });
  const grant = (): void => {
    post("/_sim/world/switches", { consent: "readwrite", consentNeedsAdministrator: false }).then(
      () => status.replaceChildren("Consent was granted. You can close this page."),
      (error: unknown) => status.replaceChildren(said(error)),
    );
  };
  return el(
    "section",
    {},
    el("h1", {}, "Permissions requested"),
    el("p", {}, `Review for your organization (${tenant}).`),
    el("p", {}, `Application ${clientId} asks to manage the app registrations that you may manage.`),
    button("Accept", grant, "primary"),
    status,
  );
}
