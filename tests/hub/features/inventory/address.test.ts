import { defaultQuery } from "../../../../src/domain/view-query";
import { initialState, withQuery, type HubState } from "../../../../src/hub/shell/contracts/hub-state";
import { inventoryActions } from "../../../../src/hub/features/inventory/actions";
import {
  addressOf,
  followAddress,
  panelFromAddress,
  viewFromAddress,
} from "../../../../src/hub/features/inventory/address";
import { hubLink } from "../../../../src/hub/shared/hub-link";
import { createStore, type Store } from "../../../../src/hub/shell/contracts/store";
import { aConnection, now } from "../../../support/builders";
import { aWorld, fakePorts, project } from "../../support/fake-ports";

const aStore = (): Store<HubState> => createStore(initialState(now), (notify) => notify());

function aPage(parameters: Record<string, string>) {
  const ports = fakePorts(aWorld());
  const written: Readonly<Record<string, string>>[] = [];
  const host = {
    ...ports.host,
    queryParameters: () => Promise.resolve(parameters),
    setQueryParameters: (address: Readonly<Record<string, string>>) => {
      written.push(address);
      return Promise.resolve();
    },
  };
  return { ports: { host, clock: ports.clock }, written };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the view in the page's address", () => {
  test("comes back from an address as it went in", () => {
    const view = {
      query: { ...defaultQuery, text: "shop", card: "expired" as const, owners: ["u1"] },
      month: "2026-12",
    };

    expect(viewFromAddress(addressOf({ ...view, overlay: null }))).toEqual(view);
  });

  test.each(["2026-13", "soon", "2026-1", "<script>"])("ignores %s as a month", (month) => {
    expect(viewFromAddress({ month }).month).toBeNull();
  });

  test("is taken from the address when the page opens, and nothing is written for it", async () => {
    const { ports, written } = aPage({ card: "unknown", sort: "-name" });
    const store = aStore();

    await followAddress(ports, store);
    await settled();

    expect(store.get().query.card).toBe("unknown");
    expect(store.get().query.sort).toEqual({ column: "name", direction: "descending" });
    expect(written).toEqual([]);
  });

  test("goes to the address after each pause, with empty text for what is removed", async () => {
    const { ports, written } = aPage({ card: "unknown" });
    const store = aStore();
    await followAddress(ports, store);

    store.update((state) => withQuery(state, { card: null, text: "s" }));
    store.update((state) => withQuery(state, { text: "sh" }));
    await settled();

    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({ q: "sh", card: "" });
  });

  test("a choice made before the address was read wins over it", async () => {
    const { ports, written } = aPage({ card: "unknown" });
    const store = aStore();

    const following = followAddress(ports, store);
    store.update((state) => withQuery(state, { text: "mine" }));
    await following;
    await settled();

    expect(store.get().query).toMatchObject({ text: "mine", card: null });
    expect(written).toEqual([expect.objectContaining({ q: "mine", card: "" })]);
  });
});

describe("the panel of a connection in the page's address", () => {
  const id = "6f1c2d3e-0a1b-4c5d-8e9f-101112131415";

  test.each(["renewal", "detail", "federation"] as const)("%s comes back as it went in", (kind) => {
    const overlay = { kind, connectionId: id };

    expect(panelFromAddress(addressOf({ query: defaultQuery, month: null, overlay }))).toEqual(overlay);
  });

  test.each([
    { connection: id },
    { connection: id, panel: "settings" },
    { connection: "6f1c2d3e", panel: "renewal" },
    { panel: "renewal" },
  ])("an address that makes no sense opens none: %j", (parameters) => {
    expect(panelFromAddress(parameters)).toBeNull();
  });

  test("opens once the connection is listed, and says so where it isn't", async () => {
    const { ports } = aPage({ connection: id.toUpperCase(), panel: "detail" });
    const store = aStore();
    await followAddress(ports, store);
    expect(store.get().overlay).toBeNull();

    const world = aWorld({ connections: [aConnection({ id, project })] });
    await inventoryActions(fakePorts(world), store).load();
    expect(store.get().overlay).toEqual({ kind: "detail", connectionId: id });

    const other = aStore();
    await followAddress(aPage({ connection: id, panel: "detail" }).ports, other);
    await inventoryActions(fakePorts(aWorld()), other).load();
    expect(other.get()).toMatchObject({
      overlay: null,
      notice:
        "The service connection that this link names isn't in the list. It was deleted, or you may not be allowed to see it.",
    });
  });
});

test("a link to a panel is the address of the hub with the connection's id", () => {
  expect(
    hubLink({ hubUrl: "https://dev.azure.com/contoso/Shop/_settings/hub" }, { id: "a b" }, "renewal"),
  ).toBe("https://dev.azure.com/contoso/Shop/_settings/hub?connection=a%20b&panel=renewal");
  expect(hubLink({ hubUrl: "" }, { id: "a" }, "detail")).toBeNull();
});
