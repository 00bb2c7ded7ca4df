import { countsOf, judge, type Reason } from "../../src/domain/watch/judgement";
import type { WatchReport } from "../../src/domain/watch/report";
import { reasonText } from "../../src/words/watch/judgement";
import { summaryMarkdown } from "../../src/words/watch/summary";
import { unreadPartText } from "../../src/words/watch/unread";
import { partsOf, project, rowIn } from "../domain/watch/rows";
import { now } from "../support/builders";

const policy = { warnDays: 30, failDays: 7, failOn: "within", failOnUnreadable: false } as const;
const links = { connection: () => "https://dev.azure.com/contoso/page", artifact: "ServiceConnections" };

const reportOf = (names: readonly string[]): WatchReport => {
  const rows = names.map((name, index) => rowIn(3, { id: `c${String(index)}`, name }));
  const watched = {
    parts: partsOf(rows),
    missingProjects: [],
    graphAsked: true,
    renewals: { failed: 0, proofVoid: 0, vaultRefused: 0, vaultUnknown: 0, unread: 0 },
    notTold: 0,
    cancelled: false,
  };
  return {
    madeAt: now,
    organization: { id: "o", name: "contoso" },
    scope: { kind: "project", project },
    identity: { kind: "azure-subscription", name: "watcher" },
    policy,
    projects: 1,
    rows,
    unread: [],
    judgement: judge(watched, policy, now),
    counts: countsOf(watched, policy, now),
    renewals: [],
  };
};

test("the summary begins with the result and why", () => {
  const lines = summaryMarkdown(reportOf(["production"]), links).split("\n");

  expect(lines.slice(0, 5)).toEqual([
    "## Service connections: Failed",
    "",
    "- **Fails:** 1 service connection expires within 7 days.",
    "",
    "Read as watcher (the service principal of azureSubscription) on 2026-11-24 09:00 UTC: project Fabrikam.",
  ]);
  expect(lines).toContain("| 1 | 0 | 1 | 0 | 0 | 0 |");
});

test("the summary says of each date how sure it is", () => {
  expect(summaryMarkdown(reportOf(["production"]), links)).toContain(
    "| Expires in 3 days | Likely: it is the only credential of the app registration that is still valid. Azure DevOps doesn't show which one it holds. |",
  );
});

test("the summary shows fifty connections and counts the rest", () => {
  const names = Array.from({ length: 53 }, (_, index) => `c${String(index)}`);

  const text = summaryMarkdown(reportOf(names), links);

  expect(text.match(/^\| Urgent /gm)).toHaveLength(50);
  expect(text).toContain("3 more in the artifact.");
});

test.each([
  ["an HTML tag", "<img src=x onerror=a>", "&lt;img src=x onerror=a&gt;"],
  ["a link", "[a](https://evil.example)", "\\[a\\]\\(https:&#8203;//evil.example\\)"],
  ["a cell's end and a new row", "a | b\n| c |", "a \\| b \\| c \\|"],
  ["turned text", "\u202egnp.exe", "gnp.exe"],
])("a name with %s stays text in its cell", (_, name, written) => {
  expect(summaryMarkdown(reportOf([name]), links)).toContain(
    `[${written}](https://dev.azure.com/contoso/page)`,
  );
});

test("a name of 3 kB is cut", () => {
  expect(summaryMarkdown(reportOf(["x".repeat(3_000)]), links)).toContain(`[${"x".repeat(119)}…](`);
});

test.each<readonly [Reason, string]>([
  [{ code: "expired", count: 1 }, "1 service connection has expired."],
  [{ code: "within-warn", count: 2, days: 30 }, "2 service connections expire within 30 days."],
  [
    { code: "empty-list", projects: [project] },
    'The list of project Fabrikam is empty. That isn\'t "none": this identity may not see them. Give the identity of the run the role User: Project settings > Service connections > the three dots > Security.',
  ],
  [
    { code: "vault-refused", count: 1 },
    "The key vault refused 1 value. The connections are renewed; the vault holds the old value, which stays valid until its date.",
  ],
])("the reason %j has its sentence", (reason, text) => {
  expect(reasonText(reason)).toBe(text);
});

test("what was not read says why and what to do", () => {
  expect(
    unreadPartText({
      kind: "project",
      project,
      failure: { code: "sign-in-required", system: "azure-devops" },
    }),
  ).toBe(
    "Project Fabrikam. Azure DevOps didn't accept this identity's token. Check that the identity of the run is a user of the organization, and that its connection is in order.",
  );
});
