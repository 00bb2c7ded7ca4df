/** The page of a run: its summary, and a tab of the extension that is loaded when it is first chosen (R1-R3). */
import { bootstrapped, show } from "./beginning";
import { drawPage } from "./chrome";
import { placedAt, type Bootstrap } from "./contract";
import { button, byId, el, said } from "./dom";
import { createHubFrame } from "./frame";
import { routeGraph } from "./graph-route";
import { optionsOf } from "./options";
import { applyToPage } from "./theme";

const tabId = "run-tab";

/** What the page tells of the run: the build's id, and little else that can be relied on. */
const pageData = (bootstrap: Bootstrap, id: number): object => ({
  build: {
    id,
    buildNumber: bootstrap.runs.find((one) => one.id === id)?.name ?? "",
    project: bootstrap.project,
  },
  definition: { id },
});

/** The page can change the run without loading the tab again (R3). `?tells=` leaves one of its two ways. */
function createPlace(bootstrap: Bootstrap, first: number) {
  const tells = new URLSearchParams(location.search).get("tells") ?? "both";
  const listeners: ((build: object) => void)[] = [];
  let id = first;
  const build = (): object => (pageData(bootstrap, id) as { build: object }).build;
  return {
    bootstrap: placedAt(bootstrap, tabId, {
      initialConfig:
        tells === "service"
          ? {}
          : {
              onBuildChanged: (listener: (build: object) => void) => {
                listeners.push(listener);
                listener(build());
              },
            },
      ...(tells === "changes"
        ? {}
        : {
            services: {
              "ms.vss-build-web.build-page-data-service": {
                getBuildPageData: () => Promise.resolve(pageData(bootstrap, id)),
              },
            },
          }),
    }),
    change: (next: number) => {
      id = next;
      for (const listener of listeners) listener(build());
    },
  };
}

async function start(): Promise<void> {
  const options = optionsOf(location);
  applyToPage(options.theme);
  const bootstrap = await bootstrapped();
  const first = Number(new URLSearchParams(location.search).get("buildId") ?? bootstrap.runs[0]?.id ?? 0);
  const title = (id: number): string =>
    `Run ${bootstrap.runs.find((one) => one.id === id)?.name ?? String(id)}`;
  const place = createPlace(bootstrap, first);
  await routeGraph(bootstrap.origins);
  const heading = el("h1", { class: "run-title" }, title(first));
  const summary = el(
    "div",
    { role: "tabpanel", "aria-label": "Summary" },
    el("p", {}, "Jobs, errors and warnings."),
  );
  const tabPanel = el("div", {
    role: "tabpanel",
    "aria-label": "Service connections",
    class: "run-tab",
    hidden: true,
  });
  const frame = createHubFrame(place.bootstrap, options, options.theme, {
    shown: () => show("shown"),
    failed: (reason) => show("failed", `The extension could not be loaded. ${reason}`),
  });
  let loaded = false;
  const tab = (name: string, panel: HTMLElement): HTMLElement => {
    const own = el(
      "button",
      { role: "tab", type: "button", "aria-selected": panel === summary ? "true" : "false" },
      name,
    );
    own.addEventListener("click", () => {
      for (const one of [summary, tabPanel]) one.hidden = one !== panel;
      for (const other of tabs.children) other.setAttribute("aria-selected", String(other === own));
      if (panel !== tabPanel || loaded) return;
      loaded = true;
      show("loading");
      tabPanel.append(frame.element);
      frame.load();
    });
    return own;
  };
  const tabs = el("div", { role: "tablist", class: "run-tabs" });
  tabs.append(tab("Summary", summary), tab("Service connections", tabPanel));
  const others = el("nav", { "aria-label": "Other runs", class: "run-others" });
  others.append(
    ...bootstrap.runs.map(({ id, name }) =>
      button(
        name,
        () => {
          heading.replaceChildren(title(id));
          place.change(id);
        },
        "quiet",
      ),
    ),
  );
  drawPage(bootstrap, ["Pipelines", title(first)]);
  show("shown");
  byId("content").classList.add("stacked");
  byId("content").append(heading, tabs, summary, tabPanel, others);
  if (new URLSearchParams(location.search).get("view") === place.bootstrap.contributionId)
    (tabs.lastElementChild as HTMLElement).click();
}

start().catch((error: unknown) => show("failed", `The simulator could not start. ${said(error)}`));
