/**
 * The calendar's library asks a new encoder for the length of each single character, which is a fifth of the time of the
 * tables that run the task thousands of times. For one character of ASCII the answer is one byte.
 */
const Platform = globalThis.TextEncoder;
const shared = new Platform();
const ascii = Array.from({ length: 128 }, (_, code) => Uint8Array.of(code));

globalThis.TextEncoder = class {
  readonly encoding = "utf-8";

  encode(text = ""): ReturnType<TextEncoder["encode"]> {
    const known = text.length === 1 ? ascii[text.charCodeAt(0)] : undefined;
    return known ?? shared.encode(text);
  }

  encodeInto(text: string, into: Uint8Array): ReturnType<TextEncoder["encodeInto"]> {
    return shared.encodeInto(text, into);
  }
};
