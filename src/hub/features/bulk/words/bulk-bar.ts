import { numberText } from "../../../../words/common";

/** Words of the boxes and buttons above the list; the rest of what is said of many is loaded with its panels. */
export const renewSelectedText = "Renew selected";
export const verifyAllText = "Verify all";
export const clearSelectionText = "Clear selection";

export const selectedText = (count: number, hidden: number): string =>
  hidden === 0
    ? `${numberText(count)} selected`
    : `${numberText(count)} selected, ${numberText(hidden)} of them not shown`;
