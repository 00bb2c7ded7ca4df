import { fireEvent, screen, within } from "@testing-library/react";

/** The button of a filter, whatever is chosen in it. */
export const filterButton = (filter: string): HTMLElement =>
  screen.getByRole("button", { name: new RegExp(`^${filter}(:|$)`) });

/** The choices that a filter's list draws, once it is opened. */
export async function openFilter(filter: string): Promise<HTMLElement> {
  fireEvent.click(filterButton(filter));
  return screen.findByRole("listbox");
}

/** Chooses in a filter, or takes the choice back, and closes its list. */
export async function choose(filter: string, choice: string): Promise<void> {
  const list = await openFilter(filter);
  fireEvent.click(await within(list).findByText(choice));
  fireEvent.keyDown(list, { key: "Escape", keyCode: 27 });
}
