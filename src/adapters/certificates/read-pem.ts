import { PemConverter, X509Certificate } from "@peculiar/x509";
import {
  validityProblem,
  type CertificateFacts,
  type CertificateProblem,
  type CertificateReading,
} from "../../domain/certificate-facts";
import { instant, type Instant } from "../../domain/instant";
import type { Secret } from "../../domain/secret";
import { asPkcs8, keyAlgorithms, type Bytes, type KeyAlgorithm, type KeyBlock } from "./private-key";

type Block = ReturnType<typeof PemConverter.decodeWithHeaders>[number];

const refused = (problem: CertificateProblem): CertificateReading => ({ ok: false, problem });

/**
 * Reads a pasted PEM with a certificate and its private key: the facts of the certificate which the key belongs to, or
 * what is wrong. Whether they belong together is decided by signing and verifying; the key is imported as not
 * extractable and nothing of it outlives the call. Works in the browser alone; load on demand.
 */
export async function readPem(
  pem: Secret,
  { now, crypto }: { readonly now: Instant; readonly crypto: Crypto },
): Promise<CertificateReading> {
  const text = pem.reveal();
  if (text.trim() === "") return refused("empty");
  const blocks = blocksOf(text);
  if (blocks === null) return refused("certificate-unreadable");
  const certificates = blocks.filter(({ type }) => /^(X509 )?CERTIFICATE$/.test(type));
  if (certificates.length === 0) return refused("no-certificate");
  const key = keyOf(blocks);
  if (typeof key === "string") return refused(key);
  const found = await ownCertificate(certificates, key, crypto);
  key.der.fill(0);
  if (typeof found === "string") return refused(found);
  const problem = validityProblem(found, now);
  return problem === null ? { ok: true, facts: found } : refused(problem);
}

/** Null where a block is not Base64 or a header is broken: the library then throws. */
function blocksOf(text: string): readonly Block[] | null {
  try {
    return PemConverter.decodeWithHeaders(text);
  } catch {
    // The error may quote the pasted text, so it goes no further; the caller says that the PEM is unreadable.
    return null;
  }
}

/** The one private key of the PEM, or why there is none to use. */
function keyOf(blocks: readonly Block[]): KeyBlock | CertificateProblem {
  const keys = blocks.filter(({ type }) => type.endsWith("PRIVATE KEY"));
  const [key] = keys;
  if (key === undefined) return "no-key";
  if (keys.length > 1) return "several-keys";
  // PKCS#8 names its encryption in the label, the older forms in a header (RFC 1421).
  const encrypted =
    key.type === "ENCRYPTED PRIVATE KEY" || key.headers.some(({ value }) => value.includes("ENCRYPTED"));
  if (encrypted) return "key-encrypted";
  const der = new Uint8Array(key.rawData);
  switch (key.type) {
    case "PRIVATE KEY":
      return { form: "pkcs8", der };
    case "RSA PRIVATE KEY":
      return { form: "pkcs1", der };
    case "EC PRIVATE KEY":
      return { form: "sec1", der };
    default:
      return "key-kind-unsupported";
  }
}

/** The certificate which the key belongs to: a PEM may hold its issuers as well, in any order. */
async function ownCertificate(
  blocks: readonly Block[],
  key: KeyBlock,
  crypto: Crypto,
): Promise<CertificateFacts | CertificateProblem> {
  const certificates: X509Certificate[] = [];
  for (const { rawData } of blocks) {
    const certificate = parsed(rawData);
    if (certificate === null) return "certificate-unreadable";
    certificates.push(certificate);
  }
  const signed = await sign(key, crypto);
  const unsupported = await allUnsupported(certificates, crypto);
  if (unsupported) return "key-kind-unsupported";
  if (signed === null) return "key-unreadable";
  for (const certificate of certificates)
    if (await verifies(certificate, signed, crypto))
      return factsOf(certificate, signed.algorithm.kind, crypto);
  return "key-mismatch";
}

function parsed(raw: ArrayBuffer): X509Certificate | null {
  try {
    return new X509Certificate(raw);
  } catch {
    // What the library says of a broken structure helps nobody; the caller names the problem.
    return null;
  }
}

type Signed = { readonly algorithm: KeyAlgorithm; readonly text: Bytes; readonly signature: ArrayBuffer };

/** Signs a random text with whichever algorithm the key is of; null where it is of none. */
async function sign(key: KeyBlock, crypto: Crypto): Promise<Signed | null> {
  const text = crypto.getRandomValues(new Uint8Array(32));
  for (const algorithm of keyAlgorithms) {
    const der = asPkcs8(key, algorithm);
    const imported = der && (await importKey("pkcs8", der, algorithm, crypto));
    if (der !== null && der !== key.der) der.fill(0);
    if (imported === null) continue;
    return { algorithm, text, signature: await crypto.subtle.sign(algorithm.forSigning, imported, text) };
  }
  return null;
}

async function verifies(certificate: X509Certificate, signed: Signed, crypto: Crypto): Promise<boolean> {
  const { algorithm, text, signature } = signed;
  const key = await importKey("spki", new Uint8Array(certificate.publicKey.rawData), algorithm, crypto);
  return key !== null && (await crypto.subtle.verify(algorithm.forSigning, key, signature, text));
}

/** Whether no certificate holds a public key of a kind that could be used, such as Ed25519. */
async function allUnsupported(certificates: readonly X509Certificate[], crypto: Crypto): Promise<boolean> {
  for (const { publicKey } of certificates)
    for (const algorithm of keyAlgorithms)
      if ((await importKey("spki", new Uint8Array(publicKey.rawData), algorithm, crypto)) !== null)
        return false;
  return true;
}

/** Null where the bytes are no key of this algorithm: WebCrypto tells that only by refusing them. */
async function importKey(
  format: "pkcs8" | "spki",
  der: Bytes,
  { forImport }: KeyAlgorithm,
  crypto: Crypto,
): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey(format, der, forImport, false, [
      format === "spki" ? "verify" : "sign",
    ]);
  } catch {
    // Refused as this kind of key; the caller tries the next kind and names the problem where none fits.
    return null;
  }
}

async function factsOf(
  certificate: X509Certificate,
  key: CertificateFacts["key"],
  crypto: Crypto,
): Promise<CertificateFacts> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", certificate.rawData));
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    thumbprint: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .toUpperCase(),
    from: instant(certificate.notBefore.getTime()),
    until: instant(certificate.notAfter.getTime()),
    key,
  };
}
