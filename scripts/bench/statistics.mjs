/** Medians, and what the visits of one page come down to. */

export function median(values) {
  const known = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = Math.floor(known.length / 2);
  return known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}

const longest = (tasks) => tasks.reduce((most, { ms }) => Math.max(most, ms), 0);

function figuresOf({ rowsAt, allRowsAt, tasks, scripting, heap, transferred, decoded, keystroke, dropped }) {
  const later = tasks.filter(({ at }) => at >= rowsAt);
  return {
    rows: rowsAt,
    allRows: allRowsAt,
    scripting,
    longest: longest(tasks),
    later: later.length,
    longestLater: longest(later),
    transferred,
    decoded,
    heap,
    keystroke,
    dropped,
  };
}

/**
 * The median of each figure over the visits. The host page's own share of scripting and heap, known from visits to a blank
 * page in the same turns, is taken off.
 */
export function medians(visits, blanks) {
  const figures = visits.map(figuresOf);
  const hostsOwn = (name) =>
    name === "scripting" || name === "heap" ? median(blanks.map((one) => one[name])) : 0;
  return Object.fromEntries(
    Object.keys(figures[0]).map((name) => {
      const middle = median(figures.map((one) => one[name]));
      return [name, middle === null ? null : Math.max(0, middle - hostsOwn(name))];
    }),
  );
}
