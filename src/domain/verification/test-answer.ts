import type { Failure } from "../failure";

/**
 * What Azure DevOps answered to TestConnection. A failed test is an HTTP 200 with a status inside (A19-A21), so
 * "refused" is a result; `could-not-test` means that the proxy itself gave no verdict.
 */
export type TestAnswer =
  | { readonly kind: "passed" }
  | { readonly kind: "refused"; readonly status: number | null; readonly message: string }
  | { readonly kind: "not-testable"; readonly reason: string }
  | { readonly kind: "could-not-test"; readonly failure: Failure };
