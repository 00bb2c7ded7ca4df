import { validityProblem } from "../../src/domain/certificate-facts";
import { addMilliseconds } from "../../src/domain/instant";
import { inDays, now } from "../support/builders";

test.each([
  ["inside its validity", inDays(-1), inDays(1), null],
  ["on its first moment", now, inDays(1), null],
  ["before its first moment", addMilliseconds(now, 1), inDays(1), "not-yet-valid"],
  ["on its last moment", inDays(-1), now, "expired"],
  ["after its last moment", inDays(-9), inDays(-1), "expired"],
])("a certificate %s", (_name, from, until, expected) => {
  expect(validityProblem({ from, until }, now)).toBe(expected);
});
