import { button, el, said } from "./dom";

/** A trust in tokens of another issuer, as the portal lists it. */
export interface Federation {
  name: string;
  issuer: string;
  subject: string;
}

/** Lists federated credentials and adds one. */
export function federationSection(
  held: readonly Federation[],
  add: (credential: Federation & { audiences: string[] }) => Promise<void>,
): HTMLElement {
  const problem = el("p", { role: "alert", class: "problem" });
  const field = (name: string, label: string): HTMLElement =>
    el("label", { class: "field" }, el("span", {}, label), el("input", { name, required: true }));
  const form = el(
    "form",
    { "aria-label": "Add a federated credential", hidden: true },
    field("issuer", "Issuer"),
    field("subject", "Subject identifier"),
    field("name", "Name"),
    problem,
    el("button", { type: "submit", class: "primary" }, "Add"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    add({
      name: text("name"),
      issuer: text("issuer"),
      subject: text("subject"),
      audiences: ["api://AzureADTokenExchange"],
    }).catch((error: unknown) => problem.replaceChildren(said(error)));
  });
  return el(
    "section",
    {},
    el("h2", {}, `Federated credentials (${held.length})`),
    button("Add credential", () => {
      form.hidden = false;
    }),
    form,
    el("ul", {}, ...held.map(({ name, issuer, subject }) => el("li", {}, `${name}: ${subject} (${issuer})`))),
  );
}
