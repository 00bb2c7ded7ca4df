import { readFileSync } from "node:fs";
import type * as TestingLibrary from "@testing-library/dom";
import type { Named } from "./engine";

/** Finds by role and name in a page, in any engine: the script sets `TestingLibraryDom` on the window. */
export const finder = readFileSync(
  require.resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"),
  "utf8",
);

/** `Named` as plain data, for the way into the page. */
export interface Sought {
  role: string;
  name?: { text: string; pattern: boolean };
  text?: string;
  within?: Sought;
}

export function soughtOf({ role, name, text, within }: Named): Sought {
  return {
    role,
    ...(name === undefined
      ? {}
      : { name: { text: typeof name === "string" ? name : name.source, pattern: typeof name !== "string" } }),
    ...(text === undefined ? {} : { text }),
    ...(within === undefined ? {} : { within: soughtOf(within) }),
  };
}

/** Runs in the page, so it uses nothing from around it. Visible elements that fit, in their order. */
export function foundIn(sought: Sought): HTMLElement[] {
  const { queryAllByLabelText, queryAllByRole } = (
    window as unknown as { TestingLibraryDom: typeof TestingLibrary }
  ).TestingLibraryDom;
  const find = (one: Sought): HTMLElement[] => {
    const places = one.within === undefined ? [document.body] : find(one.within);
    const { name } = one;
    const matcher = name?.pattern === true ? new RegExp(name.text, "u") : name?.text;
    const options = matcher === undefined ? {} : { name: matcher };
    // A field with dots is a text field to a person, and has no role of its own in the standard.
    const dotted = (place: HTMLElement): HTMLElement[] =>
      one.role === "textbox" && matcher !== undefined
        ? queryAllByLabelText(place, matcher, { selector: "input[type=password]" })
        : [];
    return places
      .flatMap((place) => [...queryAllByRole(place, one.role, options), ...dotted(place)])
      .filter((element) => one.text === undefined || element.innerText.includes(one.text))
      .filter((element) => element.getClientRects().length > 0);
  };
  return find(sought);
}
