import { isVerified, nextToConvert, type ManyEntry } from "../../../src/domain/federation/convert-many";

const entry = (name: string, phase: ManyEntry["phase"] = "waiting", subject = name): ManyEntry => ({
  connectionId: name,
  name,
  subject,
  phase,
});
const names = (entries: readonly ManyEntry[]): readonly string[] =>
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

test("a conversion that nobody could verify counts as a failure", () => {
  const seen = {
    scheme: "WorkloadIdentityFederation",
    state: "ready",
    statusMessage: null,
    issuer: null,
    subject: null,
    revertDeadline: null,
  } as const;

  expect(isVerified({ stage: "converted", seen, verified: "yes" })).toBe(true);
  expect(isVerified({ stage: "converted", seen, verified: "not-possible" })).toBe(false);
  expect(isVerified({ stage: "converted", seen, verified: "no" })).toBe(false);
  expect(isVerified(null)).toBe(false);
});
