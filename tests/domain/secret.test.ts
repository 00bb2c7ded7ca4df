import { inspect } from "node:util";
import { Secret } from "../../src/domain/secret";

const text = "canary~7Q8.secret";
const secret = new Secret(text);

test("gives its text through one door", () => {
  expect(secret.reveal()).toBe(text);
});

test.each<[string, unknown]>([
  ["its text form", String(secret)],
  ["concatenation", "secret: " + secret.toString()],
  ["JSON", JSON.stringify({ nested: [secret] })],
  ["an inspection", inspect(secret, { depth: 9, showHidden: true })],
  ["its own properties", JSON.stringify(Object.entries(secret))],
  ["every property there is", Reflect.ownKeys(secret).join()],
  ["a copy", JSON.stringify(Object.assign({}, secret))],
  ["a structured clone", inspect(structuredClone({ secret: Object.assign({}, secret) }), { depth: 9 })],
  ["a map of inputs", inspect(new Map([["serviceprincipalkey", secret]]), { depth: 9, showHidden: true })],
  ["an error that quotes it", String(new Error(`refused ${secret.toString()}`))],
])("%s does not show it", (_name, shown) => {
  expect(String(shown)).not.toContain(text);
});

test("prints and serialises as redacted", () => {
  expect(secret.toString()).toBe("[redacted]");
  expect(JSON.stringify(secret)).toBe('"[redacted]"');
});
