import "@testing-library/jest-dom";
import { act, screen } from "@testing-library/react";
import type { Renewal } from "../../../../src/domain/renewal/renewal";
import { runningPart } from "../../../../src/hub/shared/renewals/running";
import type { StepRow } from "../../../../src/domain/renewal/progress";
import { aPlan, aRunView } from "../../../support/builders";
import { expiring, idOf, shown } from "../../support/shown";

jest.setTimeout(30_000);

const step = (name: StepRow["step"], attempt: StepRow["attempt"] = null): StepRow => ({
  step: name,
  state: "running",
  startedAt: null,
  endedAt: null,
  attempt,
});

async function rowWith(renewal: Renewal, steps: readonly StepRow[], ended: boolean): Promise<HTMLElement> {
  const { hub } = await shown({ connections: [expiring(3, "shop", 1)] });
  const running = {
    plan: aPlan(),
    view: aRunView({ renewal, steps }),
    ended,
    broken: false,
    cancelling: false,
  };
  act(() => hub.part(runningPart).update(() => new Map([[idOf(1), running]])));
  return screen.getByRole("row", { name: /shop/ });
}

test("a renewal that goes on behind a closed panel shows its step in its row", async () => {
  const row = await rowWith(
    { plan: aPlan(), stage: "preparing" },
    [step("save", { number: 2, of: 5, nextAt: null, last: null })],
    false,
  );

  expect(row).toHaveTextContent("Renewing: Save to Azure DevOps");
  expect(row).toHaveTextContent("attempt 2 of 5");
});

const stopped = (code: "cancelled" | "app-not-found"): Renewal => ({
  plan: aPlan(),
  stage: "stopped",
  during: "proving",
  failure: { code },
  leftBehind: null,
  connection: "not-saved",
  readAt: null,
});

test("one that ended without a new credential says so in its row, with what to press", async () => {
  const row = await rowWith(stopped("app-not-found"), [], true);

  expect(row).toHaveTextContent("Renewal stopped");
  expect(row).toHaveTextContent("Choose Renew to see why and try again.");
});

test("one that the person stopped says nothing against the connection", async () => {
  expect(await rowWith(stopped("cancelled"), [], true)).toHaveTextContent("Not verified");
});
