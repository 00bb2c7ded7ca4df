import "../adapters/support/browser-globals";
import { Secret } from "../../src/domain/secret";
import { refOf, type ConnectionRef, type ServiceConnection } from "../../src/domain/service-connection";
import { addMilliseconds } from "../../src/domain/instant";
import type { SaveChange, ServiceConnections } from "../../src/ports/service-connections";
import { createWorldSimulator } from "../../simulator/simulator";
import { valueOf } from "../adapters/support/value-of";
import { aWorld, fakePorts } from "../hub/support/fake-ports";
import { aConnection } from "../support/builders";
import { createInPortal, openTab } from "../support/simulated-tab";

/** A project with a manual connection in working order and an automatic one, and what a test does around them. */
type Given = {
  readonly port: ServiceConnections;
  readonly manual: ConnectionRef;
  readonly automatic: ConnectionRef;
  /** A new value for the manual connection that signs in. */
  readonly rightValue: () => string;
  readonly pass: (ms: number) => void;
  /** Lists fail this way from now on. */
  readonly listsFail: (code: "network" | "sign-in-required") => void;
};

const fake = (): Promise<Given> => {
  const [manual, automatic] = [
    aConnection(),
    aConnection({ id: "7f1c2d3e-0a1b-4c5d-8e9f-101112131415", name: "automatic", kind: "automatic" }),
  ];
  const world = aWorld({
    connections: [manual, automatic],
    rightValues: new Set(["right~value-0123456789"]),
  });
  return Promise.resolve({
    port: fakePorts(world).connections,
    manual: refOf(manual),
    automatic: refOf(automatic),
    rightValue: () => "right~value-0123456789",
    pass: (ms) => (world.now = addMilliseconds(world.now, ms)),
    listsFail: (code) => (world.listFailure = { code, system: "azure-devops" }),
  });
};

const overRest = async (): Promise<Given> => {
  const sim = createWorldSimulator({ scenario: "mixed-40" });
  const { ports, project } = openTab(sim);
  const { connections } = valueOf(await ports.connections.list(project));
  const one = (kind: ServiceConnection["kind"]): ConnectionRef => {
    const found = connections.find((any) => any.kind === kind && any.state === "ready" && !any.disabled);
    if (found === undefined) throw new Error(`the scenario has no ${kind} connection`);
    return refOf(found);
  };
  const manual = one("manual");
  return {
    port: ports.connections,
    manual,
    automatic: one("automatic"),
    rightValue: () => createInPortal(sim, manual.id),
    pass: (ms) => sim.clock.advance(ms),
    listsFail: (code) =>
      sim.faults.add({ match: {}, effect: { kind: code === "network" ? "drop-before" : "unauthorized" } }),
  };
};

const nobody = "00000000-0000-4000-8000-0000000000ff";
const saving = (ref: ConnectionRef, over: Partial<SaveChange> = {}): SaveChange => ({
  ref,
  expectedModifiedAt: null,
  inputs: null,
  describe: (current) => current,
  takeOver: false,
  leave: () => true,
  ...over,
});
const inputsOf = (value: string) => new Map([["serviceprincipalkey", new Secret(value)]]);
const failureOf = (answer: { ok: true } | { ok: false; failure: { code: string } }): string =>
  answer.ok ? "none" : answer.failure.code;

describe.each([
  ["the fake", fake],
  ["the adapter on the simulator", overRest],
])("service connections of %s", (_, given) => {
  test("are listed with their project and read as they were listed", async () => {
    const { port, manual, automatic } = await given();

    const list = valueOf(await port.list(manual.project));

    expect(list.project).toEqual(manual.project);
    for (const ref of [manual, automatic]) {
      const { id, name, description, kind, modifiedAt, disabled } = valueOf(await port.read(ref));
      expect(list.connections).toContainEqual(
        expect.objectContaining({ id, name, description, kind, modifiedAt, disabled }),
      );
    }
  });

  test("belong to projects that the projects name; another project is not found, which is no empty list", async () => {
    const { port, manual } = await given();

    expect(valueOf(await port.projects())).toContainEqual(manual.project);
    expect(failureOf(await port.list({ id: nobody, name: "Nowhere" }))).toBe("not-found");
    expect(failureOf(await port.read({ ...manual, project: { id: nobody, name: "Nowhere" } }))).toBe(
      "not-found",
    );
  });

  test("that nobody knows are not found, cannot be managed, tested, saved or switched", async () => {
    const { port, manual } = await given();
    const ref = { ...manual, id: nobody };

    expect(failureOf(await port.read(ref))).toBe("not-found");
    expect(await port.mayManage(ref)).toEqual({ ok: true, value: false });
    expect(await port.test(ref)).toMatchObject({ kind: "could-not-test", failure: { code: "not-found" } });
    expect(failureOf(await port.save(saving(ref)))).toBe("not-found");
    expect(failureOf(await port.setDisabled(ref, true))).toBe("not-found");
    expect(failureOf(await port.convert(ref, "WorkloadIdentityFederation"))).toBe("not-found");
    expect(await port.mayManage(manual)).toEqual({ ok: true, value: true });
  });

  test.each(["network", "sign-in-required"] as const)(
    "that cannot be listed are a failure, %s, and no empty list",
    async (code) => {
      const { port, manual, listsFail } = await given();
      listsFail(code);

      expect(await port.list(manual.project)).toMatchObject({
        ok: false,
        failure: { code, system: "azure-devops" },
      });
    },
  );

  test("keep what was saved and get a newer date; no value comes back in anything that is read", async () => {
    const { port, manual, rightValue, pass } = await given();
    const before = valueOf(await port.read(manual));
    const value = rightValue();
    pass(60_000);

    const answer = valueOf(
      await port.save(
        saving(manual, {
          expectedModifiedAt: before.modifiedAt,
          inputs: inputsOf(value),
          describe: (current) => `${current} and a note`,
        }),
      ),
    );

    const after = valueOf(await port.read(manual));
    expect(after.description).toBe(`${before.description} and a note`);
    expect(answer.modifiedAt).toBe(after.modifiedAt);
    expect(Number(after.modifiedAt)).toBeGreaterThan(Number(before.modifiedAt));
    expect(JSON.stringify([answer, after, await port.list(manual.project)])).not.toContain(value);
    expect(await port.test(manual)).toEqual({ kind: "passed" });
  });

  test("are not saved over somebody's edit: the failure says when it was made, and nothing is written", async () => {
    const { port, manual, pass } = await given();
    const before = valueOf(await port.read(manual));
    pass(60_000);
    const edited = valueOf(await port.save(saving(manual, { describe: () => "edited" })));
    pass(60_000);

    const late = await port.save(
      saving(manual, { expectedModifiedAt: before.modifiedAt, describe: () => "late" }),
    );

    expect(late).toMatchObject({
      ok: false,
      failure: { code: "changed-meanwhile", at: edited.modifiedAt },
    });
    expect(valueOf(await port.read(manual)).description).toBe("edited");
  });

  test("stay as they were where the save is kept back in the last moment", async () => {
    const { port, manual } = await given();
    const before = valueOf(await port.read(manual));

    const kept = await port.save(saving(manual, { describe: () => "changed", leave: () => false }));

    expect(kept).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(valueOf(await port.read(manual))).toEqual(before);
  });

  test("become manual where a save takes them over", async () => {
    const { port, automatic } = await given();

    const taken = await port.save(
      saving(automatic, { inputs: inputsOf("some~value-0123456789"), takeOver: true }),
    );

    expect(valueOf(taken).kind).toBe("manual");
    expect(valueOf(await port.read(automatic)).kind).toBe("manual");
  });

  test("try a value without storing it: a wrong one is refused and not repeated, a right one passes", async () => {
    const { port, manual, rightValue } = await given();
    const before = valueOf(await port.read(manual));
    const wrong = "wrong~value-0123456789";

    const answer = await port.testCandidate(manual, inputsOf(wrong));

    expect(answer.kind).toBe("refused");
    expect(JSON.stringify(answer)).not.toContain(wrong);
    expect(await port.testCandidate(manual, inputsOf(rightValue()))).toEqual({ kind: "passed" });
    expect(valueOf(await port.read(manual))).toEqual(before);
  });

  test("that hold a wrong value fail their test, which is an answer and no failure", async () => {
    const { port, manual } = await given();
    await port.save(saving(manual, { inputs: inputsOf("wrong~value-0123456789") }));

    expect((await port.test(manual)).kind).toBe("refused");
  });

  test("that are switched off say so, and cannot be tested until they are switched on", async () => {
    const { port, manual, rightValue } = await given();
    await port.setDisabled(manual, true);

    expect(valueOf(await port.read(manual)).disabled).toBe(true);
    expect(await port.testCandidate(manual, inputsOf(rightValue()))).toEqual({
      kind: "could-not-test",
      failure: { code: "connection-disabled" },
    });
    await port.setDisabled(manual, false);
    expect(valueOf(await port.read(manual)).disabled).toBe(false);
  });

  test("can be asked for federation, and say what they are then", async () => {
    const { port, automatic, pass } = await given();

    await port.convert(automatic, "WorkloadIdentityFederation");
    pass(600_000);

    const { scheme, kind, holds } = valueOf(await port.read(automatic));
    expect({ scheme, kind, holds }).toEqual({
      scheme: "WorkloadIdentityFederation",
      kind: "federated",
      holds: "nothing",
    });
  });
});
