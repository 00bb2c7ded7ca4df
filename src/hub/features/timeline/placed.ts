import type { TimelineMark, TimelineMonth } from "../../../domain/timeline";

/** The picture of one month, in units of its own. */
export const pictureWidth = 72;
export const pictureHeight = 60;

const cell = 12;
const columns = Math.floor(pictureWidth / cell);
const lanes = Math.floor(pictureHeight / cell);

export type PlacedMark = { readonly mark: TimelineMark; readonly x: number; readonly y: number };

/**
 * The marks of a month at their days, those of the same days on top of each other. Null where they do not all fit: a
 * picture that left some out would lie.
 */
export function placed({ marks, startPosition, endPosition }: TimelineMonth): readonly PlacedMark[] | null {
  const stacks = new Array<number>(columns).fill(0);
  const result: PlacedMark[] = [];
  for (const mark of marks) {
    const share = (mark.position - startPosition) / (endPosition - startPosition);
    const column = Math.min(columns - 1, Math.max(0, Math.floor(share * columns)));
    const lane = stacks[column] ?? 0;
    if (lane >= lanes) return null;
    stacks[column] = lane + 1;
    result.push({ mark, x: column * cell + cell / 2, y: pictureHeight - lane * cell - cell / 2 });
  }
  return result;
}
