import fc from "fast-check";
import { decodeRecord, decodeSettings, encodeRecord } from "../../src/adapters/extension-data/record-codec";
import { createWatchMemory } from "../../src/adapters/extension-data/watch-memory";
import { createRenewalJournal } from "../../src/adapters/extension-data/renewal-journal";
import type { Documents } from "../../src/adapters/extension-data/documents";
import { success } from "../../src/domain/failure";
import { auditJson, auditOf } from "../../src/domain/export/audit";
import { adviceOf } from "../../src/domain/findings/advice";
import { findingsOf, nothingLearned } from "../../src/domain/findings/finding";
import { isManagedByTerraform } from "../../src/domain/findings/terraform";
import { rowOf } from "../../src/domain/inventory";
import { withoutHistory, withoutNames } from "../../src/domain/record-names";
import { changedSince } from "../../src/domain/run/diagnosis";
import { renewalText } from "../../src/hub/features/detail/words/detail";
import { changedText } from "../../src/run-tab/words/run-tab";
import { findingSummary } from "../../src/words/finding-labels";
import { findingOf, resumed } from "../../src/domain/renewal/resume";
import { isWorking } from "../../src/domain/renewal/renewal";
import { differencesOf } from "../../src/domain/renewal/replan";
import { stepsOf } from "../../src/domain/renewal/progress";
import { retirementOf } from "../../src/domain/retirement";
import { settingsProblems, defaultSettings } from "../../src/domain/settings";
import {
  findingText,
  interruptedTitle,
  lockedText,
  runningElsewhereTitle,
} from "../../src/hub/features/renewal/words/renewal";
import { clientText } from "../../src/hub/features/inventory/words/messages";
import { dateTimeText } from "../../src/words/expiry";
import { aConnection, aCredential, anApp, aPlan, now } from "../support/builders";
import { forgedDocument, type Forged } from "../support/forged-documents";

const dates = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };
const clock = { now: () => now, steady: () => now };
const when = (at: Parameters<typeof dateTimeText>[0]): string =>
  dateTimeText(at, dates.culture, dates.timeZone);

/** A collection that holds the forged document alone. */
const holding = ({ body }: Forged): Documents =>
  ({
    all: () => Promise.resolve(success([{ id: String(body["id"]), etag: 1, body }])),
    one: () => Promise.resolve(success({ id: String(body["id"]), etag: 1, body })),
  }) as unknown as Documents;

/** Every word and decision that rests on a stored document. */
async function drawn(forged: Forged): Promise<void> {
  const { collection, body } = forged;
  const connection = aConnection();
  const app = anApp(aCredential());
  if (collection === "journal") {
    const found = await createRenewalJournal(holding(forged), "hub", clock).unfinished(null);
    for (const { renewal } of found.ok ? found.value.entries : []) {
      if (!isWorking(renewal)) continue;
      const { plan } = renewal;
      interruptedTitle(plan.connectionName, plan.startedBy.name, plan.startedAt, dates);
      runningElsewhereTitle(plan.connectionName);
      stepsOf(renewal, {}, null, false);
      const finding = findingOf(renewal, {
        connection: { state: "read", connection },
        app,
      });
      findingText(finding, dates, null);
      resumed(renewal, finding);
      when(plan.until);
      differencesOf(plan, {
        connection,
        graph: "connected",
        type: null,
        siblingCount: 0,
        otherSecrets: null,
        canRecord: true,
        app: { state: "not-looked", reason: "pending" },
        verdict: null,
        settings: defaultSettings,
        now,
        agreed: false,
      });
    }
  }
  if (collection === "locks") {
    const lock = await createRenewalJournal(holding(forged), "hub", clock).currentLock(aPlan().subject);
    if (lock.ok && lock.value !== null)
      lockedText(lock.value.holder.name, lock.value.connectionName, lock.value.firstSeen.wall, dates);
  }
  if (collection === "settings") {
    const settings = decodeSettings(body);
    if (settings !== null) {
      expect(settingsProblems(settings)).toEqual([]);
      clientText(settings, null);
      const { terraformPattern, vault } = settings;
      const row = rowOf({ connection, app, record: null, now, settings });
      findingSummary(findingsOf(row, now, { ...nothingLearned, advise: adviceOf, terraformPattern, vault }));
      isManagedByTerraform("a".repeat(20_000), terraformPattern);
      if (settings.changedAt !== null) when(settings.changedAt);
    }
  }
  // What a run of the task remembers of its messages.
  if (collection === "watch-told")
    await createWatchMemory(holding(forged), "organization", (facts) => facts).told();
  const record = collection.startsWith("records") ? decodeRecord(body) : null;
  if (record !== null) {
    const row = rowOf({ connection, app, record, now, settings: defaultSettings });
    findingSummary(findingsOf(row, now, nothingLearned));
    auditJson(auditOf([row]), []);
    record.renewals.forEach((one) => renewalText(one, dates));
    // The tab on a run.
    const changed = changedSince(connection, record, now);
    if (changed !== null) changedText(changed);
    // What stays of it can be read again.
    const rest = withoutHistory(withoutNames(record, now));
    if (rest !== null) expect(decodeRecord(encodeRecord(rest))).not.toBeNull();
    record.renewals.forEach(({ at, until }) => [when(at), until === null ? "" : when(until)]);
    retirementOf({
      connection,
      app,
      record,
      siblings: [],
      allProjectsVisible: true,
      renewalUnderWay: false,
      held: null,
      settled: true,
      now,
    });
  }
}

const runsWanted = Number(process.env["PROPERTY_RUNS"] ?? 10_000);

test("nothing that a member can write into a stored document throws while it is read, judged or put into words", async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(forgedDocument, async (forged) => {
      runs += 1;
      await drawn(forged);
    }),
    { numRuns: runsWanted, seed: 20261128 },
  );
  console.log(`# forged documents: ${String(runs)}`);
}, 300_000);
