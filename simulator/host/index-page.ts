/** The list of scenarios, with the switches of the host page. */
import { post, read } from "./contract";
import { byId, choice, el, said } from "./dom";

interface Scenario {
  name: string;
  title?: string;
  description?: string;
}

const chosen: Record<string, string> = { hub: "project", theme: "light", handshake: "current", naa: "on" };

const hubAddress = (scenario: string): string =>
  `/hub?${new URLSearchParams({ scenario, ...chosen }).toString()}`;

async function open(scenario: string): Promise<void> {
  await post("/_sim/reset", { scenario });
  location.assign(hubAddress(scenario));
}

function scenarioRow(scenario: Scenario): HTMLElement {
  const link = el("a", { href: hubAddress(scenario.name) }, scenario.title ?? scenario.name);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open(scenario.name).catch((error: unknown) => byId("status").replaceChildren(said(error)));
  });
  return el("li", {}, link, el("p", {}, scenario.description ?? ""));
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
    Scenario | string
  )[];
  byId("scenarios").replaceChildren(
    ...scenarios.map((scenario) => scenarioRow(typeof scenario === "string" ? { name: scenario } : scenario)),
  );
}

start().catch((error: unknown) => byId("status").replaceChildren(said(error)));
