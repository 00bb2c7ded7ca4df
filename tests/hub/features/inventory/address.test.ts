import { defaultQuery } from "../../../../src/domain/view-query";
import { initialState, withQuery, type HubState } from "../../../../src/hub/shell/contracts/hub-state";
import { addressOf, followAddress, viewFromAddress } from "../../../../src/hub/features/inventory/address";
import { createStore, type Store } from "../../../../src/hub/shell/contracts/store";
import { now } from "../../../support/builders";
import { aWorld, fakePorts } from "../../support/fake-ports";

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
      query: { ...defaultQuery, text: "shop", card: "expired" as const, owner: "u1" },
      month: "2026-12",
    };

    expect(viewFromAddress(addressOf(view))).toEqual(view);
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
