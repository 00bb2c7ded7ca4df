/** Bytes of their own, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A private key as it stands in a PEM block: PKCS#8, PKCS#1 (RSA) or SEC 1 (elliptic curve). */
export type KeyBlock = { readonly form: "pkcs8" | "pkcs1" | "sec1"; readonly der: Bytes };

export type KeyKind = "rsa" | "ec";

/** One way to read a key, and how WebCrypto signs and verifies with it. */
export type KeyAlgorithm = {
  readonly kind: KeyKind;
  readonly forImport: RsaHashedImportParams | EcKeyImportParams;
  readonly forSigning: AlgorithmIdentifier | EcdsaParams;
  /** DER of the AlgorithmIdentifier in a PKCS#8 key (RFC 5208). */
  readonly identifier: Bytes;
};

const curve = (namedCurve: string, oid: readonly number[]): KeyAlgorithm => ({
  kind: "ec",
  forImport: { name: "ECDSA", namedCurve },
  forSigning: { name: "ECDSA", hash: "SHA-256" },
  identifier: sequence(oidOfEcPublicKey, objectId(oid)),
});

const objectId = (encoded: readonly number[]): Bytes => tagged(0x06, Uint8Array.from(encoded));
const sequence = (...parts: readonly Bytes[]): Bytes => tagged(0x30, joined(parts));

/** 1.2.840.10045.2.1 */
const oidOfEcPublicKey = objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]);

/** The kinds of key that WebCrypto and Entra share. */
export const keyAlgorithms: readonly KeyAlgorithm[] = [
  {
    kind: "rsa",
    forImport: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    forSigning: "RSASSA-PKCS1-v1_5",
    // 1.2.840.113549.1.1.1 with NULL parameters (RFC 8017)
    identifier: sequence(
      objectId([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]),
      Uint8Array.of(0x05, 0x00),
    ),
  },
  curve("P-256", [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]),
  curve("P-384", [0x2b, 0x81, 0x04, 0x00, 0x22]),
  curve("P-521", [0x2b, 0x81, 0x04, 0x00, 0x23]),
];

/**
 * The key in the one form WebCrypto reads; null where this algorithm cannot be the key's. Older forms get the PKCS#8
 * envelope around them.
 */
export function asPkcs8({ form, der }: KeyBlock, algorithm: KeyAlgorithm): Bytes | null {
  if (form === "pkcs8") return der;
  if ((form === "pkcs1") !== (algorithm.kind === "rsa")) return null;
  return sequence(Uint8Array.of(0x02, 0x01, 0x00), algorithm.identifier, tagged(0x04, der));
}

/** A DER element with its length in the short or the long form. */
function tagged(tag: number, content: Bytes): Bytes {
  const { length } = content;
  if (length < 0x80) return joined([Uint8Array.of(tag, length), content]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return joined([Uint8Array.of(tag, 0x80 | bytes.length, ...bytes), content]);
}

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
