import { waitFor, within } from "@testing-library/dom";
import "@testing-library/jest-dom";
import { failed, success, type Result } from "../../src/domain/failure";
import { diagnoseRun } from "../../src/domain/run/diagnosis";
import type { Dependencies } from "../../src/domain/run/dependencies";
import { diagnose, type Verdict } from "../../src/domain/verification/diagnose";
import type { RunReading } from "../../src/operations/read-run";
import { fetched } from "../../src/adapters/browser/fetched";
import { createTab } from "../../src/run-tab/tab";
import { aConnection, appId, now } from "../support/builders";
import { aStep, messages } from "../domain/run/builders";

const production = aConnection({ name: "production" });
const uses: Result<Dependencies> = success({
  connectionIds: [production.id],
  open: [],
  notVisible: [],
  unread: [],
});
const scriptLost = () => fetched(Promise.reject(new Error("ChunkLoadError")));

const readingOf = (id: number, message: string): RunReading => ({
  project: { id: "p", name: "Fabrikam" },
  run: {
    id,
    name: `20261124.${String(id)}`,
    definition: { id: 1, name: "Shop" },
    completed: true,
    fromFork: false,
    branch: null,
  },
  timelineFailure: null,
  diagnosis: diagnoseRun([aStep({ errors: [message] })], [production]),
  connections: [production],
  connectionsFailure: null,
  records: new Map(),
  recordsFailure: null,
});

type Answers = {
  readonly dependencies?: () => Promise<Result<Dependencies>>;
  readonly verify?: () => Promise<Result<Verdict>>;
};

function opened({ dependencies, verify }: Answers = {}) {
  document.body.innerHTML = "<main></main>";
  const root = document.querySelector("main");
  if (root === null) throw new Error("no place for the tab");
  const reads: { readonly id: number; readonly answer: (reading: Result<RunReading>) => void }[] = [];
  let answered = 0;
  const tab = createTab(root, {
    read: (id) =>
      new Promise((answer) => {
        reads.push({ id, answer });
      }),
    dependencies: dependencies ?? (() => Promise.resolve(uses)),
    verify: verify ?? (() => Promise.resolve(success(diagnose({ kind: "passed" }, { recentChange: false })))),
    now: () => now,
    answered: () => {
      answered += 1;
    },
    open: () => undefined,
    hubUrl: "",
    dates: { culture: "en-US", zone: () => 0, timeZone: "UTC" },
    organizationUrl: "https://dev.azure.com/contoso/",
  });
  return { tab, reads, shown: within(root), answered: () => answered };
}

async function verifiable(answers: Answers) {
  const made = opened(answers);
  made.tab.follow(7);
  made.reads[0]?.answer(success(readingOf(7, messages.expired(appId))));
  // Once the definition is read the connection stands under both headings, and each drawing makes its buttons anew.
  const buttons = () => made.shown.queryAllByRole("button", { name: "Verify production" });
  await waitFor(() => expect(buttons()).toHaveLength(2));
  return { ...made, press: () => buttons()[1]?.click() };
}

describe("Verify", () => {
  test("says that it runs, then what it came to", async () => {
    let answer: (verdict: Result<Verdict>) => void = () => undefined;
    const { shown, press } = await verifiable({
      verify: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    press();

    expect((await shown.findAllByText("Verifying…")).length).toBe(2);
    answer(success(diagnose({ kind: "passed" }, { recentChange: false })));
    expect((await shown.findAllByText("Verification succeeded")).length).toBe(2);
    expect(shown.queryByText("Verifying…")).toBeNull();
  });

  test("whose script doesn't come says so, what is still true and what to do, and can be pressed again", async () => {
    let tries = 0;
    const { shown, press } = await verifiable({
      verify: () => {
        tries += 1;
        return scriptLost();
      },
    });
    press();

    const line =
      "Not verified. The connection wasn't changed. A script of this extension couldn't be reached. Check the network connection, then try again.";
    expect((await shown.findAllByText(line)).length).toBe(2);
    expect(shown.queryByText("Verifying…")).toBeNull();
    press();
    expect((await shown.findAllByText(line)).length).toBe(2);
    expect(tries).toBe(2);
  });

  test("that comes to no verdict leaves nothing standing that says it goes on", async () => {
    const { shown, press } = await verifiable({
      verify: () => Promise.resolve(failed({ code: "cancelled" })),
    });
    press();

    expect((await shown.findAllByText(/^Not verified\. The connection wasn't changed\./)).length).toBe(2);
    expect(shown.queryByText("Verifying…")).toBeNull();
  });
});

test("a script for the definition that doesn't come is told as a script, never as the page around it", async () => {
  const { shown, tab, reads } = opened({ dependencies: scriptLost });
  tab.follow(7);
  reads[0]?.answer(success(readingOf(7, messages.expired(appId))));

  expect(
    await shown.findByText(
      "The definition of this run couldn't be read. A script of this extension couldn't be reached. Check the network connection, then try again.",
    ),
  ).toBeVisible();
});

test("the answer of a run that the page has left comes too late, and a run told twice is read once", async () => {
  const { tab, reads, shown, answered } = opened();
  tab.follow(7);
  tab.follow(7);
  tab.follow(8);
  reads[1]?.answer(success(readingOf(8, "12 tests failed.")));
  reads[0]?.answer(success(readingOf(7, messages.expired(appId))));

  await waitFor(() => expect(shown.getByText(/^No sign-in error in this run\./)).toBeVisible());
  expect(reads.map(({ id }) => id)).toEqual([7, 8]);
  expect(answered()).toBe(1);
});

test("a page that tells no run is said to", () => {
  const { tab, shown } = opened();
  tab.withoutRun();

  expect(shown.getByRole("alert")).toHaveTextContent(
    "Azure DevOps didn't say which run this page shows. Nothing was read. Reload the page of the run.",
  );
});
