import { rest } from "../support/simulator";

const data = () => rest("empty-project").simulator.extensionData();

describe("extension data", () => {
  test("a missing collection and a missing document are 404 (P70)", async () => {
    const manager = data();

    await expect(manager.getDocument("journal", "a")).rejects.toMatchObject({
      status: 404,
      serverError: { typeKey: "DocumentCollectionDoesNotExistException" },
    });
    await manager.createDocument("journal", { id: "b" });
    await expect(manager.getDocument("journal", "a")).rejects.toMatchObject({
      status: 404,
      serverError: { typeKey: "DocumentDoesNotExistException" },
    });
  });

  test("writing needs the etag that was read; -1 wins always (P70)", async () => {
    const manager = data();
    const created = await manager.createDocument("journal", { id: "a", text: "1" });

    const updated = await manager.updateDocument("journal", { ...created, text: "2" });
    const stale = manager.updateDocument("journal", { ...created, text: "3" });
    await expect(stale).rejects.toMatchObject({
      serverError: { typeKey: "InvalidDocumentVersionException" },
    });
    const forced = await manager.setDocument("journal", { ...created, text: "4", __etag: -1 });

    expect([created.__etag, updated.__etag, forced.__etag]).toEqual([1, 2, 3]);
  });

  test("creating an existing document is a conflict", async () => {
    const manager = data();
    await manager.createDocument("journal", { id: "a" });

    await expect(manager.createDocument("journal", { id: "a" })).rejects.toMatchObject({
      status: 409,
      serverError: { typeKey: "DocumentExistsException" },
    });
  });

  test("a deleted document is gone, deleting twice is 404", async () => {
    const manager = data();
    await manager.createDocument("journal", { id: "a" });

    await manager.deleteDocument("journal", "a");

    expect(await manager.getDocuments("journal")).toEqual([]);
    await expect(manager.deleteDocument("journal", "a")).rejects.toMatchObject({ status: 404 });
  });

  test("values have a default and a scope for each user (P69)", async () => {
    const { simulator } = rest("two-admins");
    const [alice, bob] = simulator.world.users.map((user) => simulator.extensionData(user.id));
    const mine = { scopeType: "User" };

    await alice?.setValue("theme", "dark", mine);
    await alice?.setValue("shared", 1);

    expect(await bob?.getValue("theme", { ...mine, defaultValue: "none" })).toBe("none");
    expect(await alice?.getValue("theme", mine)).toBe("dark");
    expect(await bob?.getValue("shared")).toBe(1);
  });

  test("what is read is a copy", async () => {
    const manager = data();
    await manager.createDocument("journal", { id: "a", list: [1] });
    const read = await manager.getDocument("journal", "a");
    (read["list"] as number[]).push(2);

    expect((await manager.getDocument("journal", "a"))["list"]).toEqual([1]);
  });

  test("all of it can fail at once", async () => {
    const { simulator } = rest("empty-project");
    simulator.world.switches.extensionData = "fails";

    await expect(simulator.extensionData().getValue("x")).rejects.toMatchObject({ status: 500 });
    await expect(simulator.extensionData().queryCollectionsByName(["x"])).rejects.toMatchObject({
      status: 500,
    });
  });
});
