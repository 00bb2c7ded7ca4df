import { X509CertificateGenerator, type X509Certificate } from "@peculiar/x509";
import { createPrivateKey, webcrypto, X509Certificate as NodeCertificate, type KeyObject } from "node:crypto";
import { readPem } from "../../../src/adapters/certificates/read-pem";
import type { CertificateReading } from "../../../src/domain/certificate-facts";
import { instant } from "../../../src/domain/instant";
import { Secret } from "../../../src/domain/secret";
import { inDays, now } from "../../support/builders";

const crypto = webcrypto as unknown as Crypto;
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: Uint8Array.of(1, 0, 1),
  modulusLength: 2048,
} as const;
const ecOn = (namedCurve: string) => ({ name: "ECDSA", namedCurve, hash: "SHA-256" });

type Made = { readonly certificate: X509Certificate; readonly key: KeyObject };

async function make(
  algorithm: RsaHashedKeyGenParams | (EcKeyGenParams & { hash: string }) | { name: "Ed25519" },
  days: readonly [number, number] = [-1, 365],
): Promise<Made> {
  const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: "0a0b",
      name: "CN=deployer, O=Fabrikam",
      notBefore: new Date(inDays(days[0])),
      notAfter: new Date(inDays(days[1])),
      signingAlgorithm: algorithm,
      keys,
    },
    crypto,
  );
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return { certificate, key: createPrivateKey({ key: der, format: "der", type: "pkcs8" }) };
}

const keyPem = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1" = "pkcs8"): string =>
  key.export({ type, format: "pem" } as never).toString();
const encryptedPem = (key: KeyObject, type: "pkcs8" | "pkcs1"): string =>
  key.export({ type, format: "pem", cipher: "aes-256-cbc", passphrase: "x" } as never).toString();
const certificatePem = ({ certificate }: Made): string => certificate.toString("pem");
const pemOf = (made: Made): string => `${certificatePem(made)}\n${keyPem(made.key)}`;

const read = (...parts: readonly string[]): Promise<CertificateReading> =>
  readPem(new Secret(parts.join("\n")), { now, crypto });

let server: Made;
let other: Made;
let onP256: Made;

beforeAll(async () => {
  [server, other, onP256] = await Promise.all([make(rsa), make(rsa), make(ecOn("P-256"))]);
});

test("tells what the certificate says of itself", async () => {
  const expected = new NodeCertificate(certificatePem(server));

  expect(await read(pemOf(server))).toEqual({
    ok: true,
    facts: {
      subject: "CN=deployer, O=Fabrikam",
      issuer: "CN=deployer, O=Fabrikam",
      thumbprint: expected.fingerprint.replace(/:/g, ""),
      from: instant(Date.parse(expected.validFrom)),
      until: instant(Date.parse(expected.validTo)),
      key: "rsa",
    },
  });
});

test("takes certificate and key in either order, with other text around them", async () => {
  const bag = "Bag Attributes\n    friendlyName: deployer\n";

  const reading = await read(bag, keyPem(server.key), bag, certificatePem(server).replace(/\n/g, "\r\n"), "");

  expect(reading.ok).toBe(true);
});

test("takes an RSA key in its older form (PKCS#1)", async () => {
  const key = keyPem(server.key, "pkcs1");

  expect(key).toContain("BEGIN RSA PRIVATE KEY");
  expect(await read(certificatePem(server), key)).toMatchObject({ ok: true, facts: { key: "rsa" } });
});

test.each(["P-256", "P-384", "P-521"])("takes a key on %s in both forms", async (curve) => {
  const made = await make(ecOn(curve));
  const sec1 = keyPem(made.key, "sec1");

  expect(sec1).toContain("BEGIN EC PRIVATE KEY");
  expect(await read(pemOf(made))).toMatchObject({ ok: true, facts: { key: "ec" } });
  expect(await read(certificatePem(made), sec1)).toMatchObject({ ok: true, facts: { key: "ec" } });
});

test("takes the parameters which OpenSSL writes before a key on a curve", async () => {
  const parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----";

  expect(await read(parameters, keyPem(onP256.key, "sec1"), certificatePem(onP256))).toMatchObject({
    ok: true,
  });
});

test("finds the key's own certificate among its issuers", async () => {
  const reading = await read(certificatePem(other), certificatePem(server), keyPem(server.key));

  expect(reading).toMatchObject({
    ok: true,
    facts: { thumbprint: new NodeCertificate(certificatePem(server)).fingerprint.replace(/:/g, "") },
  });
});

describe("refuses", () => {
  const problemOf = async (...parts: readonly string[]): Promise<string> => {
    const reading = await read(...parts);
    return reading.ok ? "nothing" : reading.problem;
  };
  const block = (label: string, content = "AAECAw=="): string =>
    `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;

  test("nothing at all", async () => {
    expect(await problemOf("  \n")).toBe("empty");
  });

  test("text that is no PEM", async () => {
    expect(await problemOf("hunter2")).toBe("no-certificate");
  });

  test("a key alone", async () => {
    expect(await problemOf(keyPem(server.key))).toBe("no-certificate");
  });

  test("a certificate alone", async () => {
    expect(await problemOf(certificatePem(server))).toBe("no-key");
  });

  test("two keys", async () => {
    expect(await problemOf(pemOf(server), keyPem(other.key))).toBe("several-keys");
  });

  test("the key of another certificate", async () => {
    expect(await problemOf(certificatePem(server), keyPem(other.key))).toBe("key-mismatch");
  });

  test("a key of another kind", async () => {
    expect(await problemOf(certificatePem(server), keyPem(onP256.key))).toBe("key-mismatch");
    expect(await problemOf(certificatePem(onP256), keyPem(server.key))).toBe("key-mismatch");
  });

  test("a key on another curve", async () => {
    const onP384 = await make(ecOn("P-384"));

    expect(await problemOf(certificatePem(onP384), keyPem(onP256.key, "sec1"))).toBe("key-mismatch");
  });

  test("an encrypted key of either form", async () => {
    const older = encryptedPem(server.key, "pkcs1");

    expect(older).toContain("Proc-Type: 4,ENCRYPTED");
    expect(await problemOf(certificatePem(server), encryptedPem(server.key, "pkcs8"))).toBe("key-encrypted");
    expect(await problemOf(certificatePem(server), older)).toBe("key-encrypted");
  });

  test.each(["DSA PRIVATE KEY", "OPENSSH PRIVATE KEY"])("a key labelled %s", async (label) => {
    expect(await problemOf(certificatePem(server), block(label))).toBe("key-kind-unsupported");
  });

  test("a certificate of a kind that Entra does not take", async () => {
    const made = await make({ name: "Ed25519" });

    expect(await problemOf(pemOf(made))).toBe("key-kind-unsupported");
  });

  test.each(["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"])("a broken %s", async (label) => {
    expect(await problemOf(certificatePem(server), block(label))).toBe("key-unreadable");
  });

  test("a broken certificate", async () => {
    expect(await problemOf(block("CERTIFICATE"), keyPem(server.key))).toBe("certificate-unreadable");
  });

  test("a certificate with a piece cut out", async () => {
    const lines = certificatePem(server).split("\n");
    lines.splice(4, 6);

    expect(await problemOf(lines.join("\n"), keyPem(server.key))).toBe("certificate-unreadable");
  });

  test("a certificate that has expired", async () => {
    expect(await problemOf(pemOf(await make(rsa, [-30, -1])))).toBe("expired");
  });

  test("a certificate whose time has not come", async () => {
    expect(await problemOf(pemOf(await make(rsa, [1, 30])))).toBe("not-yet-valid");
  });
});

test("the answer holds nothing of the key", async () => {
  const secretPart = keyPem(server.key).split("\n")[3] ?? "no line";

  const answers = [await read(pemOf(server)), await read(certificatePem(other), keyPem(server.key))];

  expect(JSON.stringify(answers)).not.toContain(secretPart);
});
