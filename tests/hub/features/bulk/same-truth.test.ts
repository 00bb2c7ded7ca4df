import type { Failure } from "../../../../src/domain/failure";
import type { ConnectionTruth, Mode } from "../../../../src/domain/renewal/renewal";
import { resultText } from "../../../../src/hub/features/bulk/words/bulk";
import { stoppedSentence } from "../../../../src/hub/features/renewal/words/renewal";
import { aPlan, connectionId, newKeyId, now } from "../../../support/builders";

const dates = { culture: "en-US", zone: () => 0, timeZone: "UTC" };
const modes: readonly Mode[] = ["automatic", "graph", "guided"];
const truths: readonly ConnectionTruth[] = [
  "not-saved",
  "untouched",
  "changed-elsewhere",
  "saved",
  "unknown",
];
const failures: readonly Failure[] = [
  { code: "renewed-nothing", aadsts: "AADSTS7000222", detail: "" },
  { code: "azure-devops-failed-to-save", detail: "The principal may not update the application." },
  { code: "save-timed-out", afterMs: 300_000 },
  { code: "network", system: "azure-devops" },
];
const cases = modes.flatMap((mode) =>
  truths.flatMap((connection) => failures.map((failure) => ({ mode, connection, failure }))),
);

test.each(cases)(
  "bulk and panel say the same of what is still true: $mode, $connection, $failure.code",
  ({ mode, connection, failure }) => {
    const leftBehind = mode === "graph" ? newKeyId : null;
    const { stillTrue } = stoppedSentence(
      {
        plan: aPlan({ mode, writeNote: false }),
        stage: "stopped",
        during: "saving",
        failure,
        leftBehind,
        connection,
        readAt: now,
      },
      dates,
    );

    const told = resultText(
      {
        connectionId,
        name: "azure-production",
        projectName: "Fabrikam",
        mode,
        result: "failed",
        until: null,
        failure,
        connection,
        readAt: now,
        leftBehind,
        attempts: 1,
      },
      dates,
    );

    expect(told).toContain(`. ${stillTrue} `);
    // Nobody can have made no secret and saved the new one (V4).
    if (/no new secret was seen/.test(told))
      expect(told).not.toMatch(/saved with the new (secret|credential)/);
  },
);
