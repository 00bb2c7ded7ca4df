import { isManagedByTerraform } from "../../../src/domain/findings/terraform";
import { noteText } from "../../../src/domain/note";
import { inDays, newKeyId } from "../../support/builders";

const note = noteText(newKeyId, inDays(100));

test.each([
  ["Managed by Terraform", true],
  ["  managed by terraform ", true],
  [`Managed by Terraform ${note}`, true],
  ["", false],
  ["Was managed by Terraform until March", false],
  ["Not managed by Terraform", false],
  ["Deploys what Terraform plans", false],
])("the description %j is Terraform's own: %s (N2)", (description, expected) => {
  expect(isManagedByTerraform(description, null)).toBe(expected);
});

test.each([
  ["IaC: shop", "iac: *", true],
  ["IaC: shop", "*: shop", true],
  ["IaC: shop, do not touch", "iac*shop*touch", true],
  ["IaC: shop", "iac: shop", true],
  ["see the IaC: shop", "iac: *", false],
  ["IaC: shop", "iac", false],
  ["ab", "ab*b", false],
  ["abab", "ab*ab", true],
  ["a", "*a*a*", false],
  ["IaC: shop", "", false],
])("the description %j fits the pattern %j: %s", (description, pattern, expected) => {
  expect(isManagedByTerraform(description, pattern)).toBe(expected);
});

test("a pattern that a member wrote to be slow is not", () => {
  const description = "a".repeat(30_000);

  expect(isManagedByTerraform(description, `${"*a".repeat(99)}*b`)).toBe(false);
});
