import { read } from "./contract";
import { button, el } from "./dom";

interface Recorded {
  service: string;
  method: string;
  path: string;
  status: number;
}

/** The last requests as they arrived at the simulator, newest first. */
export function trafficTable(reporting: (work: () => Promise<void>) => () => void): HTMLElement {
  const rows = el("tbody", {});
  const refresh = reporting(async () => {
    const answer = await read("/_sim/traffic");
    const all = (Array.isArray(answer) ? answer : (answer as { requests: unknown[] }).requests) as Recorded[];
    const shown = all.filter(({ service }) => service !== "asset" && service !== "host").slice(-50);
    rows.replaceChildren(
      ...shown
        .reverse()
        .map(({ service, method, path, status }) =>
          el(
            "tr",
            {},
            ...[service, method, path, status === 0 ? "no answer" : String(status)].map((text) =>
              el("td", {}, text),
            ),
          ),
        ),
    );
  });
  refresh();
  const headings = ["Service", "Method", "Path", "Status"].map((text) => el("th", { scope: "col" }, text));
  return el(
    "section",
    { class: "traffic" },
    el("h3", {}, "Traffic"),
    button("Refresh", refresh),
    el("table", {}, el("thead", {}, el("tr", {}, ...headings)), rows),
  );
}
