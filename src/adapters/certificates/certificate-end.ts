import { X509Certificate } from "@peculiar/x509";
import { instant, type Instant } from "../../domain/instant";

/**
 * When a certificate ends, given as Base64 of its PEM or DER, the way a kubeconfig holds it (N7); null for what is no
 * certificate. Works in the browser alone; load on demand.
 */
export function certificateEnd(base64: string): Instant | null {
  try {
    const bytes = atob(base64);
    const end = new X509Certificate(bytes.includes("-----BEGIN") ? bytes : base64).notAfter.getTime();
    return Number.isFinite(end) ? instant(end) : null;
  } catch {
    // The error may quote the pasted text, so it goes no further.
    return null;
  }
}
