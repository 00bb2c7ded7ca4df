import { createHmac } from "node:crypto";
import type { Secret } from "../../domain/secret";

/**
 * Seals what a run writes where anybody can write: a SHA-256 HMAC in hexadecimal digits, with texts as its key that only
 * the run is given. It tells nothing of them. With other secrets every seal is another one.
 */
export const sealWith =
  (secrets: readonly Secret[]) =>
  (text: string): string =>
    createHmac("sha256", secrets.map((secret) => secret.reveal()).join("\n"))
      .update(text)
      .digest("hex");
