import type { LoadedParts } from "../../../src/domain/export/table";
import type { Row } from "../../../src/domain/inventory";
import { countsOf, judge, watchBandOf, type Watched } from "../../../src/domain/watch/judgement";
import type { WatchPolicy } from "../../../src/domain/watch/options";
import { inDays, now } from "../../support/builders";
import { partsOf, project, rowIn, rowWith } from "./rows";

const policy: WatchPolicy = { warnDays: 30, failDays: 7, failOn: "within", failOnUnreadable: false };

const watched = (
  rows: readonly Row[],
  parts: Partial<LoadedParts> = {},
  over: Partial<Watched> = {},
): Watched => ({
  parts: partsOf(rows, parts),
  missingProjects: [],
  graphAsked: true,
  renewals: { failed: 0, proofVoid: 0, vaultRefused: 0, vaultUnknown: 0, unread: 0 },
  notTold: 0,
  cancelled: false,
  ...over,
});

const codesOf = (one: Watched, over: Partial<WatchPolicy> = {}): readonly string[] =>
  judge(one, { ...policy, ...over }, now).reasons.map(
    ({ reason, fails }) => `${reason.code}${fails ? "!" : ""}`,
  );

const resultOf = (one: Watched, over: Partial<WatchPolicy> = {}): string =>
  judge(one, { ...policy, ...over }, now).result;

describe("the band of a connection", () => {
  test.each([
    ["ended yesterday", rowIn(-1), "expired"],
    ["ends at this moment", rowIn(0), "expired"],
    ["ends in seven days to the minute", rowIn(7), "within-fail"],
    ["ends a little later than that", rowIn(7.01), "within-warn"],
    ["ends in thirty days to the minute", rowIn(30), "within-warn"],
    ["ends after that", rowIn(30.01), "later"],
    ["holds nothing that ends", rowIn(1, { kind: "managed-identity", holds: "nothing" }), "no-secret"],
    ["hides its type", rowIn(1, { incomplete: true }), "not-visible"],
    ["tells no date", rowWith({ state: "not-looked", reason: "unavailable" }), "unknown"],
    [
      "is snoozed but ends tomorrow",
      rowIn(1, {}, { snooze: { until: inDays(20), reason: "later", by: { id: "u", name: "Ada" }, at: now } }),
      "within-fail",
    ],
    ["is switched off and has ended", rowIn(-3, { disabled: true }), "expired"],
    [
      "was refused as expired",
      rowWith(
        { state: "not-looked", reason: "unavailable" },
        {},
        { verification: { word: "credential expired", code: null, at: now, by: { id: "u", name: "Ada" } } },
      ),
      "expired",
    ],
  ] as const)("of one that %s", (_, row, band) => {
    expect(watchBandOf(row, policy, now)).toBe(band);
  });
});

describe("the result", () => {
  test("is green where everything was read and nothing ends soon", () => {
    expect(judge(watched([rowIn(90)]), policy, now)).toEqual({ result: "succeeded", reasons: [] });
  });

  test.each([
    ["within", "expired", -1, "failed"],
    ["within", "within-fail", 3, "failed"],
    ["within", "within-warn", 20, "succeeded-with-issues"],
    ["expired", "expired", -1, "failed"],
    ["expired", "within-fail", 3, "succeeded-with-issues"],
    ["never", "expired", -1, "succeeded-with-issues"],
  ] as const)("under failOn %s with one that is %s", (failOn, code, days, result) => {
    const judgement = judge(watched([rowIn(days)]), { ...policy, failOn }, now);

    expect(judgement.result).toBe(result);
    expect(judgement.reasons.map(({ reason }) => reason.code)).toEqual([code]);
  });

  const refused = { code: "not-permitted", system: "azure-devops", detail: "" } as const;
  const failedProject = {
    project: { id: "p2", name: "Tailspin" },
    state: "failed",
    failure: refused,
  } as const;
  const loadedProject = { project, state: "loaded", failure: null } as const;
  const unreadable: readonly (readonly [string, Watched, readonly string[]])[] = [
    ["a project is refused", watched([rowIn(90)], { projects: [loadedProject, failedProject] }), ["unread"]],
    ["every project is refused", watched([], { projects: [failedProject] }), ["nothing-read!", "unread"]],
    [
      "the projects are refused",
      watched([], { projects: [], projectsFailure: refused }),
      ["nothing-read!", "unread"],
    ],
    ["no project is in sight", watched([], { projects: [] }), ["no-project-in-sight"]],
    ["the list is empty", watched([]), ["empty-list"]],
    [
      "one list of two is empty",
      watched([rowIn(90)], {
        projects: [loadedProject, { ...failedProject, state: "loaded", failure: null }],
      }),
      ["empty-list"],
    ],
    ["a type is hidden", watched([rowIn(90, { incomplete: true })]), ["unread"]],
    ["Graph did not answer", watched([rowWith({ state: "not-looked", reason: "unavailable" })]), ["unread"]],
    [
      "the cloud has no Graph here",
      watched([rowWith({ state: "not-looked", reason: "cloud-unsupported" })]),
      ["unread"],
    ],
    [
      "records were not read",
      watched([rowIn(90)], { records: { state: "failed", failure: refused, unreadable: 0 } }),
      ["unread"],
    ],
    [
      "a record is damaged",
      watched([rowIn(90)], { records: { state: "loaded", failure: null, unreadable: 1 } }),
      ["unread"],
    ],
    [
      "a named project is missing",
      watched([rowIn(90)], {}, { missingProjects: ["Nowhere"] }),
      ["project-not-found!"],
    ],
  ];

  test.each(unreadable)("is never green where %s", (_, one, codes) => {
    expect(codesOf(one)).toEqual(codes);
  });

  test.each(unreadable.filter(([, , codes]) => codes.includes("unread") || codes.includes("empty-list")))(
    "is red under failOnUnreadable where %s",
    (_, one) => {
      expect(resultOf(one, { failOnUnreadable: true })).toBe("failed");
    },
  );

  test("does not call Graph unread where the run never meant to ask it", () => {
    const row = rowWith(
      { state: "not-looked", reason: "not-connected" },
      { description: "[secret unknown expires 2027-11-24]" },
    );

    expect(codesOf(watched([row], {}, { graphAsked: false }))).toEqual([]);
  });

  test("counts a project that shares another one's connection as not empty", () => {
    const other = { id: "p2", name: "Tailspin" };
    const row = rowIn(90, { shares: [{ project: other, name: "shared" }] });

    expect(
      codesOf(
        watched([row], { projects: [loadedProject, { project: other, state: "loaded", failure: null }] }),
      ),
    ).toEqual([]);
  });

  test.each([
    [
      { renewals: { failed: 2, proofVoid: 0, vaultRefused: 0, vaultUnknown: 0, unread: 0 } },
      ["renewal-failed!"],
    ],
    [{ renewals: { failed: 0, proofVoid: 1, vaultRefused: 0, vaultUnknown: 0, unread: 0 } }, ["proof-void!"]],
    [
      { renewals: { failed: 0, proofVoid: 0, vaultRefused: 1, vaultUnknown: 0, unread: 0 } },
      ["vault-refused!"],
    ],
    [{ notTold: 1 }, ["not-told"]],
  ])("says what else the run did: %j", (over, codes) => {
    expect(codesOf(watched([rowIn(90)], {}, over))).toEqual(codes);
  });

  test("tells what fails before what warns", () => {
    expect(codesOf(watched([rowIn(20), rowIn(-1)], { projects: [loadedProject, failedProject] }))).toEqual([
      "expired!",
      "unread",
      "within-warn",
    ]);
  });
});

test("the counts tell ended, due, unknown and unreadable ones apart", () => {
  const rows = [
    rowIn(-1),
    rowIn(3),
    rowIn(20),
    rowIn(90),
    rowIn(90, { incomplete: true }),
    rowWith({ state: "not-looked", reason: "no-right" }),
    rowWith({ state: "gone" }),
  ];

  expect(
    countsOf(watched(rows, { records: { state: "failed", failure: null, unreadable: 0 } }), policy, now),
  ).toEqual({
    connections: 7,
    expired: 1,
    due: 2,
    unknown: 2,
    unreadable: 3,
  });
});
