/**
 * The hub as the scenes know it, in an engine that Playwright does not drive: finds by role, label and text as they ask it
 * of Chromium. Time is the real one, so each wait takes what it takes.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { breath } from "./stage.mjs";

/** A script that sets `TestingLibraryDom` on the window that it runs in. */
export const finder = readFileSync(
  createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"),
  "utf8",
);

/** Runs in the page. Visible elements that fit the last step, looked for within those that fit the step before. */
function found(steps) {
  const dom = globalThis.TestingLibraryDom;
  const look = (place, { role, label, text, name }) => {
    const pattern = (one) => (one === undefined ? undefined : new RegExp(one[0], one[1]));
    if (role !== undefined) return dom.queryAllByRole(place, role, name ? { name: pattern(name) } : {});
    return label === undefined
      ? dom.queryAllByText(place, pattern(text))
      : dom.queryAllByLabelText(place, pattern(label));
  };
  const visible = (one) => one.getClientRects().length > 0;
  return steps.reduce(
    (places, step) =>
      step.first === true
        ? places.slice(0, 1)
        : [...new Set(places.flatMap((place) => look(place, step)))].filter(visible),
    [globalThis.document.body],
  );
}

const escaped = (text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
const pattern = (sought, exact) =>
  sought instanceof RegExp
    ? [sought.source, sought.flags]
    : exact === true
      ? [`^${escaped(sought)}$`, ""]
      : [escaped(sought), "i"];

/**
 * As much of Playwright's locators as the scenes use. In the hub's frame, `ask` answers the value of an expression, and
 * `press` presses the element that it stands for, or rejects.
 */
function place(frame, steps = []) {
  const within = (step) => place(frame, [...steps, step]);
  const all = `(${found.toString()})(${JSON.stringify(steps)})`;
  const click = async (tries = 8) => {
    try {
      await frame.press(`${all}[0]`);
    } catch (error) {
      if (tries === 1) throw error;
      await breath(250);
      await click(tries - 1);
    }
  };
  return {
    getByRole: (role, { name, exact } = {}) =>
      within({ role, ...(name === undefined ? {} : { name: pattern(name, exact) }) }),
    getByText: (text) => within({ text: pattern(text) }),
    getByLabel: (label) => within({ label: pattern(label) }),
    first: () => within({ first: true }),
    click: () => click(),
    isVisible: () => frame.ask(`${all}.length > 0`),
    isEnabled: () => frame.ask(`${all}.some((one) => !one.disabled && one.ariaDisabled !== "true")`),
    allInnerTexts: () => frame.ask(`${all}.map((one) => one.innerText)`),
  };
}

async function until(holds, limitMs = 300_000) {
  for (const end = Date.now() + limitMs; !(await holds()); await breath(200))
    if (Date.now() > end) throw new Error("what the picture is to show did not come about");
}

/** What a scene acts on, as on Chromium's stage. */
export const stageIn = (frame, simulator) => ({
  hub: place(frame),
  simulator,
  pass: breath,
  passUntil: until,
  seen: (one) => until(() => one.first().isVisible(), 60_000),
});
