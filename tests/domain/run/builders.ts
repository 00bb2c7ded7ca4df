import type { RunRecord } from "../../../src/domain/run/run";
import { inDays } from "../../support/builders";

/** A step that failed; tests state only what matters. */
export const aStep = (over: Partial<RunRecord> = {}): RunRecord => ({
  id: "step-1",
  parentId: null,
  identifier: null,
  type: "Task",
  name: "Deploy",
  attempt: 1,
  result: "failed",
  startedAt: inDays(-1),
  finishedAt: inDays(-1),
  errors: [],
  errorCount: over.errors?.length ?? 0,
  ...over,
});

export const otherApp = "b1b1b1b1-2222-4333-8444-555555555555";

/** Messages as Entra writes them, with ids of traces that are nobody's (G54-G65). */
export const messages = {
  expired: (app: string) =>
    `AADSTS7000222: The provided client secret keys for app '${app}' are expired. Trace ID: 11111111-2222-3333-4444-555555555500 Correlation ID: 11111111-2222-3333-4444-555555555501`,
  rejected: (app: string) => `AADSTS7000215: Invalid client secret provided, for app '${app}'.`,
  notFound: (app: string, tenant: string) =>
    `AADSTS700016: Application with identifier '${app}' was not found in the directory '${tenant}'.`,
  disabled: (app: string) => `AADSTS7000112: Application '${app}'(deployer) is disabled.`,
  noTenant: (tenant: string) => `AADSTS90002: Tenant '${tenant}' not found.`,
  subject: (subject: string) =>
    `AADSTS700213: No matching federated identity record found for presented assertion subject '${subject}'.`,
  tokenEnded: "AADSTS700024: Client assertion is not within its valid time range.",
  noRole: (app: string) =>
    `{"error":{"code":"AuthorizationFailed","message":"The client '${app}' with object id '${app}' does not have authorization."}}`,
};
