import type { Blocker } from "../../../../src/domain/federation/federation-readiness";
import { introText } from "../../../../src/hub/features/federation/words/federation";
import { blockerText, readinessIntro } from "../../../../src/hub/features/federation/words/readiness";

const untried = (user: string): Blocker => ({
  key: `review try-it: ${user}`,
  kind: "review",
  subject: `try-it: ${user}`,
  to: null,
  review: { user, code: "try-it" },
  unblocks: [],
  helps: [],
  pipelines: [],
});

test.each([
  [
    "variable group shop vault",
    "Variable group shop vault: Try it with a second, federated connection first",
  ],
  ["npmAuthenticate@0", "npmAuthenticate@0: Try it with a second, federated connection first"],
])("a line begins with a capital unless a task's name doesn't: %s", (user, text) => {
  expect(blockerText(untried(user))).toBe(text);
});

test("says what is read, since a branch that didn't run isn't", () => {
  for (const text of [introText, readinessIntro]) {
    expect(text).toContain("the branches that ran in the last 90 days");
    expect(text).not.toContain("everything");
  }
});
