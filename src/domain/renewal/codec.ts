import {
  Undecodable,
  count,
  decoded,
  fieldsOf,
  finiteNumber,
  flag,
  listOf,
  moment,
  nullable,
  oneOf,
  storable,
  text,
  type Fields,
} from "../decode";
import type { Failure } from "../failure";
import type { Actor } from "../failure";
import { issueAttempts } from "./transition";
import type { Afterwards, Baseline, NewKey, Plan, Renewal, StageName, Working } from "./renewal";

/** Version of the journaled form. A reader meets a higher one only after a newer hub wrote it. */
export const journalVersion = 1;

export type DecodedRenewal =
  | { readonly ok: true; readonly renewal: Renewal }
  | { readonly ok: false; readonly reason: "newer-version" | "damaged" };

/** Plain data for the journal: the plan and the stage, never a secret, since no stage holds one. */
export const encodeRenewal = (renewal: Renewal): unknown => ({
  schemaVersion: journalVersion,
  renewal: {
    ...renewal,
    plan: { ...renewal.plan, until: storable(renewal.plan.until) },
    ...("key" in renewal ? { key: { ...renewal.key, until: storable(renewal.key.until) } } : {}),
  },
});

/** Reads what `encodeRenewal` wrote. Unknown versions and damaged data are answers, not guesses. */
export function decodeRenewal(value: unknown): DecodedRenewal {
  const version = decoded(() => finiteNumber(fieldsOf(value)["schemaVersion"]));
  if (version === null) return { ok: false, reason: "damaged" };
  if (version > journalVersion) return { ok: false, reason: "newer-version" };
  const renewal = decoded(() => renewalOf(fieldsOf(fieldsOf(value)["renewal"])));
  return renewal === null ? { ok: false, reason: "damaged" } : { ok: true, renewal };
}

const guidText = (value: unknown): string => {
  const id = text(value, 36).toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Undecodable("not an id");
  return id;
};

/** Ids of Azure DevOps objects and tenants; a tenant may be named by its domain. */
const idText = (value: unknown): string => text(value, 100).toLowerCase();

/** An actor as stored in extension data. */
export const actorOf = (value: unknown): Actor => {
  const fields = fieldsOf(value);
  return { id: text(fields["id"], 300), name: text(fields["name"], 300) };
};

function planOf(value: unknown): Plan {
  const plan = fieldsOf(value);
  return {
    runId: guidText(plan["runId"]),
    connectionId: idText(plan["connectionId"]),
    connectionName: text(plan["connectionName"]),
    projectId: idText(plan["projectId"]),
    projectName: text(plan["projectName"]),
    subject: text(plan["subject"], 200),
    tenantId: nullable(plan["tenantId"], idText),
    appId: nullable(plan["appId"], idText),
    mode: oneOf(plan["mode"], ["automatic", "graph", "guided"]),
    material: oneOf(plan["material"], ["client-secret", "certificate", "inputs"]),
    takeOver: flag(plan["takeOver"]),
    // A record from before there was this question holds no answer to it.
    othersMayGo: plan["othersMayGo"] === undefined ? false : flag(plan["othersMayGo"]),
    inputNames: listOf(plan["inputNames"], (name) => text(name, 200), 50),
    proof: oneOf(plan["proof"], ["inline", "none"]),
    verifiable: flag(plan["verifiable"]),
    until: moment(plan["until"]),
    writeNote: flag(plan["writeNote"]),
    marker: nullable(plan["marker"], (marker) => text(marker, 90)),
    startedAt: moment(plan["startedAt"]),
    startedBy: actorOf(plan["startedBy"]),
  };
}

function baselineOf(value: unknown): Baseline {
  const baseline = fieldsOf(value);
  return {
    modifiedAt: nullable(baseline["modifiedAt"], moment),
    passed: flag(baseline["passed"]),
    roleMissing: flag(baseline["roleMissing"]),
    keyIds: nullable(baseline["keyIds"], (ids) => listOf(ids, idText)),
    note: nullable(baseline["note"], (note) => text(note, 100)),
  };
}

function keyOf(value: unknown): NewKey {
  const key = fieldsOf(value);
  return {
    keyId: nullable(key["keyId"], idText),
    objectId: nullable(key["objectId"], idText),
    until: moment(key["until"]),
  };
}

const workingStages = [
  "preparing",
  "issuing",
  "locating",
  "proving",
  "saving",
  "verifying",
  "discarding",
] as const;

/**
 * After a crash only the fact of a planned stop matters, not its sentence: the failure of the run that was
 * interrupted is not carried over.
 */
const interrupted: Failure = { code: "cancelled" };

function afterwardsOf(value: unknown): Afterwards {
  const then = fieldsOf(value);
  const kind = oneOf(then["kind"], ["issue-again", "stop", "finish"]);
  if (kind === "issue-again") return { kind };
  const during = kind === "stop" ? stageOf(then["during"]) : "discarding";
  return { kind: "stop", failure: interrupted, during, connection: "unknown", readAt: null };
}

/** "looking" is what "locating" was called in documents of the first version. */
const stageOf = (value: unknown): StageName => oneOf(value === "looking" ? "locating" : value, workingStages);

/** Only unfinished renewals are journaled; a finished one in the journal is damage. */
function renewalOf(fields: Fields): Renewal {
  return { plan: planOf(fields["plan"]), ...workingOf(fields) };
}

function workingOf(fields: Fields): Working {
  const stage = stageOf(fields["stage"]);
  if (stage === "preparing") return { stage };
  const baseline = baselineOf(fields["baseline"]);
  switch (stage) {
    case "issuing":
    case "locating":
      return { stage, baseline, attempt: count(fields["attempt"], issueAttempts) };
    case "proving":
      return { stage, baseline, key: keyOf(fields["key"]) };
    case "saving":
      return { stage, baseline, key: keyOf(fields["key"]), proved: flag(fields["proved"]) };
    case "verifying":
      return {
        stage,
        baseline,
        key: keyOf(fields["key"]),
        proved: flag(fields["proved"]),
        savedAt: nullable(fields["savedAt"], moment),
      };
    case "discarding":
      return {
        stage,
        baseline,
        keyId: idText(fields["keyId"]),
        objectId: nullable(fields["objectId"], idText),
        attempt: count(fields["attempt"], issueAttempts),
        then: afterwardsOf(fields["then"]),
      };
  }
}
