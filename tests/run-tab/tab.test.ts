import { within } from "@testing-library/dom";
import "@testing-library/jest-dom";
import { failed, success, type Failure } from "../../src/domain/failure";
import { diagnoseRun } from "../../src/domain/run/diagnosis";
import { emptyRecord } from "../../src/domain/record";
import type { RunRecord } from "../../src/domain/run/run";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { diagnose } from "../../src/domain/verification/diagnose";
import { redraw } from "../../src/elements/dom";
import type { ReadState, TabActions, TabState } from "../../src/run-tab/state";
import { drawTab } from "../../src/run-tab/view";
import { aConnection, appId, inDays, now, tenantId } from "../support/builders";
import { aStep, messages, otherApp } from "../domain/run/builders";

const project = { id: "p", name: "Fabrikam & co" };
const pressed: string[] = [];
const actions: TabActions = {
  verify: (id) => pressed.push(`verify ${id}`),
  lookAgain: () => pressed.push("again"),
  open: (url) => pressed.push(url),
  hubUrl: "https://dev.azure.com/contoso/Fabrikam/_settings/a.b.project-hub",
  organizationUrl: "https://dev.azure.com/contoso/",
  dates: { culture: "en-US", zone: () => 0, timeZone: "UTC" },
};

const production = aConnection({ name: "azure-<b>production</b>" });
const missing: Failure = { code: "not-found", system: "azure-devops", what: "definition" };

function read(
  records: readonly RunRecord[] | null,
  more: {
    readonly connections?: readonly ServiceConnection[];
    readonly run?: Partial<ReadState["reading"]["run"]>;
    readonly reading?: Partial<ReadState["reading"]>;
    readonly state?: Partial<ReadState>;
  } = {},
): ReadState {
  const { connections = [production], run = {}, reading = {}, state = {} } = more;
  return {
    kind: "read",
    reading: {
      project,
      run: {
        id: 7,
        name: "20261124.7",
        definition: { id: 1, name: "Shop" },
        completed: true,
        fromFork: false,
        branch: null,
        ...run,
      },
      timelineFailure: null,
      diagnosis: records === null ? null : diagnoseRun(records, connections),
      connections,
      connectionsFailure: null,
      records: new Map(),
      recordsFailure: null,
      ...reading,
    },
    dependencies: null,
    verdicts: new Map(),
    ...state,
  };
}

function shown(state: TabState) {
  document.body.innerHTML = "<main></main>";
  const root = document.querySelector("main");
  if (root === null) throw new Error("no place for the tab");
  redraw(root, drawTab(state, actions, now));
  return { root, tab: within(root) };
}

const cause = (state: TabState) =>
  within(shown(state).tab.getByRole("region", { name: "Did a credential break this run?" }));

beforeEach(() => pressed.splice(0));

describe("did a credential break this run?", () => {
  test("an expired secret is named with its step, its app id and the connection that holds it", () => {
    const records = [aStep({ errors: [messages.expired(appId)] })];
    const region = cause(read(records));

    expect(region.getByRole("status")).toHaveTextContent("Yes: 1 sign-in was refused.");
    expect(region.getByRole("heading", { name: "Deploy" })).toBeVisible();
    expect(region.getByText("Failed: credential expired (AADSTS7000222)")).toBeVisible();
    expect(region.getByText(`App registration ${appId}, used by:`)).toBeVisible();
    expect(region.getByText("azure-<b>production</b>")).toBeVisible();
    expect(region.getByRole("link", { name: "Renew azure-<b>production</b>" })).toHaveAttribute(
      "href",
      `${actions.hubUrl}?connection=${production.id}&panel=renewal`,
    );
  });

  test("what the run met and what is known of the end agree, and dates are the hub's", () => {
    const refused = aStep({ errors: [messages.expired(appId)], finishedAt: inDays(-1) });
    const typed = (until: number) => ({
      records: new Map([
        [
          production.id.toLowerCase(),
          {
            ...emptyRecord(production.id),
            typedExpiry: { until: inDays(until), by: { id: "u1", name: "Ada" }, at: inDays(-9) },
          },
        ],
      ]),
    });

    expect(
      cause(read([refused])).getByText(
        /^Manual\. May have expired: this run's sign-in with its app registration was refused as expired\./,
      ),
    ).toBeVisible();
    expect(
      cause(read([refused], { reading: typed(9) })).getByText(
        /^Manual\. Expires in 9 days \(Dec 3, 2026, .*so it may have expired already\.$/,
      ),
    ).toBeVisible();
    expect(
      cause(read([refused], { reading: typed(-3) })).getByText(/^Manual\. Expired 3 days ago \([^)]*\)$/),
    ).toBeVisible();
    const since = [aConnection({ name: "azure", modifiedAt: now })];
    expect(cause(read([refused], { connections: since })).queryByText(/May have expired/)).toBeNull();
    const other = aStep({ errors: [messages.noTenant(tenantId)], finishedAt: inDays(-1) });
    expect(cause(read([other])).queryByText(/May have expired/)).toBeNull();
  });

  test("no sign-in error is said, with what was not read, and no cause is guessed", () => {
    const records = [aStep({ errors: ["The client secret has expired."], errorCount: 3 })];

    expect(cause(read(records)).getByRole("status")).toHaveTextContent(
      "No sign-in error in this run. The messages of 1 failed step name none. Its logs weren't read. Azure DevOps doesn't list 2 further messages.",
    );
  });

  test.each([
    [messages.expired(otherApp), `App registration ${otherApp}: no connection that you can see uses it.`],
    [
      messages.tokenEnded,
      "The step's federated token was no longer valid when it was used. The step ended 63 minutes after it began. A new secret wouldn't help: split the step, or sign in again within it.",
    ],
    [messages.noTenant(tenantId), "The message names the tenant of:"],
    [
      `AADSTS5099999 '${appId}'`,
      "Entra refused the sign-in with a code that isn't known here, so no cause is named. Open the code's page.",
    ],
  ])("%s", (message, sentence) => {
    const startedAt = inDays(-1);
    const records = [
      aStep({ errors: [message], startedAt, finishedAt: (startedAt + 63 * 60_000) as typeof startedAt }),
    ];

    expect(cause(read(records)).getByText(sentence)).toBeVisible();
  });

  test("three connections that hold the app registration are all offered", () => {
    const three = ["a", "b", "c"].map((id) => aConnection({ id, name: id }));
    const region = cause(read([aStep({ errors: [messages.expired(appId)] })], { connections: three }));

    expect(region.getByText(`App registration ${appId}, used by 3 connections:`)).toBeVisible();
    expect(region.getAllByRole("link", { name: /^Renew / })).toHaveLength(3);
  });

  test("a connection that was saved since leads to running again", () => {
    const saved = aConnection({ modifiedAt: now });
    const region = cause(read([aStep({ errors: [messages.expired(appId)] })], { connections: [saved] }));

    expect(
      region.getByText("Saved since this step failed. If that was a renewal, run it again."),
    ).toBeVisible();
    expect(region.getByRole("link", { name: "Rerun failed jobs on the run's page" })).toHaveAttribute(
      "href",
      "https://dev.azure.com/contoso/Fabrikam%20%26%20co/_build/results?buildId=7&view=results",
    );
  });

  test("a run in progress, one of a fork and one without a timeline are told as such", () => {
    expect(
      cause(read([], { run: { completed: false } })).getByText(/^This run is still in progress\./),
    ).toBeVisible();
    expect(
      cause(read([], { run: { fromFork: true } })).getByText(/from a fork\. Such a run gets no secrets/),
    ).toBeVisible();
    const region = cause(read(null));
    expect(region.getByText(/^Azure DevOps keeps no timeline for this run/)).toBeVisible();
    expect(region.queryByText(/No sign-in error/)).toBeNull();
  });

  test("a timeline that couldn't be read is never taken for one without errors", () => {
    const failure: Failure = { code: "network", system: "azure-devops" };
    const region = cause(read(null, { reading: { timelineFailure: failure } }));

    expect(region.getByRole("alert")).toHaveTextContent(
      /^The run's errors couldn't be read, so nothing is said of a cause\./,
    );
  });

  test("what an earlier attempt met stands beside the answer", () => {
    const stage = { type: "Stage", name: "Prod", identifier: "Prod", errors: [] };
    const records = [
      aStep({ ...stage, id: "s1" }),
      aStep({ id: "t1", parentId: "s1", errors: [messages.expired(appId)] }),
      aStep({ ...stage, id: "s2", attempt: 2, result: "succeeded" }),
    ];

    expect(
      cause(read(records)).getByText(
        "In an earlier attempt, 1 sign-in was refused. A later attempt followed.",
      ),
    ).toBeVisible();
  });
});

describe("what does this run depend on?", () => {
  const depends = (state: TabState) =>
    within(shown(state).tab.getByRole("region", { name: "What does this run depend on?" }));

  test("its connections stand with what is known of their end, and each can be verified in place", () => {
    const found = {
      connectionIds: [production.id],
      open: [{ step: "a", value: "$(sc)" }],
      notVisible: [],
      unread: [],
    };
    const region = depends(read([], { state: { dependencies: success(found) } }));

    expect(region.getByText("Manual. Unknown (Microsoft Graph isn't connected)")).toBeVisible();
    expect(
      region.getByText("Step a takes its connection from $(sc), which is known only in a run."),
    ).toBeVisible();
    region.getByRole("button", { name: "Verify azure-<b>production</b>" }).click();
    expect(pressed).toEqual([`verify ${production.id}`]);
  });

  test("a connection is told as above, where its sign-in was refused", () => {
    const found = { connectionIds: [production.id], open: [], notVisible: [], unread: [] };
    const refused = [aStep({ errors: [messages.expired(appId)], finishedAt: inDays(-1) })];
    const line = (connection: ServiceConnection): boolean =>
      depends(
        read(refused, { connections: [connection], state: { dependencies: success(found) } }),
      ).queryByText(/^Manual\. May have expired/) !== null;

    expect(line(production)).toBe(true);
    expect(line({ ...production, modifiedAt: now })).toBe(false);
  });

  test("after a verification that succeeded the failed jobs can be run again", () => {
    const found = { connectionIds: [production.id], open: [], notVisible: [], unread: [] };
    const verdicts = new Map([
      [production.id, success(diagnose({ kind: "passed" }, { recentChange: false }))],
    ]);
    const region = depends(read([], { state: { dependencies: success(found), verdicts } }));

    expect(region.getByText("Verification succeeded")).toBeVisible();
    region.getByRole("link", { name: "Rerun failed jobs on the run's page" }).click();
    expect(pressed).toEqual([expect.stringContaining("buildId=7")]);
  });

  test("a person who sees no connections is told which right is missing, never that there are none", () => {
    expect(
      depends(read([], { connections: [] })).getByText(
        /^No service connections are listed for you\. You may not be allowed to see them: that needs the role User/,
      ),
    ).toBeVisible();
    const partly = aConnection({ incomplete: true });
    expect(
      depends(read([], { connections: [partly] })).getByText(
        "You may not look into 1 connection of this project: that needs the role User, and yours is Reader or none.",
      ),
    ).toBeVisible();
  });

  test("a definition that is gone is said to be", () => {
    expect(
      depends(read([], { state: { dependencies: failed(missing) } })).getByText(
        "The definition of this run is gone, so what it used can't be read.",
      ),
    ).toBeVisible();
  });
});

test("a run that nobody may read any more says which permission is missing, and can be looked at again", () => {
  const { tab } = shown({ kind: "unreadable", failure: missing });

  expect(tab.getByRole("alert")).toHaveTextContent(
    "This run can't be read. It was deleted, or you lack the permission View builds on its pipeline.",
  );
  tab.getByRole("button", { name: "Look again" }).click();
  expect(pressed).toEqual(["again"]);
});

test("the focus stays on the control of the same name when the tab is drawn again", () => {
  const { root, tab } = shown(read([]));
  tab.getByRole("button", { name: "Look again" }).focus();

  redraw(root, drawTab(read([]), actions, now));

  expect(tab.getByRole("button", { name: "Look again" })).toHaveFocus();
});
