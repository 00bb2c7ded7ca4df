/** A dashboard with the extension's widget in each of its sizes, and the pane in which one is configured (R7, R8). */
import { bootstrapped, show } from "./beginning";
import { drawPage } from "./chrome";
import { placedAt, type Bootstrap } from "./contract";
import { button, byId, el, said } from "./dom";
import { createHubFrame, type HubFrame } from "./frame";
import { routeGraph } from "./graph-route";
import { optionsOf, type HostOptions } from "./options";
import { applyToPage } from "./theme";

const widgetId = "expiring-widget";
const configurationId = "expiring-widget-configuration";
const sizes = [
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 2],
] as const;

interface Settings {
  name: string;
  size: { columnSpan: number; rowSpan: number };
  customSettings: { data: string | null; version: { major: number; minor: number; patch: number } };
}

const version = { major: 1, minor: 0, patch: 0 };
const settingsOf = (columnSpan: number, rowSpan: number, data: string | null): Settings => ({
  name: "Expiring service connections",
  size: { columnSpan, rowSpan },
  customSettings: { data, version },
});

interface Status {
  statusType?: number;
}

/** Loads a widget as the host does: `preload`, then `load`; a rejection is shown in its place. */
function createWidget(bootstrap: Bootstrap, options: HostOptions, settings: Settings) {
  const said = el("p", { role: "alert", hidden: true });
  const frame: HubFrame & { load(): void } = createHubFrame(
    placedAt(bootstrap, widgetId),
    options,
    options.theme,
    {
      shown: () => void begin(),
      failed: (reason) => refused(reason),
    },
  );
  const refused = (reason: string): void => {
    said.hidden = false;
    said.replaceChildren(reason);
  };
  const told = async (call: Promise<unknown>): Promise<void> => {
    try {
      const status = (await call) as Status | undefined;
      frame.element.dataset["status"] = String(status?.statusType ?? "none");
    } catch (error) {
      refused((error as { message?: string }).message ?? "The widget failed.");
    }
  };
  let begun = false;
  const begin = async (): Promise<void> => {
    if (begun) return;
    begun = true;
    await told(frame.call("preload", settings));
    await told(frame.call("load", settings));
  };
  const { columnSpan, rowSpan } = settings.size;
  frame.element.title = `Widget ${String(columnSpan)} by ${String(rowSpan)}`;
  frame.element.classList.add("widget-frame");
  frame.element.style.width = `${String(columnSpan * 160 + (columnSpan - 1) * 10)}px`;
  frame.element.style.height = `${String(rowSpan * 160 + (rowSpan - 1) * 10)}px`;
  return {
    element: el("div", { class: "widget" }, frame.element, said),
    load: () => frame.load(),
    reload: (data: string | null) => told(frame.call("reload", settingsOf(columnSpan, rowSpan, data))),
  };
}

type Widget = ReturnType<typeof createWidget>;

/** The pane beside the dashboard: a preview that follows each change, and Save, which the configuration may refuse. */
function openPane(
  bootstrap: Bootstrap,
  options: HostOptions,
  data: string | null,
  save: (data: string) => void,
): void {
  const preview = createWidget(bootstrap, options, settingsOf(2, 1, data));
  const refusal = el("p", { role: "alert" });
  const frame = createHubFrame(placedAt(bootstrap, configurationId), options, options.theme, {
    shown: () =>
      void frame.call("load", settingsOf(2, 1, data), {
        notify: (event: string, args: { data: unknown }) => {
          const changed = args.data as { data?: string } | undefined;
          if (event === "ms.vss-dashboards-web.configurationChange")
            void preview.reload(changed?.data ?? null);
          return Promise.resolve();
        },
      }),
    failed: (reason) => refusal.replaceChildren(reason),
  });
  frame.element.classList.add("configuration-frame");
  frame.element.title = "Configuration";
  const pane = el("aside", { class: "configuration", "aria-label": "Configuration" });
  const close = button("Close", () => pane.remove());
  const saving = button(
    "Save",
    () => {
      frame.call("onSave").then(
        (answer) => {
          const saved = answer as { isValid?: boolean; customSettings?: { data?: string } };
          if (saved.isValid !== true) return;
          save(saved.customSettings?.data ?? "");
          pane.remove();
        },
        () => refusal.replaceChildren("The configuration was not saved."),
      );
    },
    "primary",
  );
  pane.append(el("h2", {}, "Configuration"), preview.element, frame.element, refusal, saving, close);
  byId("content").append(pane);
  preview.load();
  frame.load();
}

async function start(): Promise<void> {
  const options = optionsOf(location);
  applyToPage(options.theme);
  const bootstrap = await bootstrapped();
  await routeGraph(bootstrap.origins);
  drawPage(bootstrap, ["Overview", "Dashboards"]);
  let data = new URLSearchParams(location.search).get("settings");
  const widgets: Widget[] = sizes.map(([columns, rows]) =>
    createWidget(bootstrap, options, settingsOf(columns, rows, data)),
  );
  const board = el("div", { class: "dashboard" }, ...widgets.map(({ element }) => element));
  const configure = button("Configure", () =>
    openPane(bootstrap, options, data, (saved) => {
      data = saved;
      for (const widget of widgets) void widget.reload(saved);
    }),
  );
  byId("content").classList.add("stacked");
  byId("content").append(configure, board);
  show("shown");
  for (const widget of widgets) widget.load();
}

start().catch((error: unknown) => show("failed", `The simulator could not start. ${said(error)}`));
