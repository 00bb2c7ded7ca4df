import { documentFailure } from "../../../src/adapters/extension-data/documents";

const refusal = (status: number, typeKey: string | null) => ({
  status,
  message: "The document cannot be written.",
  ...(typeKey === null ? {} : { serverError: { typeKey } }),
});

describe("a conflicting write of extension data (E15)", () => {
  test.each([
    [409, null],
    [412, null],
    [400, "SomeVersionException"],
  ])("is a conflict when answered %s with the type key %s", (status, typeKey) => {
    expect(documentFailure(refusal(status, typeKey), true)).toEqual({ code: "document-conflict" });
  });

  test.each([
    ["a write without a type key", refusal(400, null), true],
    ["a write with wrong arguments", refusal(400, "ArgumentNullException"), true],
    ["a read", refusal(400, "SomeVersionException"), false],
  ])("is none for %s that is answered 400", (_, error, writing) => {
    expect(documentFailure(error, writing)).toMatchObject({ code: "refused", status: 400 });
  });
});
