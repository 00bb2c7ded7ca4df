/** The list of scenarios, with the switches of the host page. */
import { post, read } from "./contract";
import { byId, choice, el, said } from "./dom";

interface Scenario {
  name: string;
  title?: string;
  description?: string;
  /** To be pasted into Settings where the scenario is about connecting. */
  clientId?: string;
  opens?: "run" | "dashboard";
}

const chosen: Record<string, string> = { hub: "project", theme: "light", handshake: "current", naa: "on" };

const places = {
  run: "/contoso/Fabrikam/_build/results?buildId=501&",
  dashboard: "/contoso/Fabrikam/_dashboards/dashboard?",
} as const;

const addressOf = ({ name, opens }: Scenario): string =>
  `${opens === undefined ? "/hub?" : places[opens]}${new URLSearchParams({ scenario: name, ...chosen }).toString()}`;

async function open(scenario: Scenario): Promise<void> {
  await post("/_sim/reset", { scenario: scenario.name });
  location.assign(addressOf(scenario));
}

/** The id as text that one click selects, with a button that copies it. */
function clientIdLine(clientId: string): HTMLElement {
  const copy = el("button", { type: "button" }, "Copy");
  copy.addEventListener("click", () => {
    navigator.clipboard.writeText(clientId).then(
      () => copy.replaceChildren("Copied"),
      () => copy.replaceChildren("Select the text"),
    );
  });
  return el("p", { class: "client-id" }, "Client ID to paste: ", el("code", {}, clientId), " ", copy);
}

function scenarioRow(scenario: Scenario): HTMLElement {
  const link = el("a", { href: addressOf(scenario) }, scenario.title ?? scenario.name);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open(scenario).catch((error: unknown) => byId("status").replaceChildren(said(error)));
  });
  return el(
    "li",
    { id: scenario.name },
    link,
    el("p", {}, scenario.description ?? ""),
    ...(scenario.clientId === undefined ? [] : [clientIdLine(scenario.clientId)]),
  );
}

function switches(): HTMLElement[] {
  const set = (name: string) => (value: string) => {
    chosen[name] = value;
  };
  return [
    choice(
      "Hub",
      [
        ["project", "Project Settings"],
        ["organization", "Organization Settings"],
      ],
      "project",
      set("hub"),
    ),
    choice(
      "Theme",
      [
        ["light", "Light"],
        ["dark", "Dark"],
      ],
      "light",
      set("theme"),
    ),
    choice(
      "Handshake",
      [
        ["current", "Current"],
        ["legacy", "Legacy"],
        ["legacy-bare", "Legacy without user"],
      ],
      "current",
      set("handshake"),
    ),
    choice(
      "Nested App Authentication",
      [
        ["on", "Offered"],
        ["off", "Not offered"],
      ],
      "on",
      set("naa"),
    ),
  ];
}

async function start(): Promise<void> {
  byId("switches").replaceChildren(...switches());
  const answer = await read("/_sim/scenarios");
  const scenarios = (Array.isArray(answer) ? answer : (answer as { scenarios: unknown[] }).scenarios) as (
    | Scenario
    | string
  )[];
  byId("scenarios").replaceChildren(
    ...scenarios.map((scenario) => scenarioRow(typeof scenario === "string" ? { name: scenario } : scenario)),
  );
}

start().catch((error: unknown) => byId("status").replaceChildren(said(error)));
