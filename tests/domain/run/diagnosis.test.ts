import { bounded, changedSince, diagnoseRun, expiredDuring } from "../../../src/domain/run/diagnosis";
import { emptyRecord } from "../../../src/domain/record";
import { aConnection, appId, inDays, tenantId } from "../../support/builders";
import { aStep, messages, otherApp } from "./builders";

const connection = aConnection({ subject: "sc://contoso/Fabrikam/azure-production" });
const signInOf = (...errors: string[]) => diagnoseRun([aStep({ errors })], [connection]).signIn;

describe("the error of a failed step", () => {
  test.each([
    ["an expired secret", messages.expired(appId), "credential expired", "AADSTS7000222", "renew"],
    ["a wrong secret", messages.rejected(appId), "credential rejected", "AADSTS7000215", "renew"],
    [
      "an app registration that is gone",
      messages.notFound(appId, tenantId),
      "app registration not found",
      "AADSTS700016",
      "restore-app",
    ],
    ["one that is off", messages.disabled(appId), "app registration disabled", "AADSTS7000112", "enable-app"],
    ["a missing role", messages.noRole(appId), "role missing", "AuthorizationFailed", "assign-role"],
  ])("is read as a verification reads it: %s", (_, message, word, code, remedy) => {
    expect(signInOf(message)).toEqual([
      expect.objectContaining({
        verdict: { word, code, remedy },
        appId,
        connectionIds: [connection.id],
        by: "app",
      }),
    ]);
  });

  test("names the connection by its subject where a federated sign-in names no app", () => {
    expect(signInOf(messages.subject("sc://contoso/Fabrikam/azure-production"))).toEqual([
      expect.objectContaining({
        verdict: { word: "credential rejected", code: "AADSTS700213", remedy: "compare-federation" },
        connectionIds: [connection.id],
        by: "subject",
      }),
    ]);
    expect(signInOf(messages.subject("sc://contoso/Fabrikam/azure-production-2"))[0]).toMatchObject({
      connectionIds: [],
      by: "nothing",
    });
  });

  test("names the connections of a tenant that isn't found, and no app", () => {
    expect(signInOf(messages.noTenant(tenantId))[0]).toMatchObject({
      verdict: { word: "wrong tenant", code: "AADSTS90002" },
      appId: null,
      connectionIds: [connection.id],
      by: "tenant",
    });
  });

  test("tells a token that ended in the middle of a step from a secret that was refused", () => {
    expect(signInOf(messages.tokenEnded)[0]).toMatchObject({ tokenEnded: true });
    expect(signInOf(messages.rejected(appId))[0]).toMatchObject({ tokenEnded: false });
  });

  test.each([
    `AADSTS7000222: Die Geheimnisse der Anwendung „${appId}“ sind abgelaufen.`,
    `AADSTS7000222：アプリ「${appId}」のシークレットの有効期限が切れました。`,
    `Échec : AADSTS7000222 (application '${appId}')`,
  ])("decides by its code, whatever the language: %s", (message) => {
    expect(signInOf(message)[0]).toMatchObject({
      verdict: { word: "credential expired" },
      connectionIds: [connection.id],
    });
  });

  test.each([
    "The client secret has expired.",
    "The remote server returned an error: (403) Forbidden.",
    "The process '/usr/bin/az' failed with exit code 1",
    "The operation timed out.",
    '{"code":"StorageAccountNotFound","message":"gone"}',
  ])("without a code of a sign-in is no sign-in error: %s", (message) => {
    expect(diagnoseRun([aStep({ errors: [message] })], [connection])).toEqual({
      signIn: [],
      earlier: [],
      failedSteps: 1,
      notListed: 0,
      beganAt: inDays(-1),
    });
  });

  test("with a code that nobody knows names no cause", () => {
    expect(signInOf(`AADSTS5099999: Something new about '${appId}'.`)[0]).toMatchObject({
      unknownCode: true,
      verdict: { word: "not confirmed", code: "AADSTS5099999" },
      connectionIds: [connection.id],
    });
  });

  test("may name an app id that no visible connection holds, or that three hold", () => {
    expect(signInOf(messages.expired(otherApp))[0]).toMatchObject({
      appId: otherApp,
      connectionIds: [],
      by: "nothing",
    });
    const three = ["a", "b", "c"].map((id) => aConnection({ id, appId: appId.toUpperCase() }));
    const [error] = diagnoseRun([aStep({ errors: [messages.expired(appId)] })], three).signIn;
    expect(error).toMatchObject({ appId, connectionIds: ["a", "b", "c"] });
  });

  test("of an object id leads to the connection whose service principal it is", () => {
    const own = aConnection({ spnObjectId: otherApp });
    const [error] = diagnoseRun([aStep({ errors: [messages.noRole(otherApp)] })], [own]).signIn;
    expect(error).toMatchObject({ appId, connectionIds: [own.id] });
  });
});

describe("a timeline", () => {
  test("a step that passed, was skipped or still goes on has no part in it, whatever it says", () => {
    const errors = [messages.expired(appId)];
    const records = (["succeeded", "skipped", "canceled", null] as const).map((result, at) =>
      aStep({ id: String(at), result, errors }),
    );

    expect(diagnoseRun(records, [connection])).toMatchObject({ signIn: [], failedSteps: 0 });
  });

  test("a step that failed while the run went on is told as such", () => {
    const step = aStep({ result: "succeeded-with-issues", errors: [messages.expired(appId)] });

    expect(diagnoseRun([step], [connection])).toMatchObject({ signIn: [{ wentOn: true }], failedSteps: 0 });
  });

  test("a job that repeats its step's error counts once, and one with an error of its own counts", () => {
    const job = aStep({ id: "job", type: "Job", name: "Build", errors: [messages.expired(appId)] });
    const step = aStep({ parentId: "job", errors: [messages.expired(appId)] });

    expect(diagnoseRun([job, step], [connection]).signIn).toMatchObject([{ path: ["Build", "Deploy"] }]);
    expect(diagnoseRun([job], [connection]).signIn).toMatchObject([{ path: ["Build"] }]);
  });

  test("what an earlier attempt met is no cause of this result", () => {
    const records = [
      aStep({ id: "s1", type: "Stage", name: "Prod", identifier: "Prod", attempt: 1 }),
      aStep({ id: "t1", parentId: "s1", errors: [messages.expired(appId)] }),
      aStep({ id: "s2", type: "Stage", name: "Prod", identifier: "Prod", attempt: 2, result: "succeeded" }),
      aStep({ id: "t2", parentId: "s2", result: "succeeded" }),
    ];

    expect(diagnoseRun(records, [connection])).toMatchObject({
      signIn: [],
      earlier: [{ path: ["Prod", "Deploy"] }],
      failedSteps: 0,
    });
  });

  test("errors that are counted and not listed are told", () => {
    expect(diagnoseRun([aStep({ errors: ["a"], errorCount: 12 })], []).notListed).toBe(11);
  });

  test("records that hold each other end the walk", () => {
    const records = [aStep({ id: "a", parentId: "b" }), aStep({ id: "b", parentId: "a", name: "Job" })];

    expect(diagnoseRun(records, [])).toMatchObject({ failedSteps: 2 });
  });

  test("2,000 records with 30 kB each are read in linear time, and the code is found at either end", () => {
    const filler = "client secret ".repeat(2_200);
    const records = Array.from({ length: 2_000 }, (_, at) =>
      aStep({ id: String(at), errors: [filler, `${filler}AADSTS7000222 '${appId}'`] }),
    );

    const { signIn } = diagnoseRun(records, [connection]);

    expect(signIn).toHaveLength(2_000);
    expect(signIn[0]?.excerpt.length).toBeLessThan(400);
    expect(bounded("x".repeat(1_000_000)).length).toBeLessThan(33_000);
  });
});

describe("a connection that was changed after the step had failed", () => {
  const failedAt = inDays(-1);
  const renewal = {
    runId: "r",
    mode: "graph" as const,
    outcome: "renewed" as const,
    keyId: null,
    until: null,
    at: inDays(0),
    by: { id: "u", name: "Ada" },
    reason: null,
  };

  const record = { ...emptyRecord(connection.id), renewals: [renewal] };
  const saved = aConnection({ modifiedAt: inDays(0) });

  test("was renewed where the hub recorded it, saved where only its date tells, else neither", () => {
    expect(changedSince(saved, record, failedAt)).toBe("renewed");
    expect(changedSince(saved, null, failedAt)).toBe("saved");
    expect(changedSince(saved, { ...record, renewals: [{ ...renewal, outcome: "stopped" }] }, failedAt)).toBe(
      "saved",
    );
    expect(changedSince(connection, emptyRecord(connection.id), failedAt)).toBeNull();
  });

  test("was not renewed because a record says so, which any member can write, of one that nobody saved", () => {
    expect(changedSince(connection, record, failedAt)).toBeNull();
    expect(changedSince(aConnection({ modifiedAt: null }), record, failedAt)).toBeNull();
  });
});

describe("a credential that ended between two steps", () => {
  const [error] = signInOf(messages.expired(appId));
  const failed = {
    verdict: error?.verdict ?? { word: "verified", remedy: "none", code: "" },
    finishedAt: inDays(0),
  } as const;
  const ended = (daysAgo: number, source: "note" | "estimate" = "note") =>
    ({ state: "at", at: inDays(-daysAgo), source }) as const;

  test("is told by its day, where that is a day of the run", () => {
    expect(expiredDuring({ beganAt: inDays(-1) }, failed, ended(0))).toBe("2026-11-24");
    expect(expiredDuring({ beganAt: inDays(-1) }, failed, ended(1))).toBe("2026-11-23");
    expect(expiredDuring({ beganAt: inDays(-1) }, failed, ended(2))).toBeNull();
    expect(expiredDuring({ beganAt: inDays(-1) }, failed, ended(-1))).toBeNull();
  });

  test("is not told of an estimate, of another refusal, or where nobody knows when the run began", () => {
    const rejected = { ...failed, verdict: { ...failed.verdict, word: "credential rejected" } } as const;

    expect(expiredDuring({ beganAt: inDays(-1) }, failed, ended(0, "estimate"))).toBeNull();
    expect(
      expiredDuring({ beganAt: inDays(-1) }, failed, { state: "unknown", reason: "graph-not-connected" }),
    ).toBeNull();
    expect(expiredDuring({ beganAt: inDays(-1) }, rejected, ended(0))).toBeNull();
    expect(expiredDuring({ beganAt: null }, failed, ended(0))).toBeNull();
  });

  test("the run began with the first of its records", () => {
    const first = aStep({ errors: [], startedAt: inDays(-2) });
    const second = aStep({ id: "later", errors: [messages.expired(appId)], startedAt: inDays(-1) });

    expect(diagnoseRun([second, first], [connection]).beganAt).toBe(inDays(-2));
    expect(diagnoseRun([], [connection]).beganAt).toBeNull();
  });
});
