import { lookupOf } from "../../src/operations/graph-questions";
import { appKeyOf, appKeyText } from "../../src/domain/service-connection";
import { aConnection, anApp } from "../support/builders";

const withApp = aConnection();
const found = new Map([[appKeyText(appKeyOf(withApp)!), anApp()]]);

describe("what was found of a connection's app registration", () => {
  test.each([
    ["the look is to come", { appId: "0b0b0b0b-1111-4222-8333-444444444444" }, "pending"],
    ["there is none to look at", { appId: null }, "no-app-registration"],
    ["there is no tenant to look in", { tenantId: null }, "no-app-registration"],
  ] as const)("says that %s, whether or not others were found", (_, over, reason) => {
    for (const apps of [new Map(), found])
      expect(lookupOf(aConnection(over), apps, "pending")).toEqual({ state: "not-looked", reason });
  });

  test("is found under the same key in other letters", () => {
    const connection = aConnection({ appId: withApp.appId!.toUpperCase() });

    expect(lookupOf(connection, found, "pending")).toEqual(anApp());
  });
});
