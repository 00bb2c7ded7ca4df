import { federationAutomatic, federationMany, federationMixed, federationNoRights } from "./federation";
import { federationConverted } from "./federation-converted";
import { federationOldIssuer } from "./federation-issuer";
import { federationScale } from "./federation-scale";
import { scenario, type Scenario } from "./scenario";

/** Those about workload identity federation. */
export const federationScenarios: readonly Scenario[] = [
  scenario(
    "federation-mixed",
    "Federation",
    "Choose the tab Federation readiness, then Check pipelines: which connections can do without a secret, and what blocks the rest.",
    federationMixed,
  ),
  scenario(
    "federation-automatic",
    "One click to federation",
    "Choose Federation in the row's menu, Check pipelines, then Convert: every use works without a secret.",
    federationAutomatic,
  ),
  scenario(
    "federation-many",
    "Many converted together",
    "Open the tab Federation readiness, choose Check pipelines, then convert all six: four run at a time, each is verified.",
    federationMany,
  ),
  scenario(
    "federation-no-rights",
    "Conversion without rights",
    "Choose Federation in the row's menu and convert: Azure DevOps can't create the federated credential, and the panel shows how.",
    federationNoRights,
  ),
  scenario(
    "federation-old-issuer",
    "The retiring issuer",
    "Look at the card Issuer retires: connections that stop on 1 July 2027, exempt ones, and one that is fine.",
    federationOldIssuer,
  ),
  scenario(
    "federation-converted",
    "After a conversion",
    "Read the message above the list: a pipeline fails since a conversion, and Revert takes it back.",
    federationConverted,
  ),
  scenario(
    "federation-scale",
    "Many pipelines",
    "Choose the tab Federation readiness: 50 connections, 300 YAML, 80 classic and 120 release definitions.",
    federationScale,
  ),
];
