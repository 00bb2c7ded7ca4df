import { handshakeIn } from "../../../src/adapters/host/handshake-watch";

const answer = (result: unknown): string => JSON.stringify({ id: 1, result });

describe("the handshake", () => {
  test("of today's shape is told by its members' names, without a value (P53)", () => {
    const seen = handshakeIn(
      answer({
        contributionId: "canary",
        context: {
          pageContext: { webContext: { project: { id: "canary", name: "canary" } } },
          user: { id: "canary" },
        },
        themeData: { a: "canary", b: "canary" },
      }),
    );

    expect(seen).toEqual({
      shape: "current",
      members: [
        "contributionId",
        "context.pageContext.webContext.project (2)",
        "context.user.id",
        "themeData (2)",
      ],
    });
  });

  test("of the older shape is known by its page context at the top (P54)", () => {
    expect(
      handshakeIn(answer({ pageContext: { webContext: {} }, extensionContext: { version: "1" } })),
    ).toEqual({
      shape: "legacy",
      members: ["extensionContext.version"],
    });
  });

  test("leaves out a member whose name is no word of a protocol", () => {
    expect(handshakeIn(answer({ context: { "Ada Lovelace": 1 } }))?.members).toEqual(["context.{…}"]);
  });

  test.each([
    ["another answer", answer({ token: "x" })],
    ["a request", JSON.stringify({ id: 1, methodName: "context" })],
    ["text that is no JSON", "context {"],
    ["an object", { context: {} }],
  ])("is not seen in %s", (_, data) => {
    expect(handshakeIn(data)).toBeNull();
  });
});
