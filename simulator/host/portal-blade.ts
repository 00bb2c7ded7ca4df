import { post, read, remove } from "./contract";
import { button, choice, el, said } from "./dom";
import { federationSection } from "./portal-federation";
import type { Federation } from "./portal-federation";

interface ListedSecret {
  keyId: string;
  displayName: string | null;
  hint: string;
  endDateTime: string | number;
}

/** The value of a new secret is in the answer to its creation and nowhere else (G20). */
interface CreatedSecret extends ListedSecret {
  value: string;
}

interface PortalApp {
  appId: string;
  objectId: string;
  /** Simulated time, milliseconds since 1970. */
  now: number;
  displayName: string;
  tenant?: { id: string; displayName: string };
  secrets: ListedSecret[];
  federatedCredentials?: Federation[];
}

const lifetimes = [
  ["90", "90 days (3 months)"],
  ["180", "Recommended: 180 days (6 months)"],
  ["365", "365 days (12 months)"],
  ["730", "730 days (24 months)"],
] as const;

const pathOf = (appId: string, rest = ""): string => `/_sim/portal/app/${encodeURIComponent(appId)}${rest}`;

const day = (instant: string | number): string => {
  const [year = "", month = "", date = ""] = new Date(instant).toISOString().slice(0, 10).split("-");
  return `${Number(month)}/${Number(date)}/${year}`;
};

/** Text with a button that copies it; the text can be selected where the clipboard is closed. */
function copyable(text: string, what: string): HTMLElement {
  const press = button("Copy", () => {
    navigator.clipboard.writeText(text).then(
      () => press.replaceChildren("Copied"),
      () => press.replaceChildren("Select and copy"),
    );
  });
  press.setAttribute("aria-label", `Copy ${what}`);
  return el("span", { class: "copyable" }, el("code", {}, text), press);
}

function secretRow(secret: ListedSecret, created: CreatedSecret | null, drop: () => void): HTMLElement {
  const fresh = created !== null && created.keyId === secret.keyId;
  const name = secret.displayName ?? "";
  const deletion = button("Delete", drop, "quiet");
  deletion.setAttribute("aria-label", `Delete secret ${name}`);
  return el(
    "tr",
    {},
    el("td", {}, name),
    el("td", {}, day(secret.endDateTime)),
    el("td", {}, fresh ? copyable(created.value, "Value") : `${secret.hint}******************`),
    el("td", {}, copyable(secret.keyId, "Secret ID")),
    el("td", {}, deletion),
  );
}

function newSecretForm(
  { appId, now }: PortalApp,
  done: (created: CreatedSecret) => Promise<void>,
): HTMLElement {
  let days = "180";
  const description = el("input", { name: "description", maxlength: "255" });
  const problem = el("p", { role: "alert", class: "problem" });
  const form = el(
    "form",
    { "aria-label": "Add a client secret", hidden: true },
    el("h3", {}, "Add a client secret"),
    el("label", { class: "field" }, el("span", {}, "Description"), description),
    choice("Expires", lifetimes, days, (value) => {
      days = value;
    }),
    problem,
    el("button", { type: "submit", class: "primary" }, "Add"),
    button("Cancel", () => {
      form.hidden = true;
    }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const end = new Date(now + Number(days) * 86_400_000).toISOString();
    const wanted = { displayName: description.value, endDateTime: end };
    post(pathOf(appId, "/secret"), wanted)
      .then((answer) => done(answer as CreatedSecret))
      .catch((error: unknown) => problem.replaceChildren(said(error)));
  });
  return form;
}

function secretsSection(
  app: PortalApp,
  created: CreatedSecret | null,
  redraw: (created: CreatedSecret | null) => Promise<void>,
): HTMLElement {
  const problem = el("p", { role: "alert", class: "problem" });
  const drop = (keyId: string) => (): void => {
    remove(pathOf(app.appId, `/secret/${keyId}`))
      .then(() => redraw(null))
      .catch((error: unknown) => problem.replaceChildren(said(error)));
  };
  const form = newSecretForm(app, redraw);
  const open = button("New client secret", () => {
    form.hidden = false;
    form.querySelector("input")?.focus();
  });
  const headings = ["Description", "Expires", "Value", "Secret ID", "Delete"];
  const hint =
    created === null
      ? "A secret string that the application uses to prove its identity when requesting a token."
      : "Copy the value of the new secret now: it is shown this once and never again.";
  return el(
    "section",
    {},
    el("h2", {}, `Client secrets (${app.secrets.length})`),
    el("p", { role: "status" }, hint),
    open,
    form,
    problem,
    el(
      "table",
      { "aria-label": "Client secrets" },
      el("thead", {}, el("tr", {}, ...headings.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, ...app.secrets.map((secret) => secretRow(secret, created, drop(secret.keyId)))),
    ),
  );
}

function overview(app: PortalApp): HTMLElement {
  const facts: [string, string][] = [
    ["Display name", app.displayName],
    ["Application (client) ID", app.appId],
    ["Object ID", app.objectId],
    ["Directory (tenant) ID", app.tenant?.id ?? ""],
  ];
  return el("dl", {}, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

/** Draws one page of an app registration; `created` is the secret whose value is still to be seen. */
export async function drawBlade(
  target: HTMLElement,
  blade: string,
  appId: string,
  created: CreatedSecret | null = null,
): Promise<void> {
  const app = (await read(pathOf(appId))) as PortalApp;
  const credentials = blade.toLowerCase() === "credentials";
  const title = credentials ? "Certificates & secrets" : "Overview";
  const link = (name: string, text: string): HTMLElement =>
    el(
      "a",
      { href: `#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${name}/appId/${appId}` },
      text,
    );
  document.title = `${app.displayName} - ${title}`;
  target.replaceChildren(
    el("h1", {}, `${app.displayName} | ${title}`),
    el("p", { class: "tenant" }, app.tenant?.displayName ?? "", " ", app.tenant?.id ?? ""),
    el(
      "nav",
      { "aria-label": "App registration" },
      link("Overview", "Overview"),
      link("Credentials", "Certificates & secrets"),
    ),
    ...(credentials
      ? [
          secretsSection(app, created, (next) => drawBlade(target, blade, appId, next)),
          federationSection(app.federatedCredentials ?? [], async (credential) => {
            await post(pathOf(appId, "/federated"), credential);
            await drawBlade(target, blade, appId);
          }),
        ]
      : [overview(app)]),
  );
}
