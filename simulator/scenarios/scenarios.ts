import type { Endpoint, EndpointRight } from "../world";
import { startWorld } from "./builder";
import type { Builder } from "./builder";
import { many } from "./many";
import { advice } from "./advice";
import { slowPropagation } from "./empty-world";
import { federationScenarios } from "./federation-scenarios";
import { bulk25, organization150, project10000 } from "./large";
import { mixedForty } from "./mixed";
import { kubeconfigWorld, otherKinds } from "./other-kinds";
import { failedRuns } from "./runs";
import { automaticWorld, graphWorld, interruptedGraph } from "./single";
import { scenario, type Scenario } from "./scenario";
import { unattended } from "./unattended";

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
  scenario(
    "mixed-40",
    "A mixed project",
    "Choose a card above the list, then Renew in a row: 40 connections of every kind and state, the most urgent first.",
    mixedForty,
  ),
  scenario(
    "expired-automatic",
    "Expired automatic connection",
    "Choose Renew, then Renew now: Azure DevOps creates the secret, and four steps end in Verification succeeded.",
    automaticWorld(),
  ),
  scenario(
    "graph-consented",
    "Graph with consent",
    "Choose Renew on shop-production, then Renew now: Microsoft Graph is connected, and the hub creates the secret.",
    withConsent("readwrite"),
  ),
  scenario(
    "graph-not-consented",
    "Graph without consent",
    "Choose Renew and follow the three steps in the simulated portal, or connect first: Settings, paste the ID below, Save.",
    withConsent("none"),
  ),
  scenario(
    "graph-admin-consent",
    "Administrator consent needed",
    "Choose Settings, paste the ID below, Save: the sign-in refuses, and a link for an administrator can be copied.",
    withConsent("none", (builder) => {
      for (const tenant of builder.world.tenants) tenant.consentNeedsAdministrator = true;
      builder.world.switches.popup = "admin-consent";
    }),
  ),
  scenario(
    "no-bridge",
    "No Nested App Authentication",
    "Choose Renew on shop-production: this host offers no sign-in, so three steps lead through the portal.",
    withConsent("none", (builder) => {
      builder.world.switches.naa = "off";
    }),
  ),
  scenario(
    "policy-caps-lifetime",
    "Policy caps lifetimes",
    "Choose Renew on shop-production, 365 days, Renew now: the tenant allows 90 days, and the hub says so.",
    graphWorld((builder) => {
      builder.tenant.policy.maxLifetimeDays = 90;
    }),
  ),
  scenario(
    "policy-forbids-secrets",
    "The tenant forbids secrets",
    "Choose Renew on shop-production, then Renew now: Microsoft Entra refuses the secret, and the rows and the next plan say that the tenant forbids it.",
    graphWorld((builder) => {
      builder.tenant.policy.passwordAdditionForbidden = true;
    }),
  ),
  scenario(
    "slow-propagation",
    "Slow propagation",
    "Choose Renew on shop-production, then Renew now: Test secret takes attempts for three quarters of a minute.",
    graphWorld((builder) => {
      builder.tenant.propagation = slowPropagation;
    }),
  ),
  scenario(
    "role-missing",
    "Role missing",
    "Choose Verify in the menu of shop-production: the credential is fine, and a role on the subscription is missing.",
    graphWorld(withoutRole),
  ),
  scenario(
    "view-only",
    "View only",
    "Choose Renew on shop-production: you may not change it, and the panel names the role and whom to ask.",
    withRight({ project: "view", organization: "none" }),
  ),
  scenario(
    "no-view-right",
    "No right to view",
    "Look at the list: it's empty, and the page says that you may not be allowed to see what exists.",
    withRight({ project: "none", organization: "none" }),
  ),
  scenario(
    "automatic-save-fails",
    "Automatic renewal fails",
    "Choose Renew, then Renew now: the save fails, and the panel names the right in Entra and who can give it.",
    automaticWorld(({ world }) => {
      world.switches.automaticSave = "fails";
    }),
  ),
  scenario(
    "automatic-renews-nothing",
    "Automatic save renews nothing",
    "Choose Renew, then Renew now: the save renews nothing, and the panel offers to switch to manual.",
    automaticWorld(({ world }) => {
      world.switches.automaticSave = "renews-nothing";
    }),
  ),
  scenario(
    "inline-ignored",
    "Inline secrets are ignored",
    "Choose Renew on shop-production, then Renew now: the test can't tell a wrong secret, and the hub asks before it saves.",
    graphWorld(({ world }) => {
      world.switches.inlineValue = "ignored";
    }),
  ),
  scenario(
    "many-500",
    "500 connections",
    "Type in Filter by name, or scroll: one project with 500 connections.",
    (setting) => many(setting, 500),
  ),
  scenario(
    "empty-project",
    "Empty project",
    "Look at the list: a project without connections, and what to do next.",
    (setting) => startWorld(setting).world,
  ),
  scenario(
    "interrupted-graph",
    "Interrupted renewal",
    "Choose the name shop-production: a secret of an interrupted renewal is in Entra, and Issues says what to do.",
    interruptedGraph,
  ),
  scenario(
    "two-admins",
    "Two administrators",
    "Open a second tab, choose Bob Colleague as Person in its panel, and renew in both: one is told who holds the renewal.",
    graphWorld(),
  ),
  scenario(
    "org-150",
    "Large organization",
    "Set Hub to Organization Settings first: 150 projects with 1,500 connections, of which you may see 1,420.",
    organization150,
  ),
  scenario(
    "project-10000",
    "Huge project",
    "Type in Filter by name: 10,000 connections in one project.",
    project10000,
  ),
  scenario(
    "bulk-25",
    "Bulk renewal",
    "Select all rows, then Renew selected: the plan for 25 connections, then their progress.",
    bulk25,
  ),
  scenario(
    "other-kinds",
    "Tokens and passwords",
    "Choose Renew on github: tokens, passwords and keys of other services are pasted, and container-registry refuses new ones.",
    otherKinds,
  ),
  scenario(
    "kubeconfig",
    "A cluster's configuration",
    "Choose Renew: the only secret has several lines, which stay as they are pasted.",
    kubeconfigWorld,
  ),
  ...federationScenarios,
  scenario(
    "advice",
    "Before Renew is pressed",
    "Choose Renew on any connection: what is wiser than a renewal stands above the plan, each beside a connection that only looks like it.",
    advice,
  ),
  scenario(
    "unattended",
    "A pipeline that watches",
    "Look at the list: what a pipeline that watches meets, with names that attack.",
    unattended,
  ),
  scenario(
    "failed-runs",
    "A failed run",
    "Choose the tab Service connections, then Renew: a run whose secret had expired, and others beside it.",
    failedRuns,
    "run",
  ),
  scenario(
    "dashboard",
    "A dashboard",
    "Look at the widget in its four sizes, choose Configure, and press one: the hub opens with what it counted.",
    mixedForty,
    "dashboard",
  ),
];
