import { kinds } from "../domain/view-query";
import {
  checkedDraft,
  draftOf,
  type ConfigurationDraft,
  type ConfigurationProblem,
  type WidgetConfiguration,
} from "../domain/widget/configuration";
import { el } from "../elements/dom";
import { kindText } from "../words/common";
import * as words from "./words/configuration";

/** The form over its element. */
export type ConfigurationForm = {
  /** What stands in it; null, with the reason at each field and the focus on the first, where it cannot be kept. */
  readonly taken: () => WidgetConfiguration | null;
};

type Field = {
  readonly input: HTMLInputElement;
  readonly problem: HTMLElement;
  readonly element: HTMLElement;
};

function field(id: string, label: string, hint: string, value: string): Field {
  const input = el("input", {
    id,
    type: "text",
    autocomplete: "off",
    "aria-describedby": `${id}-hint ${id}-problem`,
  });
  input.value = value;
  const problem = el("p", { id: `${id}-problem`, class: "problem", role: "alert" });
  const element = el(
    "div",
    { class: "field" },
    el("label", { for: id }, label),
    input,
    el("p", { id: `${id}-hint`, class: "hint" }, hint),
    problem,
  );
  return { input, problem, element };
}

function tick(
  label: string,
  checked: boolean,
): { readonly input: HTMLInputElement; readonly element: HTMLElement } {
  const input = el("input", { type: "checkbox" });
  input.checked = checked;
  return { input, element: el("label", { class: "tick" }, input, ` ${label}`) };
}

/**
 * Draws the form. `changed` hears each configuration that makes sense, for the preview; what makes none is told at its field
 * at once and goes nowhere. `usualDays` is what the hub's settings say; null where they could not be read.
 */
export function drawForm(
  root: HTMLElement,
  given: WidgetConfiguration,
  { warning, usualDays }: { readonly warning: string | null; readonly usualDays: number | null },
  changed: (configuration: WidgetConfiguration) => void,
): ConfigurationForm {
  const draft = draftOf(given);
  const days = field("days", words.daysLabel, words.daysHint(usualDays), draft.days);
  days.input.inputMode = "numeric";
  const text = field("text", words.textLabel, words.textHint, draft.text);
  const chosen = kinds.map((kind) => ({ kind, ...tick(kindText(kind), draft.kinds.includes(kind)) }));
  const owner = tick(words.ownerLabel, draft.showOwner);
  const fields: Readonly<Record<ConfigurationProblem, Field>> = {
    "days-out-of-range": days,
    "text-too-long": text,
  };
  const draftNow = (): ConfigurationDraft => ({
    days: days.input.value,
    text: text.input.value,
    kinds: chosen.filter(({ input }) => input.checked).map(({ kind }) => kind),
    showOwner: owner.input.checked,
  });
  const look = (): { readonly taken: WidgetConfiguration | null; readonly first: Field | null } => {
    const checked = checkedDraft(draftNow());
    const problems = checked.ok ? [] : checked.problems;
    let first: Field | null = null;
    for (const problem of ["days-out-of-range", "text-too-long"] as const) {
      const wrong = problems.includes(problem);
      const { input, problem: place } = fields[problem];
      input.setAttribute("aria-invalid", String(wrong));
      const said = wrong ? words.problemText(problem) : "";
      if (place.textContent !== said) place.textContent = said;
      if (wrong) first ??= fields[problem];
    }
    return { taken: checked.ok ? checked.configuration : null, first };
  };
  const form = el(
    "form",
    { "aria-label": words.formName },
    warning === null ? null : el("p", { class: "warning", role: "status" }, warning),
    days.element,
    text.element,
    el(
      "fieldset",
      { "aria-describedby": "kinds-hint" },
      el("legend", {}, words.kindsLabel),
      el("p", { id: "kinds-hint", class: "hint" }, words.kindsHint),
      ...chosen.map(({ element }) => element),
    ),
    owner.element,
    el("p", { class: "hint" }, words.everybodySeesText),
  );
  form.addEventListener("input", () => {
    const { taken } = look();
    if (taken !== null) changed(taken);
  });
  // The dashboard's own Save saves; Enter in a field must not load the frame anew.
  form.addEventListener("submit", (event) => event.preventDefault());
  root.replaceChildren(form);
  return {
    taken: () => {
      const { taken, first } = look();
      first?.input.focus();
      return taken;
    },
  };
}
