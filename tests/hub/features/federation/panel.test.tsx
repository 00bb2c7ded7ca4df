import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import "@testing-library/jest-dom";
import { HubProvider } from "../../../../src/hub/shell/contracts/hub-context";
import { Overlays } from "../../../../src/hub/shell/Overlays";
import { FederationReadinessTab } from "../../../../src/hub/features/federation/FederationReadiness";
import { federationOf } from "../../../../src/hub/features/federation/actions";
import { dispatch } from "../../../../src/hub/shared/dispatch";
import { aConnection, inDays } from "../../../support/builders";
import { classicItem, cliStep, noPipelines, yamlItem, type FakePipelines } from "../../../support/fake-usage";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, project, type World } from "../../support/fake-ports";

const name = "azure-production";
const connection = aConnection({ kind: "automatic", project });

/** The readiness of all and the panels, without the page around them. */
async function shown(world: World, { hub = fakeHub(world), readiness = false } = {}) {
  hub.ports.connections.mayManage = () => Promise.resolve({ ok: true, value: true });
  render(
    <HubProvider value={hub}>
      {readiness && (
        <section aria-label="readiness">
          <FederationReadinessTab />
        </section>
      )}
      <React.Suspense fallback={null}>
        <Overlays />
      </React.Suspense>
    </HubProvider>,
  );
  await act(() => hub.actions.load());
  return hub;
}

async function opened(pipelines: Partial<FakePipelines>, over: Partial<World> = {}) {
  const world = aWorld({
    connections: [connection],
    pipelines: { [project.id]: { ...noPipelines(), ...pipelines } },
    ...over,
  });
  const hub = await shown(world);
  act(() => dispatch(hub, { kind: "federation", connectionId: connection.id }));
  const dialog = await screen.findByRole("dialog", {
    name: `Convert ${name} to workload identity federation`,
  });
  return { world, hub, dialog: within(dialog) };
}

const checked = async (dialog: Awaited<ReturnType<typeof opened>>["dialog"]): Promise<void> => {
  await userEvent.click(await dialog.findByRole("button", { name: "Check pipelines" }));
  await dialog.findByRole("button", { name: "Check again" });
};

const oneClassic = { classic: [classicItem(1, "shop-ci", connection.id)] };
const fileCopy = (id: string): FakePipelines["classic"] => {
  const [item] = [classicItem(1, "shop-ci", id, "4.*")];
  const text = JSON.stringify(item).replace(
    "46e4be58-730b-4389-8a2f-ea10b3e5e815",
    "eb72cb01-a7e5-427b-a8a1-1b31ccac8a43",
  );
  const parsed = JSON.parse(text) as FakePipelines["classic"][number];
  return [parsed];
};

describe("the panel of one connection", () => {
  test("tells the number of calls before it starts", async () => {
    const { dialog } = await opened(oneClassic);

    expect(
      await dialog.findByText(
        "The lists took 5 calls. The check takes at most 2 more calls: 2 for its history and permissions, 0 for release definitions, up to 0 to compile YAML pipelines.",
      ),
    ).toBeVisible();
    expect(dialog.queryByRole("button", { name: "Convert to federation" })).toBeNull();
  });

  test("offers one click where every use is a yes", async () => {
    const { dialog } = await opened(oneClassic);

    await checked(dialog);

    expect(dialog.getByText("Classic build shop-ci")).toBeVisible();
    const passing = dialog.getByText("1 step works without a secret");
    expect(dialog.getByText("a step: Works without a secret")).not.toBeVisible();
    await userEvent.click(passing);
    expect(dialog.getByText("a step: Works without a secret")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Convert to federation" })).toBeEnabled();
    expect(dialog.queryByRole("checkbox")).toBeNull();
  });

  test("shows the fact behind a verdict, and the date of its source behind a sign", async () => {
    const { dialog } = await opened(oneClassic);

    await checked(dialog);
    await userEvent.click(dialog.getByText("1 step works without a secret"));

    expect(dialog.getByText("AzureCLI@2 signs in with a federated token.")).toBeVisible();
    const source = dialog.getAllByText(/^Source of 2\d{3}-\d\d-\d\d$/)[0];
    expect(source).not.toBeVisible();
    await userEvent.click(dialog.getAllByLabelText("Where this is from")[0]!);
    expect(source).toBeVisible();
    expect(dialog.getAllByRole("link", { name: /^Source of 2\d{3}-\d\d-\d\d$/ })[0]).toHaveAttribute(
      "href",
      expect.stringMatching(/^https:\/\//),
    );
  });

  test("asks for a worded acceptance where something is not known", async () => {
    const { dialog } = await opened({
      yaml: [yamlItem(7, "shop")],
      previews: { 7: { steps: [cliStep(name)] } },
      grant: { allPipelines: false, pipelineIds: ["7"] },
      history: [
        { planType: "Build", definitionId: "7", definitionName: "shop", runId: null, startedAt: null },
      ],
    });

    await checked(dialog);

    expect(
      dialog.getByText(
        "Not every branch that it ran from with the connection in the last 90 days was compiled; they may differ.",
      ),
    ).toBeVisible();
    const convert = dialog.getByRole("button", { name: "Convert to federation" });
    expect(convert).toHaveAttribute("aria-disabled", "true");
    await userEvent.click(
      dialog.getByRole("checkbox", { name: /^I accept that pipelines listed above may fail/ }),
    );
    expect(convert).not.toHaveAttribute("aria-disabled");
  });

  test("lists what could not be looked at, in Azure DevOps' words", async () => {
    const { dialog } = await opened({
      yaml: [yamlItem(7, "shop")],
      previewFailures: {
        7: { code: "not-permitted", system: "azure-devops", detail: "TF215106: Access denied" },
      },
      grant: { allPipelines: false, pipelineIds: ["7"] },
    });

    await checked(dialog);

    expect(dialog.getByText("Not fully visible")).toBeVisible();
    expect(
      dialog.getByText("As long as any of these is unknown, the connection isn't called convertible."),
    ).toBeVisible();
    expect(dialog.getByText("You have no right to read it. TF215106: Access denied.")).toBeVisible();
  });

  test("shows the newer version, its changes and a script for a step that needs the secret", async () => {
    const { dialog } = await opened({ classic: fileCopy(connection.id) });

    await checked(dialog);

    expect(dialog.getByText("1 step needed")).toBeVisible();
    expect(
      dialog.getByText("Blocked. Some uses stop working without a secret. Change these first."),
    ).toBeVisible();
    expect(dialog.getByText("Move to AzureFileCopy@6 (6.239.6 or newer)")).toBeVisible();
    expect(dialog.getAllByText(/Storage Blob Data Contributor/).length).toBeGreaterThan(0);
    expect(dialog.getByLabelText("script for a step")).toHaveTextContent(
      "az storage blob upload-batch --auth-mode login",
    );
    expect(dialog.getByRole("button", { name: "Copy script for a step" })).toBeVisible();
    expect(dialog.queryByRole("button", { name: "Convert to federation" })).toBeNull();
  });

  test("says why the platform refuses, before any check", async () => {
    const { dialog } = await opened(oneClassic, { connections: [{ ...connection, cloud: "AzureStack" }] });

    expect(
      dialog.getByText(
        "Azure Stack knows no workload identity federation. Keep the secret and renew it here.",
      ),
    ).toBeVisible();
  });

  test("gives issuer and subject to copy for a connection made by hand", async () => {
    const { dialog } = await opened(oneClassic, { connections: [{ ...connection, kind: "manual" }] });

    await checked(dialog);

    expect(dialog.getByRole("button", { name: "Copy issuer" })).toBeVisible();
    expect(dialog.getByRole("button", { name: "Copy subject" })).toBeVisible();
    expect(
      dialog.getByRole("link", { name: "Open the app registration in the Azure portal" }),
    ).toHaveAttribute("href", expect.stringContaining("/appId/"));
    expect(dialog.queryByRole("button", { name: "Convert to federation" })).toBeNull();
    await userEvent.click(dialog.getByRole("checkbox", { name: "I have added the federated credential" }));
    expect(dialog.getByRole("button", { name: "Convert to federation" })).toBeEnabled();
  });

  test("keeps its verdict when it is closed and opened again", async () => {
    const { dialog, hub } = await opened(oneClassic);
    await checked(dialog);

    await userEvent.click(dialog.getByText("Close"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    act(() => dispatch(hub, { kind: "federation", connectionId: connection.id }));

    expect(
      await screen.findByText(
        "Every use that was found works without a secret, and the check could read all that it looks at.",
      ),
    ).toBeVisible();
    expect(hub.store.get().overlay).toEqual({ kind: "federation", connectionId: connection.id });
  });
});

test("the panel of a token for Azure DevOps lists its uses and the step to change, and offers no conversion (N1)", async () => {
  const feed = aConnection({
    project,
    name: "feed",
    type: "externalnugetfeed",
    kind: "other",
    holds: "confidential-inputs",
    host: "pkgs.dev.azure.com",
  });
  const step = { task: "NuGetAuthenticate@1", inputs: { nuGetServiceConnections: "npm, feed" } };
  const world = aWorld({
    connections: [feed],
    pipelines: {
      [project.id]: {
        ...noPipelines(),
        yaml: [yamlItem(1, "shop-ci")],
        previews: { 1: { steps: [step] } },
        history: [],
        grant: { allPipelines: true, pipelineIds: [] },
      },
    },
  });
  const hub = await shown(world);
  act(() => dispatch(hub, { kind: "federation", connectionId: feed.id }));
  const dialog = within(await screen.findByRole("dialog", { name: "Pipelines that use feed" }));

  await checked(dialog);

  expect(dialog.getByText("1 pipeline uses it, or may use it.")).toBeVisible();
  expect(dialog.getByText("Sign in to the feed with the new connection")).toBeVisible();
  expect(dialog.queryByRole("button", { name: "Convert to federation" })).toBeNull();
});

describe("the panel of a federated connection", () => {
  const federated = {
    ...connection,
    scheme: "WorkloadIdentityFederation",
    kind: "federated" as const,
    holds: "nothing" as const,
    issuer: "https://vstoken.dev.azure.com/o1",
    subject: "sc://contoso/Fabrikam/azure-production",
  };

  test("tells the end of the old issuer and what to do", async () => {
    const { dialog } = await opened({}, { connections: [federated] });

    expect(dialog.getByText(/stops working on 1 Jul 2027, in 219 days/)).toBeVisible();
    expect(dialog.getByRole("link", { name: "Open the connection in Azure DevOps" })).toHaveAttribute(
      "href",
      `https://dev.azure.com/contoso/Fabrikam/_settings/adminservices?resourceId=${connection.id}`,
    );
  });

  test("says that another cloud is exempt", async () => {
    const { dialog } = await opened({}, { connections: [{ ...federated, cloud: "AzureUSGovernment" }] });

    expect(dialog.getByText(/is exempt from its retirement on 1 July 2027/)).toBeVisible();
  });

  test("shows until when it can be taken back", async () => {
    const { dialog } = await opened({}, { connections: [{ ...federated, revertDeadline: inDays(6) }] });

    expect(dialog.getByText(/You can revert until 30 Nov 2026, 09:00 \(in 6 days\)/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Revert" })).toBeEnabled();
  });

  test("offers no way back once the time is over", async () => {
    const { dialog } = await opened({}, { connections: [{ ...federated, revertDeadline: inDays(-1) }] });

    expect(dialog.getByText("The time to revert is over.")).toBeVisible();
    expect(dialog.queryByRole("button", { name: "Revert" })).toBeNull();
  });
});

describe("federation readiness", () => {
  test("counts, looks at all, and orders what stands in the way", async () => {
    const copies = ["00000001", "00000002"].map((start) => ({
      ...connection,
      id: `${start}-0a1b-4c5d-8e9f-101112131415`,
      name: `copy-${start}`,
    }));
    const world = aWorld({
      connections: [connection, ...copies],
      pipelines: {
        [project.id]: {
          ...noPipelines(),
          classic: [...oneClassic.classic, ...copies.flatMap((copy) => fileCopy(copy.id))],
        },
      },
    });
    await shown(world, { readiness: true });
    const dialog = within(screen.getByRole("region", { name: "readiness" }));

    await checked(dialog);

    const countOf = (label: string): string | null =>
      dialog.getByText(label).parentElement?.querySelector("dd")?.textContent ?? null;
    expect([
      countOf("Hold a secret"),
      countOf("Could convert today"),
      countOf("Blocked or not allowed"),
    ]).toEqual(["3", "1", "2"]);
    const [first] = dialog.getAllByRole("listitem");
    expect(first).toHaveTextContent("AzureFileCopy@4: move to AzureFileCopy@6");
    expect(first).toHaveTextContent("unblocks 2 connections");
  });

  test("what a change concerns is told apart by id: another project's connection may have the same name", async () => {
    const twin = { ...connection, id: "00000004-0a1b-4c5d-8e9f-101112131415" };
    const world = aWorld({
      connections: [connection, twin],
      pipelines: {
        [project.id]: { ...noPipelines(), classic: [...oneClassic.classic, ...fileCopy(twin.id)] },
      },
    });
    const hub = await shown(world, { readiness: true });
    const dialog = within(screen.getByRole("region", { name: "readiness" }));
    await checked(dialog);

    const [first] = dialog.getAllByRole("listitem");
    const concerned = within(first!).getAllByRole("button", { name: new RegExp(name), hidden: true });
    expect(concerned).toHaveLength(1);
    await userEvent.click(concerned[0]!);
    expect(hub.store.get().overlay).toEqual({ kind: "federation", connectionId: twin.id });
  });

  test("keeps what somebody can fix apart from what can't change", async () => {
    const token = {
      ...connection,
      id: "00000003-0a1b-4c5d-8e9f-101112131415",
      name: "github",
      type: "github",
    };
    const world = aWorld({
      connections: [connection, token],
      pipelines: { [project.id]: { ...noPipelines(), classic: fileCopy(connection.id) } },
    });
    await shown(world, { readiness: true });
    const dialog = within(screen.getByRole("region", { name: "readiness" }));

    await checked(dialog);

    const titles = dialog.getAllByRole("heading", { level: 2 });
    expect(titles.map((title) => title.textContent)).toEqual(["What you can fix", "What can't change"]);
    const [fix, fixed] = dialog.getAllByRole("listitem");
    expect(fix).toHaveTextContent("AzureFileCopy@4: move to AzureFileCopy@6");
    expect(fixed).toHaveTextContent("Azure DevOps converts Azure Resource Manager connections only.");
    expect(fixed).toHaveTextContent("blocks 1 connection");
  });
});

test("what was converted together stays to be read when nothing holds a secret any more", async () => {
  const world = aWorld({
    connections: [{ ...connection, holds: "nothing", scheme: "WorkloadIdentityFederation" }],
  });
  const hub = fakeHub(world);
  federationOf(hub).store.update((state) => ({
    ...state,
    bulk: {
      connections: [connection],
      entries: [{ connectionId: connection.id, name, subject: "s", phase: "done" }],
    },
  }));
  await shown(world, { hub, readiness: true });
  const region = within(screen.getByRole("region", { name: "readiness" }));

  expect(region.getByRole("listitem")).toHaveTextContent(`${name}: `);
  expect(region.getByRole("button", { name: `Revert ${name}` })).toBeVisible();
});

test("in an organization the lists of many projects are read only on request", async () => {
  const elsewhere = { id: "dddddddd-1111-4222-8333-888888888888", name: "Tailspin" };
  const second = {
    ...connection,
    id: "00000001-0a1b-4c5d-8e9f-101112131415",
    name: "second",
    project: elsewhere,
  };
  const world = aWorld({
    scope: { kind: "organization" },
    projects: [project, elsewhere],
    connections: [connection, second],
    pipelines: { [project.id]: noPipelines(), [elsewhere.id]: noPipelines() },
  });
  await shown(world, { hub: fakeHub(world), readiness: true });
  const dialog = within(screen.getByRole("region", { name: "readiness" }));

  expect(
    dialog.getByText("To count the calls of the check, the lists of 2 projects are read: about 12 calls."),
  ).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Count the calls" }));
  await checked(dialog);

  expect(dialog.getByText("Could convert today").parentElement).toHaveTextContent("2");
});

test("once a connection can be converted, that is the first thing to press, and checking the others comes after it", async () => {
  const world = aWorld({ connections: [connection], pipelines: { [project.id]: noPipelines() } });
  const hub = await shown(world, { readiness: true });
  const region = within(screen.getByRole("region", { name: "readiness" }));
  const check = await region.findByRole("button", { name: "Check pipelines" });
  expect(check).toHaveClass("primary");

  act(() => dispatch(hub, { kind: "federation", connectionId: connection.id }));
  const title = `Convert ${name} to workload identity federation`;
  await checked(within(await screen.findByRole("dialog", { name: title })));

  const convert = region.getByText("Convert 1 connection…").closest("button");
  expect(convert).toHaveClass("primary");
  // The press stands with the names of those it is about, which only lead to them.
  const leads = region.getByRole("button", { name: title });
  expect(leads).not.toHaveClass("bolt-button");
  expect(leads.closest(".hub-federation-card")).toContainElement(convert);
  expect(check).toBeInTheDocument();
  expect(check).not.toHaveClass("primary");
});
