import { planRules } from "../../../../src/hub/features/bulk/words/bulk";
import { inDays } from "../../../support/builders";

const dates = { culture: "en-US", zone: () => 0, timeZone: "UTC" };

type Item = Parameters<typeof planRules>[0][number];

const item = (mode: Item["mode"], proof: Item["offer"]["proof"] = "inline"): Item => ({
  mode,
  offer: {
    mode,
    material: "client-secret",
    takeOver: false,
    risksOthers: false,
    reason: "graph-connected",
    proof,
    verifiable: true,
    inputs: [],
  },
});

const rules = (...items: readonly Item[]): string => planRules(items, inDays(180), 180, dates);

test("where Azure DevOps creates every secret, promises no test before the save and no lifetime", () => {
  const told = rules(item("automatic", "none"));

  expect(told).toContain("can only be verified after it's saved");
  expect(told).toContain("where Azure DevOps creates the new one, it may");
  expect(told).not.toMatch(/tested before|valid for/);
});

test("where the hub or a person creates every secret, promises the test of each", () => {
  const told = rules(item("graph"), item("guided"));

  expect(told).toContain("Each new credential is tested before it's saved.");
  expect(told).toContain("Secrets that the hub creates are valid for 180 days");
  expect(told).not.toContain("Azure DevOps");
});

test("of both together, says which are tested, and where there is no test", () => {
  const told = rules(item("automatic", "none"), item("guided", "none"));

  expect(told).toContain("A credential that the hub or you create is tested before it's saved, if its type");
  expect(told).toContain("can only be verified after");
});
