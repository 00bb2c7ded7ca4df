import { post, read, remove } from "./contract";
import type { Bootstrap, Switches } from "./contract";
import { button, byId, choice, el, said } from "./dom";
import { withOption } from "./options";
import type { HostOptions } from "./options";
import { faultForm } from "./panel-faults";
import { trafficTable } from "./panel-traffic";
import type { ThemeName } from "./theme";

/** What the panel of the simulator changes on the page it is part of. */
export interface PanelSubject {
  bootstrap: Bootstrap;
  options: HostOptions;
  /** Why Graph calls are not routed to the simulator; null where they are. */
  unrouted: string | null;
  setTheme(theme: ThemeName): void;
}

const minute = 60_000;
const spans: readonly (readonly [string, number])[] = [
  ["+1 minute", minute],
  ["+10 minutes", 10 * minute],
  ["+1 day", 1_440 * minute],
  ["+30 days", 43_200 * minute],
];

const reopen = (name: string) => (value: string) => {
  location.assign(withOption(name, value));
};

function reporting(work: () => Promise<void>): () => void {
  const status = byId("panel-status");
  return () => {
    work().then(
      () => status.replaceChildren(""),
      (error: unknown) => status.replaceChildren(said(error)),
    );
  };
}

function pageSection(subject: PanelSubject): HTMLElement {
  const { options, bootstrap } = subject;
  return el(
    "section",
    {},
    el("h3", {}, "Page"),
    choice(
      "Person",
      bootstrap.users.map(({ id, displayName }) => [id, displayName] as const),
      bootstrap.user.id,
      reopen("user"),
    ),
    choice(
      "Theme",
      [
        ["light", "Light"],
        ["dark", "Dark"],
      ],
      options.theme,
      (value) => {
        const theme = value === "dark" ? "dark" : "light";
        history.replaceState(history.state, "", withOption("theme", theme));
        subject.setTheme(theme);
      },
    ),
    choice(
      "Handshake",
      [
        ["current", "Current"],
        ["legacy", "Legacy"],
        ["legacy-bare", "Legacy without user"],
      ],
      options.handshake,
      reopen("handshake"),
    ),
    choice(
      "Nested App Authentication",
      [
        ["on", "Offered"],
        ["off", "Not offered"],
      ],
      options.naa ? "on" : "off",
      reopen("naa"),
    ),
    choice(
      "Hub",
      [
        ["project", "Project"],
        ["organization", "Organization"],
      ],
      options.hub,
      (value) => {
        location.assign(`/hub?hub=${value}`);
      },
    ),
  );
}

const setSwitch = (name: string) => (value: string) => {
  reporting(async () => {
    await post("/_sim/world/switches", { [name]: value });
  })();
};

function worldSection(switches: Switches, clock: HTMLElement): HTMLElement {
  const advance = (ms: number): (() => void) =>
    reporting(async () => {
      await post("/_sim/clock", { advance: ms });
      await showClock(clock);
    });
  return el(
    "section",
    {},
    el("h3", {}, "World"),
    choice(
      "Sign-in window",
      [
        ["ask", "Ask me"],
        ["accept", "Accepts"],
        ["cancel", "Is cancelled"],
        ["never", "Stays open"],
        ["admin-consent", "Needs an administrator"],
      ],
      switches.popup ?? "accept",
      setSwitch("popup"),
    ),
    choice(
      "Consent of the tenants",
      [
        ["", "Unchanged"],
        ["none", "None"],
        ["read", "Read"],
        ["readwrite", "Read and write"],
      ],
      "",
      setSwitch("consent"),
    ),
    el("p", {}, "It is ", clock),
    el("div", { class: "row" }, ...spans.map(([text, ms]) => button(text, advance(ms)))),
  );
}

async function showClock(target: HTMLElement): Promise<void> {
  const { now } = (await read("/_sim/clock")) as { now: number };
  target.replaceChildren(new Date(now).toISOString().replace("T", " ").slice(0, 19), " UTC");
}

function scenarioSection(bootstrap: Bootstrap): HTMLElement {
  return el(
    "section",
    {},
    el("h3", {}, "Scenario"),
    el("p", {}, bootstrap.scenario),
    el("p", {}, "Client ID for the hub's settings: ", el("code", {}, bootstrap.entraClientId)),
    el(
      "div",
      { class: "row" },
      button(
        "Start it again",
        reporting(async () => {
          await post("/_sim/reset", { scenario: bootstrap.scenario });
          location.reload();
        }),
      ),
      el("a", { href: "/" }, "All scenarios"),
    ),
  );
}

/** The panel with which a person scripts the world: a `details` at the foot, so it opens with the keyboard too. */
export function drawPanel(subject: PanelSubject): void {
  const body = el("div", { class: "panel-body" });
  const status = el("p", { id: "panel-status", role: "status" });
  const panel = el("details", { class: "simulator" }, el("summary", {}, "Simulator"), status, body);
  panel.addEventListener("toggle", () => {
    if (!panel.open) return;
    const clock = el("output", {});
    body.replaceChildren(
      pageSection(subject),
      worldSection(subject.bootstrap.switches, clock),
      scenarioSection(subject.bootstrap),
      faultForm(reporting, {
        add: (fault) => post("/_sim/faults", fault),
        clear: () => remove("/_sim/faults"),
      }),
      trafficTable(reporting),
    );
    reporting(() => showClock(clock))();
    if (subject.unrouted !== null) status.replaceChildren(`Graph is not routed: ${subject.unrouted}`);
  });
  byId("panel").replaceChildren(panel);
}
