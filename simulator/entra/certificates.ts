import { createHash, generateKeyPairSync, sign } from "node:crypto";

interface TestCertificate {
  certificatePem: string;
  /** Certificate and private key in one text, as a service connection holds them (A63). */
  pem: string;
  thumbprint: string;
}

/** One DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from("2a8648ce3d040302", "hex")));

const commonName = (name: string): Buffer =>
  der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(name)))));

/** UTCTime until 2049, as X.509 demands. */
const utcTime = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

const pemText = (label: string, body: Buffer): string => {
  const lines = body.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
};

/** The extension that names the hosts a certificate is for. */
const hostNames = (hosts: readonly string[]): Buffer => {
  const names = der(0x30, ...hosts.map((host) => der(0x82, Buffer.from(host))));
  return der(0xa3, der(0x30, der(0x30, der(0x06, Buffer.from("551d11", "hex")), der(0x04, names))));
};

/** A real self-signed P-256 certificate with its key, valid between two instants (milliseconds). */
export function makeCertificate(
  name: string,
  from: number,
  until: number,
  hosts: readonly string[] = [],
): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const serial = createHash("sha256").update(name).update(String(until)).digest().subarray(0, 15);
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([0x10]), serial),
    ecdsaWithSha256,
    commonName(name),
    der(0x30, utcTime(from), utcTime(until)),
    commonName(name),
    publicKey.export({ type: "spki", format: "der" }),
    ...(hosts.length === 0 ? [] : [hostNames(hosts)]),
  );
  const signature = sign("sha256", body, privateKey);
  const certificate = der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const certificatePem = pemText("CERTIFICATE", certificate);
  const keyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const thumbprint = createHash("sha1").update(certificate).digest("hex").toUpperCase();
  return { certificatePem, pem: certificatePem + keyPem, thumbprint };
}
