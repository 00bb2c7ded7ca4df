/** Words of the boxes and buttons above the list; the rest of what is said of many is loaded with its panels. */
export const renewSelectedText = "Renew selected";
export const verifyAllText = "Verify all";
export const clearSelectionText = "Clear selection";

export const selectedText = (count: number, hidden: number): string =>
  hidden === 0
    ? `${String(count)} selected`
    : `${String(count)} selected, ${String(hidden)} of them not shown`;
