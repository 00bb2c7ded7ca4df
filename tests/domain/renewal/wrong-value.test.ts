import { createPrivateKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { wrongValue } from "../../../src/domain/renewal/wrong-value";
import { Secret } from "../../../src/domain/secret";

const random = "0f0e0d0c-0b0a-4908-8706-050403020100";
const certificate =
  "-----BEGIN CERTIFICATE-----\nMIIBAjCBqQIBATAKBggqhkjOPQQDAjANMQswCQYD\n-----END CERTIFICATE-----\n";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });
const longCurve = generateKeyPairSync("ec", { namedCurve: "P-384" });
const pem = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1"): string =>
  key.export({ type, format: "pem" }).toString();

const keys = [
  ["RSA of PKCS #8", rsa, "pkcs8"],
  ["RSA of PKCS #1", rsa, "pkcs1"],
  ["P-256 of PKCS #8", curve, "pkcs8"],
  ["P-256 of SEC 1", curve, "sec1"],
  ["P-384 of PKCS #8", longCurve, "pkcs8"],
] as const;

const wrongPem = (text: string): string => wrongValue(new Secret(certificate + text), random).reveal();

test.each(keys)("a signer of any kind fails with the wrong key of %s", (_, pair, type) => {
  const right = pem(pair.privateKey, type);
  const wrong = wrongPem(right);
  const signs = (): boolean => {
    try {
      const key = createPrivateKey(wrong.slice(certificate.length));
      return verify(
        "sha256",
        Buffer.from("assertion"),
        pair.publicKey,
        sign("sha256", Buffer.from("assertion"), key),
      );
    } catch {
      return false;
    }
  };

  expect(wrong.startsWith(certificate)).toBe(true);
  expect(wrong.length).toBe(certificate.length + right.length);
  expect(signs()).toBe(false);
});

test.each([
  ["PKCS #8", "pkcs8"],
  ["PKCS #1", "pkcs1"],
] as const)("every number of an RSA key of %s is another one, whichever a signer uses", (_, type) => {
  const numbersOf = (text: string): Readonly<Record<string, unknown>> =>
    createPrivateKey(text).export({ format: "jwk" }) as Record<string, unknown>;
  const right = numbersOf(pem(rsa.privateKey, type));
  const wrong = numbersOf(wrongPem(pem(rsa.privateKey, type)).slice(certificate.length));

  const same = ["n", "d", "p", "q", "dp", "dq", "qi"].filter((name) => right[name] === wrong[name]);
  expect(same).toEqual([]);
  expect(wrong["e"]).toBe(right["e"]);
});

test("a secret becomes a text of its own, which shows nothing of it", () => {
  expect(wrongValue(new Secret("the-right-one~8Q"), random).reveal()).toBe(
    "wrong-0f0e0d0c0b0a49088706050403020100",
  );
});

test.each([
  ["a header", "\nComment: mine\n\n"],
  ["a header over two lines", "\r\nComment: mine\r\n and yours\r\n\r\n"],
  ["a header without a line after it", "\nKey-Name: mine\n"],
])("a key under %s is another one, and the header stays", (_, headers) => {
  const right = pem(curve.privateKey, "pkcs8");
  const withHeaders = right.replace(/KEY-----\n/, `KEY-----${headers}`);
  const wrong = wrongPem(withHeaders).slice(certificate.length);

  expect(wrong).toBe(
    wrongPem(right)
      .slice(certificate.length)
      .replace(/KEY-----\n/, `KEY-----${headers}`),
  );
  expect(wrong).not.toBe(withHeaders);
});
