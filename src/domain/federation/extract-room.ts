/** What may still be looked at in one definition; below zero it is too large to be checked whole. */
export type Room = { parts: number; characters: number };

/** Room for what people write by hand, many times over: matrix legs and nested task groups multiply. */
export const roomForOne = (): Room => ({ parts: 50_000, characters: 4_194_304 });

export const isFull = ({ parts, characters }: Room): boolean => parts < 0 || characters < 0;

/** Takes the room of one part with its texts; false where there is none left. */
export function hasRoom(room: Room, texts: Readonly<Record<string, string>> = {}): boolean {
  room.parts -= 1;
  for (const text of Object.values(texts)) room.characters -= text.length;
  return !isFull(room);
}
