import { placeAfter, type Place } from "../../../../src/hub/features/inventory/grid/grid-keys";

const extent = { rows: 40, columns: 5, page: 10 };
const at = (row: number, column: number): Place => ({ row, column });

test.each<[string, boolean, Place, Place]>([
  ["ArrowDown", false, at(0, 1), at(1, 1)],
  ["ArrowDown", false, at(-1, 1), at(0, 1)],
  ["ArrowDown", false, at(39, 1), at(39, 1)],
  ["ArrowUp", false, at(0, 1), at(-1, 1)],
  ["ArrowUp", false, at(-1, 1), at(-1, 1)],
  ["ArrowRight", false, at(3, 4), at(3, 4)],
  ["ArrowLeft", false, at(3, 1), at(3, 0)],
  ["ArrowLeft", false, at(3, 0), at(3, 0)],
  ["Home", false, at(7, 3), at(7, 0)],
  ["End", false, at(7, 0), at(7, 4)],
  ["Home", true, at(7, 3), at(0, 0)],
  ["End", true, at(7, 0), at(39, 4)],
  ["PageDown", false, at(-1, 2), at(10, 2)],
  ["PageDown", false, at(35, 2), at(39, 2)],
  ["PageUp", false, at(35, 2), at(25, 2)],
  ["PageUp", false, at(4, 2), at(0, 2)],
])("%s (control %s) leads from %j to %j", (key, control, from, to) => {
  expect(placeAfter(key, control, from, extent)).toEqual(to);
});

test("a letter moves nothing", () => {
  expect(placeAfter("a", false, at(1, 1), extent)).toBeNull();
});
