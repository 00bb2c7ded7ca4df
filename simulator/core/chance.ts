/** Reproducible ids and secrets: the same seed gives the same world. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  guid(): string;
  /** Text of the length and alphabet of an Entra client secret. */
  secret(): string;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~._-";

/** A small generator (mulberry32): quality is irrelevant here, repeatability is not. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const hex = (): string =>
    Math.floor(next() * 4294967296)
      .toString(16)
      .padStart(8, "0");
  return {
    next,
    guid: () => {
      const digits = hex() + hex() + hex() + hex();
      const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
      return [...parts, `a${digits.slice(17, 20)}`, digits.slice(20, 32)].join("-");
    },
    secret: () => {
      const pick = (): string => alphabet.charAt(Math.floor(next() * alphabet.length));
      const text = Array.from({ length: 37 }, pick).join("");
      return `${text.slice(0, 3)}8Q~${text.slice(3)}`;
    },
  };
}
