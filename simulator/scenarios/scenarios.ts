import type { World } from "../world";
import type { Endpoint, EndpointRight } from "../world";
import { startWorld } from "./builder";
import type { Builder } from "./builder";
import { slowPropagation } from "./empty-world";
import type { Setting } from "./empty-world";
import { bulk25, organization150, project10000 } from "./large";
import { mixedForty } from "./mixed";
import { kubeconfigWorld, otherKinds } from "./other-kinds";
import { automaticWorld, graphWorld, interruptedGraph } from "./single";
import { unattended } from "./unattended";
import { wifAutomatic, wifMixed, wifNoRights } from "./wif";
import { wifConverted } from "./wif-converted";
import { wifOldIssuer } from "./wif-issuer";
import { wifScale } from "./wif-scale";

/** A named world. `build` is pure apart from the chance it is given. */
export interface Scenario {
  name: string;
  title: string;
  description: string;
  build(setting: Setting): World;
}

const scenario = (
  name: string,
  title: string,
  description: string,
  build: (setting: Setting) => World,
): Scenario => ({ name, title, description, build });

const withConsent = (
  consent: "none" | "read" | "readwrite",
  more: (builder: Builder) => void = () => undefined,
) =>
  graphWorld((builder) => {
    for (const tenant of builder.world.tenants) tenant.consent = consent;
    more(builder);
  });

const withRight = (right: EndpointRight, elevated = false) =>
  graphWorld((builder) => {
    for (const user of builder.world.users) {
      user.defaultRight = right;
      user.applicationAdministrator = elevated;
    }
    for (const tenant of builder.world.tenants) for (const app of tenant.applications) app.ownerIds = [];
  });

function withoutRole(builder: Builder, connection: Endpoint): void {
  const scope = `/subscriptions/${connection.data["subscriptionId"] ?? ""}`;
  builder.world.roleAssignments = builder.world.roleAssignments.filter((one) => one.scope !== scope);
}

/** All scenarios, in the order in which the index shows them. */
export const scenarios: readonly Scenario[] = [
  scenario("mixed-40", "A mixed project", "40 connections of every kind and state.", mixedForty),
  scenario(
    "expired-automatic",
    "Expired automatic connection",
    "Azure DevOps renews it when it is saved.",
    automaticWorld(),
  ),
  scenario(
    "graph-consented",
    "Graph with consent",
    "A secret ends in five days; Graph may be used.",
    withConsent("readwrite"),
  ),
  scenario(
    "graph-not-consented",
    "Graph without consent",
    "The person can consent in the sign-in window.",
    withConsent("none"),
  ),
  scenario(
    "graph-admin-consent",
    "Administrator consent needed",
    "The sign-in window refuses: only an administrator may consent.",
    withConsent("none", (builder) => {
      for (const tenant of builder.world.tenants) tenant.consentNeedsAdministrator = true;
      builder.world.switches.popup = "admin-consent";
    }),
  ),
  scenario(
    "no-bridge",
    "No Nested App Authentication",
    "The host offers no bridge: secrets are made in the portal.",
    withConsent("none", (builder) => {
      builder.world.switches.naa = "off";
    }),
  ),
  scenario(
    "policy-caps-lifetime",
    "Policy caps lifetimes",
    "The tenant allows secrets of 90 days at most.",
    graphWorld((builder) => {
      builder.tenant.policy.maxLifetimeDays = 90;
    }),
  ),
  scenario(
    "slow-propagation",
    "Slow propagation",
    "A new secret flaps for three quarters of a minute.",
    graphWorld((builder) => {
      builder.tenant.propagation = slowPropagation;
    }),
  ),
  scenario(
    "role-missing",
    "Role missing",
    "The secret is fine, the role on the subscription is gone.",
    graphWorld(withoutRole),
  ),
  scenario(
    "view-only",
    "View only",
    "The user may see connections but not manage them.",
    withRight({ project: "view", organization: "none" }),
  ),
  scenario(
    "no-view-right",
    "No right to view",
    "The list is empty although connections exist.",
    withRight({ project: "none", organization: "none" }),
  ),
  scenario(
    "automatic-save-fails",
    "Automatic renewal fails",
    "Saving ends in Failed: no right in Entra.",
    automaticWorld(({ world }) => {
      world.switches.automaticSave = "fails";
    }),
  ),
  scenario(
    "automatic-renews-nothing",
    "Automatic save renews nothing",
    "Saving says Ready, the secret stays the old one.",
    automaticWorld(({ world }) => {
      world.switches.automaticSave = "renews-nothing";
    }),
  ),
  scenario(
    "inline-ignored",
    "Inline secrets are ignored",
    "A test of an unsaved secret silently tests the saved one.",
    graphWorld(({ world }) => {
      world.switches.inlineValue = "ignored";
    }),
  ),
  scenario("many-500", "500 connections", "One project with many connections.", (setting) =>
    many(setting, 500),
  ),
  scenario(
    "empty-project",
    "Empty project",
    "A project without connections.",
    (setting) => startWorld(setting).world,
  ),
  scenario(
    "interrupted-graph",
    "Interrupted renewal",
    "A marked secret in Entra that nobody holds.",
    interruptedGraph,
  ),
  scenario("two-admins", "Two administrators", "Alice and Bob look at the same connections.", graphWorld()),
  scenario(
    "org-150",
    "Large organization",
    "150 projects, 1,500 connections, some projects hidden.",
    organization150,
  ),
  scenario("project-10000", "Huge project", "10,000 connections in one project.", project10000),
  scenario("bulk-25", "Bulk renewal", "25 connections to renew together.", bulk25),
  scenario(
    "other-kinds",
    "Tokens and passwords",
    "One connection of each kind that holds a token, a password or a key of its own.",
    otherKinds,
  ),
  scenario("kubeconfig", "A cluster's configuration", "The only secret has several lines.", kubeconfigWorld),
  scenario(
    "wif-mixed",
    "Federation",
    "Connections that can do without a secret, after review, not, or nobody knows.",
    wifMixed,
  ),
  scenario(
    "wif-automatic",
    "One click to federation",
    "An automatic connection whose every use can do without a secret.",
    wifAutomatic,
  ),
  scenario(
    "wif-no-rights",
    "Conversion without rights",
    "Azure DevOps may not make the federated credential.",
    wifNoRights,
  ),
  scenario(
    "wif-old-issuer",
    "The retiring issuer",
    "Federated connections that stop on 1 July 2027, exempt ones, and one that is fine.",
    wifOldIssuer,
  ),
  scenario(
    "wif-converted",
    "After a conversion",
    "Converted some days ago: a pipeline fails since, another is fine, a third way back is over.",
    wifConverted,
  ),
  scenario(
    "wif-scale",
    "Many pipelines",
    "50 connections, 300 YAML, 80 classic and 120 release definitions.",
    wifScale,
  ),
  scenario(
    "unattended",
    "A pipeline that watches",
    "A service principal, a job with its token, connections that end soon, and names that attack.",
    unattended,
  ),
];

function many(setting: Setting, count: number): World {
  const builder = startWorld(setting);
  const spread = [-10, 1, 5, 12, 28, 60, 90, 200];
  for (let index = 0; index < count; index += 1) {
    const name = `service-${String(index + 1).padStart(3, "0")}`;
    builder.azure({
      name,
      app: builder.app({ name: `app-${name}`, secretDays: [spread[index % spread.length] ?? 60] }),
    });
  }
  return builder.world;
}
