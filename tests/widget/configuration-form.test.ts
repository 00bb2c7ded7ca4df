import { within } from "@testing-library/dom";
import "@testing-library/jest-dom";
import { defaultConfiguration, type WidgetConfiguration } from "../../src/domain/widget/configuration";
import { drawForm } from "../../src/widget/configuration-form";

function drawn(
  given: WidgetConfiguration = defaultConfiguration,
  warning: string | null = null,
  usualDays: number | null = 60,
) {
  document.body.innerHTML = "<main></main>";
  const root = document.querySelector("main");
  if (root === null) throw new Error("no place for the form");
  const heard: WidgetConfiguration[] = [];
  const form = drawForm(root, given, { warning, usualDays }, (one) => heard.push(one));
  const shown = within(root);
  const enter = (name: string, value: string): void => {
    const input = shown.getByRole<HTMLInputElement>("textbox", { name });
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return { shown, form, heard, enter };
}

test("each change that makes sense is heard at once, as the preview shows it", () => {
  const { shown, heard, enter, form } = drawn();

  enter("Warn within (days)", "45");
  enter("Filter by name", " prod ");
  shown.getByRole("checkbox", { name: "Manual" }).click();
  shown.getByRole("checkbox", { name: "Show who created a connection" }).click();

  const last = { days: 45, text: "prod", kinds: ["manual"], showOwner: true };
  expect(heard.at(-1)).toEqual(last);
  expect(form.taken()).toEqual(last);
});

test.each(["0", "366", "1.5", "soon"])("%s days are refused in place, and go nowhere", (days) => {
  const { shown, heard, enter, form } = drawn();
  const input = shown.getByRole("textbox", { name: "Warn within (days)" });

  enter("Warn within (days)", days);

  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription(
    "From 1 to 365. Empty follows the hub's settings: 60 days. Enter a whole number from 1 to 365, or nothing.",
  );
  expect(heard).toEqual([]);
  expect(form.taken()).toBeNull();
  expect(input).toHaveFocus();
  enter("Warn within (days)", "");
  expect(input).toBeValid();
  expect(heard).toEqual([defaultConfiguration]);
});

test("a filter that no name is as long as is refused at its own field", () => {
  const { shown, enter, form } = drawn();

  enter("Filter by name", "x".repeat(201));

  expect(form.taken()).toBeNull();
  expect(shown.getByRole("textbox", { name: "Filter by name" })).toHaveFocus();
  expect(shown.getByText("Enter at most 200 characters.")).toHaveAttribute("role", "alert");
});

test("what stands in it is what was kept; a warning and unknown usual days are told", () => {
  const { shown } = drawn({ days: 9, text: "a", kinds: ["other"], showOwner: false }, "Careful.", null);

  expect(shown.getByRole("textbox", { name: "Warn within (days)" })).toHaveValue("9");
  expect(shown.getByRole("checkbox", { name: "Other" })).toBeChecked();
  expect(shown.getByRole("checkbox", { name: "Manual" })).not.toBeChecked();
  expect(shown.getByRole("status")).toHaveTextContent("Careful.");
  expect(shown.getByText("From 1 to 365. Empty follows the hub's settings.")).toBeVisible();
});
