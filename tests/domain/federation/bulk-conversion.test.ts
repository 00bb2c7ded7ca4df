import {
  afterFormer,
  isVerified,
  nextToConvert,
  type BulkConversionEntry,
} from "../../../src/domain/federation/bulk-conversion";
import { seenConverted } from "../../support/builders";

const entry = (
  name: string,
  phase: BulkConversionEntry["phase"] = "waiting",
  subject = name,
): BulkConversionEntry => ({
  connectionId: name,
  name,
  subject,
  phase,
});
const names = (entries: readonly BulkConversionEntry[]): readonly string[] =>
  nextToConvert(entries).map(({ name }) => name);

test("at most four conversions run at a time", () => {
  const six = ["a", "b", "c", "d", "e", "f"].map((name) => entry(name));

  expect(names(six)).toEqual(["a", "b", "c", "d"]);
  expect(names([entry("a", "running"), entry("b", "done"), ...six.slice(2)])).toEqual(["c", "d", "e"]);
});

test("never two on one app registration at the same time", () => {
  expect(names([entry("a", "waiting", "app"), entry("b", "waiting", "app"), entry("c")])).toEqual(["a", "c"]);
  expect(names([entry("a", "running", "app"), entry("b", "waiting", "app")])).toEqual([]);
});

test("none starts after the first failure", () => {
  expect(names([entry("a", "failed"), entry("b")])).toEqual([]);
});

test("a further bulk keeps the verified ones of the former, and none that failed or is converted again", () => {
  const former = [entry("a", "done"), entry("b", "failed"), entry("c", "waiting"), entry("d", "done")];

  const shown = afterFormer(former, [entry("b"), entry("d", "running")]);

  expect(shown.map(({ name, phase }) => `${name} ${phase}`)).toEqual(["a done", "b waiting", "d running"]);
});

test("a conversion that nobody could verify counts as a failure", () => {
  expect(isVerified({ stage: "converted", seen: seenConverted, verified: "yes" })).toBe(true);
  expect(isVerified({ stage: "converted", seen: seenConverted, verified: "not-possible" })).toBe(false);
  expect(isVerified({ stage: "converted", seen: seenConverted, verified: "no" })).toBe(false);
  expect(isVerified(null)).toBe(false);
});
