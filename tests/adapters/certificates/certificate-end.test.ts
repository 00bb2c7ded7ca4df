import { X509CertificateGenerator } from "@peculiar/x509";
import { webcrypto } from "node:crypto";
import { certificateEnd } from "../../../src/adapters/certificates/certificate-end";
import { inDays } from "../../support/builders";

const crypto = webcrypto as unknown as Crypto;

async function certificate(): Promise<string> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const made = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: "0a",
      name: "CN=masterclient",
      notBefore: new Date(inDays(-1)),
      notAfter: new Date(inDays(730)),
      signingAlgorithm: algorithm,
      keys,
    },
    crypto,
  );
  return made.toString("pem");
}

test("tells when the client certificate of a kubeconfig ends (N7)", async () => {
  const pem = await certificate();
  const der = pem.replace(/-----[^-]+-----|\s/g, "");

  expect(certificateEnd(Buffer.from(pem).toString("base64"))).toBe(inDays(730));
  expect(certificateEnd(der)).toBe(inDays(730));
});

test.each(["", "TUlJ", "not base64 at all", Buffer.from("-----BEGIN CERTIFICATE-----").toString("base64")])(
  "says nothing of %j",
  (text) => {
    expect(certificateEnd(text)).toBeNull();
  },
);
