import { terraformBlock } from "../../../src/domain/findings/terraform-block";
import { makePlan } from "../../../src/domain/renewal/plan";
import { defaultSettings } from "../../../src/domain/settings";
import { aConnection, anOffer, appId, inDays, now, runId, tenantId } from "../../support/builders";

test("the Terraform block is filled in with what the connection tells (N2)", () => {
  const connection = aConnection({ name: "shop prod", appObjectId: "object-1" });

  expect(terraformBlock(connection, 90)).toBe(`resource "time_rotating" "shop_prod" {
  rotation_days = 90
}

resource "azuread_application_password" "shop_prod" {
  application_id = "/applications/object-1"
  rotate_when_changed = {
    rotation = time_rotating.shop_prod.id
  }
}

resource "azuredevops_serviceendpoint_azurerm" "shop_prod" {
  # Keep the other arguments as they are.
  service_endpoint_name = "shop prod"
  azurerm_spn_tenantid  = "${tenantId}"
  credentials {
    serviceprincipalid             = "${appId}"
    serviceprincipalkey_wo         = azuread_application_password.shop_prod.value
    serviceprincipalkey_wo_version = time_rotating.shop_prod.unix
  }
}
`);
});

test("what the connection does not tell stays a reference", () => {
  const block = terraformBlock(aConnection({ name: "7", tenantId: null, appId: null }), 90);

  expect(block).toContain("application_id = azuread_application.connection_7.id\n");
  expect(block).toContain("azurerm_spn_tenantid  = var.tenant_id\n");
  expect(block).toContain("serviceprincipalid             = azuread_application.connection_7.client_id\n");
});

test("a name that reads like code stays a text in the block", () => {
  const name = '"} ${file("/etc/passwd")} %{if} \\ \n';

  expect(terraformBlock(aConnection({ name }), 90)).toContain(
    'service_endpoint_name = "\\"} $${file(\\"/etc/passwd\\")} %%{if} \\\\ \\n"\n',
  );
});

test.each([
  ["Managed by Terraform", null, false],
  ["IaC: shop", "iac: *", false],
  ["IaC: shop", null, true],
  ["", null, true],
])(
  "a plan for the description %j under the pattern %j writes a note: %s (N2)",
  (description, terraformPattern, expected) => {
    const plan = makePlan(anOffer(), {
      connection: aConnection({ description }),
      until: inDays(90),
      settings: { ...defaultSettings, terraformPattern },
      runId,
      now,
      actor: { id: "u1", name: "Ada" },
    });

    expect(plan.writeNote).toBe(expected);
  },
);
