import { inputProblem, pasteProblem } from "../../../src/adapters/portal/pasted-secret";
import {
  connectionPage,
  credentialsBlade,
  enterpriseAppBlade,
} from "../../../src/adapters/portal/portal-links";
import { appId, tenantId } from "../../support/builders";

describe("the link to Certificates & secrets", () => {
  it.each([
    ["AzureCloud", "https://portal.azure.com"],
    ["AzureUSGovernment", "https://portal.azure.us"],
    ["AzureChinaCloud", "https://portal.azure.cn"],
  ] as const)("opens the blade of the app in its tenant for %s", (cloud, origin) => {
    expect(credentialsBlade({ cloud, tenantId, appId })).toBe(
      `${origin}/${tenantId}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${appId}/isMSAApp~/false`,
    );
  });

  it.each(["AzureGermanCloud", "AzureStack"] as const)(
    "is absent for %s, whose portal is not known",
    (cloud) => {
      expect(credentialsBlade({ cloud, tenantId, appId })).toBeNull();
      expect(enterpriseAppBlade({ cloud, tenantId, appId }, "o", "Overview")).toBeNull();
    },
  );
});

it("leads to the connection's page with a project name that needs escaping (E13)", () => {
  const ref = { id: "e1", project: { id: "p1", name: "A & B" } };

  expect(connectionPage("https://dev.azure.com/fabrikam/", ref)).toBe(
    "https://dev.azure.com/fabrikam/A%20%26%20B/_settings/adminservices?resourceId=e1",
  );
});

it.each([
  ["", "empty"],
  ["   ", "empty"],
  ["1a2b3c4d-1111-4222-8333-666666666666", "secret-id"],
  ["abcdefgh\nijklmnopq", "white-space"],
  ["abcdefghijklmnopqr ", "white-space"],
  ["short", "too-short"],
  ["Abc8Q~0123456789abcdefghij", null],
])("judges the paste %j as %j", (text, problem) => {
  expect(pasteProblem(text)).toBe(problem);
});

it("asks of other inputs only that they are not empty", () => {
  expect(inputProblem(" ")).toBe("empty");
  expect(inputProblem("ab cd")).toBeNull();
});
