import * as fc from "fast-check";
import { logLine, plainText } from "../../../src/domain/watch/plain";

test.each([
  ["a command", "x##vso[task.setvariable variable=a]b", "x# #vso[task.setvariable variable=a]b"],
  ["a command behind more hashes", "###vso[a]", "# # #vso[a]"],
  ["a group", "##[group]x", "# #[group]x"],
  ["a second line", "one\r\n##vso[a]", "one # #vso[a]"],
  ["a separator that only some take for a line's end", "one\u2028##[error]", "one # #[error]"],
])("a line of the log holds no %s", (_, text, line) => {
  expect(logLine(text)).toBe(line);
});

test("no text at all makes an agent see a command", () => {
  const nasty = fc.string({ unit: fc.constantFrom("#", "v", "s", "o", "[", "\n", "\u202e", "##vso[", "a") });
  fc.assert(fc.property(nasty, (text) => !/##|[\r\n\u2028\u202e]/.test(logLine(text))));
});

test("a name is cut by characters and loses what turns its direction", () => {
  expect(plainText("\u202eabc\u2066\u0000 d  e")).toBe("abc d e");
  expect(plainText("🔑".repeat(200), 3)).toBe("🔑🔑…");
  expect(plainText("x".repeat(3_000))).toHaveLength(120);
});
