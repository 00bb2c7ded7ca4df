import { carriedEnd } from "../../../../domain/findings/carried-end";
import type { Instant } from "../../../../domain/instant";
import type { CertificateReading } from "../../../../domain/certificate-facts";
import { Secret } from "../../../../domain/secret";
import type { Ports } from "../../../../ports/ports";

/**
 * Reads a pasted PEM in this browser; nothing is sent anywhere. Null where the part that reads certificates could not be
 * loaded, or where the page has no cryptography because it was not served over https.
 */
export async function readCertificate(
  { clock }: Pick<Ports, "clock">,
  text: string,
): Promise<CertificateReading | null> {
  const { crypto } = window;
  // Missing in a page that was not served over https, whatever its type says.
  if ((crypto as { readonly subtle?: SubtleCrypto }).subtle === undefined) return null;
  const part = await import("../../../../adapters/certificates/read-pem").then(
    (module) => module,
    () => null,
  );
  return part === null ? null : part.readPem(new Secret(text), { now: clock.now(), crypto });
}

/** When a pasted value says that it ends, read in this browser; null where it does not say (N7). */
export async function readCarriedEnd(text: string): Promise<Instant | null> {
  const carried = carriedEnd(new Secret(text));
  if (carried === null) return null;
  if (carried.from === "token") return carried.until;
  const part = await import("../../../../adapters/certificates/certificate-end").then(
    (module) => module,
    () => null,
  );
  return part === null ? null : part.certificateEnd(carried.certificate);
}
