import { read } from "./contract";
import { button, el } from "./dom";

type Reporting = (work: () => Promise<void>) => () => void;

/** Effects by the words a person picks, in the form the server takes. */
const effects: Record<string, object> = {
  "Answer 401": { kind: "unauthorized" },
  "Answer 403": { kind: "status", status: 403 },
  "Answer 404": { kind: "status", status: 404 },
  "Answer 409": { kind: "status", status: 409 },
  "Answer 500": { kind: "status", status: 500 },
  "Throttle (429, 5 s)": { kind: "throttle", retryAfter: 5 },
  "Circuit breaker (503)": { kind: "circuit-breaker" },
  "Sign-in page instead of JSON": { kind: "html-sign-in" },
  "Broken JSON": { kind: "malformed-json" },
  "Host authorization not found": { kind: "host-authorization-not-found" },
  "Claims challenge": { kind: "claims-challenge" },
  "Never arrives": { kind: "drop-before" },
  "Reply is lost": { kind: "drop-after" },
  "3 s late": { kind: "delay", ms: 3_000 },
  "Never answered": { kind: "hang" },
};

const listed = (name: string, label: string, values: readonly string[]): HTMLElement =>
  el(
    "label",
    { class: "field" },
    el("span", {}, label),
    el("select", { name }, ...values.map((value) => el("option", { value }, value))),
  );

const typed = (name: string, label: string, placeholder: string): HTMLElement =>
  el("label", { class: "field" }, el("span", {}, label), el("input", { name, placeholder }));

function faultOf(form: HTMLFormElement): object {
  const data = new FormData(form);
  const value = (name: string): string => {
    const entry = data.get(name);
    return typeof entry === "string" ? entry.trim() : "";
  };
  const number = (name: string): object => (value(name) === "" ? {} : { [name]: Number(value(name)) });
  const named = (name: string): object =>
    value(name) === "" || value(name) === "any" ? {} : { [name]: value(name) };
  return {
    match: {
      ...named("service"),
      ...named("method"),
      ...named("path"),
      ...number("nth"),
      ...number("times"),
    },
    effect: effects[value("effect")],
  };
}

async function listInto(target: HTMLElement): Promise<void> {
  const answer = await read("/_sim/faults");
  const faults = Array.isArray(answer) ? answer : ((answer as { faults?: unknown[] }).faults ?? []);
  target.replaceChildren(...faults.map((fault) => el("li", {}, JSON.stringify(fault))));
}

/** Adds and clears scripted faults; the list below says which are set. */
export function faultForm(
  reporting: Reporting,
  server: { add(fault: object): Promise<unknown>; clear(): Promise<unknown> },
): HTMLElement {
  const list = el("ul", { class: "faults" });
  const form = el(
    "form",
    {},
    listed("effect", "Effect", Object.keys(effects)),
    listed("service", "Service", ["any", "ado", "graph", "naa", "data", "portal"]),
    listed("method", "Method", ["any", "GET", "POST", "PUT", "PATCH", "DELETE"]),
    typed("path", "Path contains", "/endpoints"),
    typed("nth", "Only the nth", ""),
    typed("times", "So many times", ""),
    el("button", { type: "submit" }, "Add fault"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    reporting(async () => {
      await server.add(faultOf(form));
      await listInto(list);
    })();
  });
  const clear = reporting(async () => {
    await server.clear();
    await listInto(list);
  });
  reporting(() => listInto(list))();
  return el("section", { class: "wide" }, el("h3", {}, "Faults"), form, list, button("Clear faults", clear));
}
