import "@testing-library/jest-dom";
import { act, fireEvent, screen, within, waitFor } from "@testing-library/react";
import { learnedPart, withForbidding } from "../../../src/hub/shared/findings/learned";
import { success } from "../../../src/domain/failure";
import { refOf } from "../../../src/domain/service-connection";
import { tenantId } from "../../support/builders";
import { expiring, shown } from "../support/shown";

const terraforms = expiring(5, "shop", 1, { description: "Managed by Terraform" });

/** The plan of a connection, with what stands before it. */
async function planOf(name: string): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole("button", { name: `Renew ${name}` }));
  return screen.findByRole("dialog", { name: `Renew ${name}` });
}

test("a row says its advice in a short name beside its type, and no louder than its weight", async () => {
  await shown({ connections: [terraforms] });

  expect(await screen.findByText(/Managed by Terraform/)).toBeInTheDocument();
  expect(screen.getByRole("row", { name: /shop/ })).toHaveTextContent(
    "azurerm · Manual · Managed by Terraform",
  );
});

test("a plan for what Terraform manages says so first, writes no note and shows the block (N2)", async () => {
  await shown({ connections: [terraforms] });
  const plan = await planOf("shop");

  const advice = await within(plan).findByRole("region", { name: "Before you renew" });
  expect(advice).toHaveTextContent(
    "Managed by Terraform. Its description says that Terraform manages it. The next apply may undo a renewal done here: it can write back the key in its state.",
  );
  expect(within(advice).getByRole("region", { name: "Block to change in Terraform" })).toHaveTextContent(
    "serviceprincipalkey_wo",
  );
  expect(within(plan).queryByRole("checkbox", { name: "Add expiry date to description" })).toBeNull();
});

test("a description that merely mentions Terraform changes nothing", async () => {
  await shown({ connections: [expiring(5, "shop", 1, { description: "Not managed by Terraform" })] });
  const plan = await planOf("shop");

  expect(
    await within(plan).findByRole("checkbox", { name: "Add expiry date to description" }),
  ).toBeInTheDocument();
  expect(within(plan).queryByRole("region", { name: "Before you renew" })).toBeNull();
});

test("nobody is asked about use before a plan or the details are opened", async () => {
  const { hub } = await shown({ connections: [expiring(5, "shop", 1)] });
  const asked: string[] = [];
  const { history } = hub.ports.usage;
  hub.ports.usage.history = (ref, control) => {
    asked.push(ref.id);
    return history(ref, control);
  };
  expect(asked).toEqual([]);

  const plan = await planOf("shop");
  await within(plan).findByRole("checkbox", { name: "Add expiry date to description" });
  await waitFor(() => expect(asked).toHaveLength(1));
});

test("an unused connection is better disabled, once both looks were made (N3)", async () => {
  const { hub } = await shown({ connections: [expiring(5, "shop", 1)] });
  hub.ports.usage.history = () => Promise.resolve(success({ items: [], complete: true }));
  hub.ports.usage.permissions = () => Promise.resolve(success({ allPipelines: false, pipelineIds: [] }));
  const plan = await planOf("shop");

  const advice = await within(plan).findByRole("region", { name: "Before you renew" });
  expect(advice).toHaveTextContent(
    "Not used. Azure DevOps lists no run with it, and no pipeline has permission to use it.",
  );
  fireEvent.click(within(advice).getByRole("button", { name: "Disable…" }));
  expect(within(advice).getByRole("group", { name: "Disable…" })).toHaveTextContent(
    "Pipelines that use the connection fail until somebody enables it again. The credential stays as it is.",
  );
});

test("what became of a switch stays to be read when the list shows it too, until somebody switches back (E12)", async () => {
  const { hub, world } = await shown({ connections: [expiring(5, "shop", 1)] });
  hub.ports.usage.history = () => Promise.resolve(success({ items: [], complete: true }));
  hub.ports.usage.permissions = () => Promise.resolve(success({ allPipelines: false, pipelineIds: [] }));
  const plan = await planOf("shop");
  const advice = await within(plan).findByRole("region", { name: "Before you renew" });

  fireEvent.click(within(advice).getByRole("button", { name: "Disable…" }));
  fireEvent.click(within(advice).getByRole("button", { name: "Disable" }));
  await waitFor(() => expect(screen.getByRole("row", { name: /shop/ })).toHaveTextContent("Disabled"));
  expect(advice).toHaveTextContent("Disabled, as Azure DevOps shows it now.");
  expect(within(advice).queryByRole("button", { name: /^(?:Dis|En)able/ })).toBeNull();

  const [shop] = world.connections;
  await hub.ports.connections.setDisabled(refOf(shop!), false);
  await act(() => hub.actions.refresh([shop!.id]));
  expect(advice).not.toHaveTextContent("as Azure DevOps shows it now");
  expect(within(advice).getByRole("button", { name: "Disable…" })).toBeInTheDocument();
});

test("a tenant that refused a secret is known for the visit, and federation is offered (N4)", async () => {
  const { hub } = await shown({ connections: [expiring(5, "shop", 1)] });
  act(() => hub.part(learnedPart).update((here) => withForbidding(here, tenantId)));
  await waitFor(() =>
    expect(screen.getByRole("row", { name: /shop/ })).toHaveTextContent("Tenant forbids secrets"),
  );

  const plan = await planOf("shop");
  const advice = await within(plan).findByRole("region", { name: "Before you renew" });
  fireEvent.click(within(advice).getByRole("button", { name: "Check for federation" }));
  expect(
    await screen.findByRole("dialog", { name: "Convert shop to workload identity federation" }),
  ).toBeInTheDocument();
});
