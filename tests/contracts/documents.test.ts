import "../adapters/support/browser-globals";
import { createDocuments, type Documents } from "../../src/adapters/extension-data/documents";
import { createRestDocuments, restDocumentFailure } from "../../src/adapters/extension-data/rest-documents";
import { createSend } from "../../src/adapters/http/http";
import { createSlowDown } from "../../src/adapters/http/slow-down";
import { success } from "../../src/domain/failure";
import { createWorldSimulator } from "../../simulator/simulator";
import { clockOf } from "../adapters/support/simulated";
import { valueOf } from "../adapters/support/value-of";
import { fakeDocuments, nothingKept } from "../support/fake-documents";

/** The documents of one organization as its users reach them. */
type Organization = {
  readonly as: (userId: string) => Documents;
  /** No call gets through from now on. */
  readonly breakDown: () => void;
};

const faked = (): Organization => {
  const kept = nothingKept();
  let broken = false;
  const down = { code: "unavailable", system: "extension-data", status: 500, detail: "" } as const;
  return {
    as: (userId) => fakeDocuments(kept, { userId, trouble: () => (broken ? down : null) }),
    breakDown: () => (broken = true),
  };
};

const throughTheHost = (): Organization => {
  const sim = createWorldSimulator();
  return {
    as: (userId) =>
      createDocuments({
        extensionId: "publisher.extension",
        service: <T>() =>
          Promise.resolve(
            success({ getExtensionDataManager: () => Promise.resolve(sim.extensionData(userId)) } as T),
          ),
        accessToken: () => Promise.resolve(success(sim.accessToken(userId))),
      }),
    breakDown: () => (sim.world.switches.extensionData = "fails"),
  };
};

const overRest = (): Organization => {
  const sim = createWorldSimulator();
  const root = `https://extmgmt.dev.azure.com/${sim.world.organization.name}/`;
  const clock = clockOf(sim);
  return {
    as: () =>
      createRestDocuments({
        send: createSend({
          system: "extension-data",
          fetch: sim.fetch,
          clock,
          slowDown: createSlowDown(clock),
          token: () => Promise.resolve(success(sim.accessToken())),
          roots: () => [root],
          failureOf: restDocumentFailure,
        }),
        root: () => Promise.resolve(root),
        publisher: "publisher",
        extension: "extension",
      }),
    breakDown: () => (sim.world.switches.extensionData = "fails"),
  };
};

const conflict = { ok: false, failure: { code: "document-conflict" } };

describe.each([
  ["the fake", faked],
  ["the host's data service", throughTheHost],
  ["REST", overRest],
])("documents of %s", (_, organization) => {
  test("begin empty: a collection nobody wrote to holds none, and a document that is missing is null", async () => {
    const documents = organization().as("ada");

    expect(await documents.all("colors")).toEqual({ ok: true, value: [] });
    expect(await documents.one("colors", "red")).toEqual({ ok: true, value: null });
  });

  test("are there for everybody as they were written, each in its collection", async () => {
    const { as } = organization();
    await as("ada").create("colors", "red", { warm: true, shades: ["wine"] });

    const found = valueOf(await as("grace").one("colors", "red"));

    expect(found).toMatchObject({ id: "red", body: { warm: true, shades: ["wine"] } });
    expect(valueOf(await as("grace").all("colors")).map(({ id }) => id)).toEqual(["red"]);
    expect(await as("grace").one("shapes", "red")).toEqual({ ok: true, value: null });
  });

  test("are copies: changing what was written or read changes nothing that is kept", async () => {
    const documents = organization().as("ada");
    const shades = ["wine"];
    await documents.create("colors", "red", { shades });
    shades.push("written");
    const read = valueOf(await documents.one("colors", "red"))?.body["shades"] as string[];
    read.push("read");

    expect(valueOf(await documents.one("colors", "red"))?.body["shades"]).toEqual(["wine"]);
  });

  test("are created once: the second is a conflict and changes nothing", async () => {
    const documents = organization().as("ada");
    await documents.create("colors", "red", { by: "first" });

    expect(await documents.create("colors", "red", { by: "second" })).toEqual(conflict);
    expect(valueOf(await documents.one("colors", "red"))?.body["by"]).toBe("first");
  });

  test("change under the version that was read, and get another by it", async () => {
    const documents = organization().as("ada");
    const { etag } = valueOf(await documents.create("colors", "red", { by: "first" }));

    const changed = valueOf(await documents.replace("colors", "red", etag, { by: "second" }));

    expect(changed.etag).not.toBe(etag);
    expect(valueOf(await documents.one("colors", "red"))).toMatchObject({
      etag: changed.etag,
      body: { by: "second" },
    });
  });

  test("refuse a change under a version that is no longer theirs, and one of a document that is gone", async () => {
    const documents = organization().as("ada");
    const { etag } = valueOf(await documents.create("colors", "red", { by: "first" }));
    const { etag: second } = valueOf(await documents.replace("colors", "red", etag, { by: "second" }));

    expect(await documents.replace("colors", "red", etag, { by: "late" })).toEqual(conflict);
    expect(valueOf(await documents.one("colors", "red"))?.body["by"]).toBe("second");
    await documents.remove("colors", "red");
    expect(await documents.replace("colors", "red", second, { by: "late" })).toEqual(conflict);
    expect(await documents.one("colors", "red")).toEqual({ ok: true, value: null });
  });

  test("can be removed twice", async () => {
    const documents = organization().as("ada");
    await documents.create("colors", "red", {});
    await documents.create("colors", "blue", {});

    expect(await documents.remove("colors", "red")).toEqual({ ok: true, value: null });
    expect(await documents.remove("colors", "red")).toEqual({ ok: true, value: null });
    expect(valueOf(await documents.all("colors")).map(({ id }) => id)).toEqual(["blue"]);
  });

  test("fail as a value where the service does: nothing is called empty that nobody could look at", async () => {
    const { as, breakDown } = organization();
    const documents = as("ada");
    const { etag } = valueOf(await documents.create("colors", "red", {}));
    breakDown();

    const answers = await Promise.all([
      documents.all("colors"),
      documents.one("colors", "red"),
      documents.create("colors", "blue", {}),
      documents.replace("colors", "red", etag, {}),
      documents.remove("colors", "red"),
    ]);

    expect(answers.map((one) => (one.ok ? "ok" : one.failure.code))).toEqual(
      Array.from({ length: 5 }, () => "unavailable"),
    );
  });
});

describe.each([
  ["the fake", faked],
  ["the host's data service", throughTheHost],
])("values of one user of %s", (_, organization) => {
  test("are that user's alone", async () => {
    const { as } = organization();
    expect(await as("ada").ownValue("color")).toEqual({ ok: true, value: null });

    expect(await as("ada").setOwnValue("color", "red")).toEqual({ ok: true, value: null });

    expect(await as("ada").ownValue("color")).toEqual({ ok: true, value: "red" });
    expect(await as("grace").ownValue("color")).toEqual({ ok: true, value: null });
  });

  test("fail as a value where the service does", async () => {
    const { as, breakDown } = organization();
    breakDown();

    expect(await as("ada").ownValue("color")).toMatchObject({ failure: { code: "unavailable" } });
    expect(await as("ada").setOwnValue("color", "red")).toMatchObject({ failure: { code: "unavailable" } });
  });
});
