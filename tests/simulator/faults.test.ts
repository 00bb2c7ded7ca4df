import { rest } from "../support/simulator";
import type { FaultEffect } from "../../simulator/core/faults";

const path = "Fabrikam/_apis/serviceendpoint/endpoints";

describe("scripted faults", () => {
  test.each<[FaultEffect, number, string]>([
    [{ kind: "status", status: 418, body: "{}" }, 418, "{}"],
    [{ kind: "html-sign-in" }, 203, "Azure DevOps Services | Sign In"],
    [{ kind: "html-sign-in", status: 200 }, 200, "Azure DevOps Services | Sign In"],
    [{ kind: "throttle", retryAfter: 3 }, 429, "TF400733"],
    [{ kind: "circuit-breaker" }, 503, "CircuitBreakerShortCircuitException"],
    [{ kind: "malformed-json" }, 200, '{"count":1,"value":[{"id":'],
    [{ kind: "host-authorization-not-found" }, 500, "HostAuthorizationNotFound"],
    [{ kind: "unauthorized" }, 401, "TF400813"],
  ])("%j answers in place of the service", async (effect, status, text) => {
    const { ado, simulator } = rest("graph-consented");
    simulator.faults.add({ match: { service: "ado" }, effect });

    const answer = await ado("GET", path);

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
  });

  test("only the nth request, only so many times, by method and pattern", async () => {
    const { ado, simulator } = rest("graph-consented");
    simulator.faults.add({
      match: { path: /endpoints$/, method: "get", nth: 2 },
      effect: { kind: "status", status: 500 },
    });
    simulator.faults.add({ match: { path: "/types$/", times: 1 }, effect: { kind: "status", status: 502 } });

    const lists = [await ado("GET", path), await ado("GET", path), await ado("GET", path)];
    const types = [
      await ado("GET", "_apis/serviceendpoint/types"),
      await ado("GET", "_apis/serviceendpoint/types"),
    ];

    expect(lists.map((one) => one.status)).toEqual([200, 500, 200]);
    expect(types.map((one) => one.status)).toEqual([502, 200]);
  });

  test("a lost reply leaves its effect, a lost request leaves none (G20)", async () => {
    const self = rest("graph-consented");
    const application = self.simulator.world.tenants[0]?.applications[0];
    const add = () => self.graph("POST", `applications/${application?.id ?? ""}/addPassword`, {});

    self.simulator.faults.add({ match: { path: "addPassword", times: 1 }, effect: { kind: "drop-after" } });
    await expect(add()).rejects.toThrow(TypeError);
    const afterLostReply = application?.passwordCredentials.length;
    self.simulator.faults.add({ match: { path: "addPassword" }, effect: { kind: "drop-before" } });
    await expect(add()).rejects.toThrow(TypeError);

    expect([afterLostReply, application?.passwordCredentials.length]).toEqual([2, 2]);
  });

  test("a delay moves a frozen clock instead of waiting", async () => {
    const { ado, simulator } = rest("graph-consented");
    const before = simulator.clock.now();
    simulator.faults.add({ match: {}, effect: { kind: "delay", ms: 25_000 } });

    await ado("GET", path);

    expect(simulator.clock.now() - before).toBe(25_000);
  });

  test("silence ends when the caller gives up", async () => {
    const { simulator } = rest("graph-consented");
    simulator.faults.add({ match: {}, effect: { kind: "hang" } });
    const controller = new AbortController();
    const waiting = simulator.fetch("https://dev.azure.com/contoso/_apis/projects", {
      signal: controller.signal,
    });

    controller.abort();

    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });

  test.each([
    ["effect", 1],
    ["reply", 2],
  ] as const)("a request held until its %s waits there until it is released", async (until, present) => {
    const self = rest("graph-consented");
    const { simulator } = self;
    const application = simulator.world.tenants[0]?.applications[0];
    simulator.faults.add({ match: { path: "addPassword" }, effect: { kind: "hold", until } });

    const waiting = self.graph("POST", `applications/${application?.id ?? ""}/addPassword`, {});
    while (simulator.barrier.list().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const whileHeld = application?.passwordCredentials.length;
    simulator.barrier.release();

    expect((await waiting).status).toBe(200);
    expect([whileHeld, application?.passwordCredentials.length]).toEqual([present, 2]);
    expect(simulator.barrier.list()).toEqual([]);
  });

  test("releasing does not answer what hangs for good", async () => {
    const { simulator } = rest("graph-consented");
    simulator.faults.add({ match: {}, effect: { kind: "hang" } });
    const controller = new AbortController();
    const waiting = simulator.fetch("https://dev.azure.com/contoso/_apis/projects", {
      signal: controller.signal,
    });
    while (simulator.barrier.list().length === 0) await new Promise((resolve) => setImmediate(resolve));

    simulator.barrier.release();
    expect(simulator.barrier.list()).toHaveLength(1);
    controller.abort();

    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect(simulator.barrier.list()).toEqual([]);
  });

  test("a held request that is broken off never takes effect", async () => {
    const self = rest("graph-consented");
    const application = self.simulator.world.tenants[0]?.applications[0];
    self.simulator.faults.add({ match: { path: "addPassword" }, effect: { kind: "hold", until: "effect" } });
    const waiting = self.graph("POST", `applications/${application?.id ?? ""}/addPassword`, {});
    while (self.simulator.barrier.list().length === 0) await new Promise((resolve) => setImmediate(resolve));

    self.simulator.barrier.breakOff();

    await expect(waiting).rejects.toThrow(TypeError);
    expect(application?.passwordCredentials).toHaveLength(1);
    expect(self.simulator.barrier.list()).toEqual([]);
  });

  test("a request that a browser sent twice has two effects and one reply", async () => {
    const self = rest("graph-consented");
    const application = self.simulator.world.tenants[0]?.applications[0];
    self.simulator.faults.add({ match: { path: "addPassword" }, effect: { kind: "sent-twice" } });

    const answer = await self.graph("POST", `applications/${application?.id ?? ""}/addPassword`, {});

    const [, , last] = application?.passwordCredentials ?? [];
    expect(application?.passwordCredentials).toHaveLength(3);
    expect((answer.json as { keyId: string }).keyId).toBe(last?.keyId);
  });

  test("a part of the body chooses among requests to one address", async () => {
    const { ado, simulator } = rest("graph-consented");
    const address = "Fabrikam/_apis/serviceendpoint/endpointproxy";
    simulator.faults.add({ match: { body: '"wanted":1' }, effect: { kind: "status", status: 418 } });

    const answers = [await ado("POST", address, { wanted: 2 }), await ado("POST", address, { wanted: 1 })];

    expect(answers.map((one) => one.status === 418)).toEqual([false, true]);
  });

  test("every request is recorded with its answer; reset forgets them", async () => {
    const { ado, simulator } = rest("graph-consented");

    await ado("GET", `${path}?type=azurerm`);
    const [recorded] = simulator.traffic.requests;

    expect(recorded).toMatchObject({
      service: "ado",
      method: "GET",
      status: 200,
      query: { type: "azurerm" },
    });
    expect(recorded?.responseBody).toContain("shop-production");
    simulator.reset("empty-project");
    expect([simulator.traffic.requests.length, simulator.world.endpoints.length]).toEqual([0, 0]);
  });
});
