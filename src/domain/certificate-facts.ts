import type { Instant } from "./instant";

/** What a certificate says of itself. The key that came with it is not part of this. */
export type CertificateFacts = {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-1 over the whole certificate, upper-case hexadecimal without separators, as Entra shows it (G3). */
  readonly thumbprint: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly key: "rsa" | "ec";
};

/** Why a pasted PEM cannot be used. Each has a sentence; none of them repeats the pasted text. */
export type CertificateProblem =
  | "empty"
  | "no-certificate"
  | "no-key"
  | "several-keys"
  | "key-encrypted"
  | "key-kind-unsupported"
  | "certificate-unreadable"
  | "key-unreadable"
  | "key-mismatch"
  | "expired"
  | "not-yet-valid";

/** A pasted PEM: its facts, or the first thing that is wrong with it. */
export type CertificateReading =
  | { readonly ok: true; readonly facts: CertificateFacts }
  | { readonly ok: false; readonly problem: CertificateProblem };

/** Whether a certificate can sign in at a moment: Entra refuses one before its first and after its last day. */
export function validityProblem(
  facts: Pick<CertificateFacts, "from" | "until">,
  now: Instant,
): "expired" | "not-yet-valid" | null {
  if (facts.until <= now) return "expired";
  return facts.from > now ? "not-yet-valid" : null;
}
