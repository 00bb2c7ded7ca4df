import {
  appKeyOf,
  appKeyText,
  lostShares,
  refOf,
  renewalSubjectOf,
} from "../../src/domain/service-connection";
import { aConnection, appId, connectionId, tenantId } from "../support/builders";

test("is addressed by its id and the project through which it is read", () => {
  const connection = aConnection();

  expect(refOf(connection)).toEqual({ id: connectionId, project: connection.project });
});

test("its app registration is one in any casing", () => {
  const shouted = aConnection({ appId: appId.toUpperCase(), tenantId: tenantId.toUpperCase() });

  expect(appKeyOf(shouted)).toEqual({ tenantId, appId, cloud: "AzureCloud" });
  expect(appKeyOf(shouted)).toEqual(appKeyOf(aConnection()));
});

test.each([{ appId: null }, { tenantId: null }])("names no app registration with %p", (over) => {
  expect(appKeyOf(aConnection(over))).toBeNull();
});

test("clouds tell app registrations apart; an unknown cloud counts as the public one", () => {
  const textOf = (cloud: "AzureCloud" | "AzureUSGovernment" | null): string =>
    appKeyText(appKeyOf(aConnection({ cloud }))!);

  expect(textOf("AzureCloud")).toBe(`AzureCloud/${tenantId}/${appId}`);
  expect(textOf("AzureUSGovernment")).not.toBe(textOf("AzureCloud"));
  expect(textOf(null)).toBe(textOf("AzureCloud"));
});

test("renewals of one app registration have one subject, others the connection's own (I9)", () => {
  expect(renewalSubjectOf(aConnection({ appId: appId.toUpperCase() }))).toBe(`${tenantId}.${appId}`);
  expect(renewalSubjectOf(aConnection({ appId: null }))).toBe(`connection.${connectionId}`);
});

test("projects that a save took the connection from are named, whatever the casing of their ids (Q7)", () => {
  const share = (id: string, name: string) => ({ project: { id, name }, name: "shop" });
  const before = [share("P1", "Fabrikam"), share("p2", "Contoso"), share("p3", "Tailspin")];

  expect(lostShares(before, [share("p1", "Fabrikam"), share("P3", "Tailspin")])).toEqual(["Contoso"]);
  expect(lostShares(before, before)).toEqual([]);
});
