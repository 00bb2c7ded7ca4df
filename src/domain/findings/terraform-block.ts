import type { ServiceConnection } from "../service-connection";

/** A name as Terraform takes it for a resource: letters, digits and low lines, not beginning with a digit. */
const resourceName = (name: string): string => {
  const plain = (name.toLowerCase().match(/[a-z0-9]+/g) ?? ["connection"]).join("_");
  return /^\d/.test(plain) ? `connection_${plain}` : plain;
};

/** A text between quotes in Terraform's language, in which nothing is a template or ends the text. */
const quoted = (text: string): string =>
  `"${text
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\r?\n|\r/g, "\\n")
    .replace(/\$\{/g, "$$${")
    .replace(/%\{/g, "%%{")}"`;

/**
 * The block to change in Terraform: a secret that is made anew after some days, handed over as a write-only argument so that
 * no state holds it (N2). Filled in with what the connection tells; what it does not tell stays a reference. Pure.
 */
export function terraformBlock(connection: ServiceConnection, rotationDays: number): string {
  const name = resourceName(connection.name);
  const id = (value: string | null, otherwise: string): string =>
    value === null || value === "" ? otherwise : quoted(value);
  return `resource "time_rotating" "${name}" {
  rotation_days = ${String(rotationDays)}
}

resource "azuread_application_password" "${name}" {
  application_id = ${connection.appObjectId ? quoted(`/applications/${connection.appObjectId}`) : `azuread_application.${name}.id`}
  rotate_when_changed = {
    rotation = time_rotating.${name}.id
  }
}

resource "azuredevops_serviceendpoint_azurerm" "${name}" {
  # Keep the other arguments as they are.
  service_endpoint_name = ${quoted(connection.name)}
  azurerm_spn_tenantid  = ${id(connection.tenantId, "var.tenant_id")}
  credentials {
    serviceprincipalid             = ${id(connection.appId, `azuread_application.${name}.client_id`)}
    serviceprincipalkey_wo         = azuread_application_password.${name}.value
    serviceprincipalkey_wo_version = time_rotating.${name}.unix
  }
}
`;
}
