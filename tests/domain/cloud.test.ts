import { cloudOf, portalOrigin, type Cloud } from "../../src/domain/cloud";

test.each([
  ["AzureCloud", "AzureCloud"],
  ["azurecloud", "AzureCloud"],
  ["AZUREUSGOVERNMENT", "AzureUSGovernment"],
  ["AzureChinaCloud", "AzureChinaCloud"],
  ["AzureGermanCloud", "AzureGermanCloud"],
  ["AzureStack", "AzureStack"],
  ["", "AzureCloud"],
  [null, "AzureCloud"],
  [undefined, "AzureCloud"],
  ["SovereignOfTomorrow", null],
])("the environment %p is %p", (environment, expected) => {
  expect(cloudOf(environment)).toBe(expected);
});

test.each<[Cloud | null, string | null]>([
  ["AzureCloud", "https://portal.azure.com"],
  ["AzureUSGovernment", "https://portal.azure.us"],
  ["AzureChinaCloud", "https://portal.azure.cn"],
  ["AzureGermanCloud", null],
  ["AzureStack", null],
  [null, null],
])("the portal of %p is %p (G79-G83)", (cloud, expected) => {
  expect(portalOrigin(cloud)).toBe(expected);
});
