/**
 * The calendar's library asks a new encoder for the length of each single character, which is a fifth of the time of the
 * tables that run the task thousands of times. For one character of ASCII the answer is one byte.
 */
const Platform = globalThis.TextEncoder;

globalThis.TextEncoder = class extends Platform {
  override encode(text = ""): ReturnType<TextEncoder["encode"]> {
    const code = text.length === 1 ? text.charCodeAt(0) : 128;
    return code < 128 ? Uint8Array.of(code) : super.encode(text);
  }
};
