import { driftText } from "../../src/words/drift";
import { inDays } from "../support/builders";

const dates = { culture: "en-US", zone: () => 0, timeZone: "UTC" };

const several = (count: number, tooNew: number): string =>
  driftText(
    {
      code: "several-live-credentials",
      count,
      tooNew,
      from: inDays(30),
      to: inDays(200),
      current: null,
      next: "renew-to-be-certain",
    },
    dates,
  );

const newer = (...days: readonly number[]): string =>
  driftText(
    {
      code: "newer-credential-not-used",
      newer: days.map((day) => ({
        keyId: `key-${String(day)}`,
        displayName: null,
        from: inDays(day),
        until: inDays(300),
        ours: false,
      })),
      savedAt: inDays(-90),
      next: "renew",
    },
    dates,
  );

test("a credential newer than the last save says nothing of which older one is used", () => {
  expect(newer(-2)).toMatch(/holds 1 credential, created on .*, after .* last saved on .* can't use it\.$/);
  expect(newer(-2, -1)).toMatch(/holds 2 credentials created after .* last saved on .* can't use them\.$/);
});

test.each([
  [2, 0, "Azure DevOps doesn't show which of them it uses."],
  [
    2,
    1,
    "Azure DevOps doesn't show whether the connection uses the older one, or one that is no longer valid.",
  ],
  [3, 1, "Azure DevOps doesn't show which of the 2 older ones the connection uses."],
  [2, 2, "All of them were created after the last save, so the connection uses none of them."],
])("of %i valid credentials with %i too new to be used, says what is known", (count, tooNew, told) => {
  expect(several(count, tooNew).endsWith(told)).toBe(true);
});
