import { instant, type Instant } from "../instant";
import { plannedEnd } from "../renewal/plan";
import type { Secret } from "../secret";
import { longestLifetimeDays } from "../settings";

/**
 * What a value says of its own end (N7): a moment, a certificate to look into, or nothing. Nothing of the value but this
 * is part of the answer.
 */
export type CarriedEnd =
  | { readonly from: "token"; readonly until: Instant }
  | { readonly from: "kubeconfig"; readonly certificate: Base64 };

/** A client certificate as a kubeconfig holds it. It is public; the key beside it is not part of it. */
export type Base64 = string & { readonly __unit: "base64" };

/** Whether an end lies ahead, and no further than an end may be chosen. */
export const mayBeChosen = (end: Instant, now: Instant): boolean =>
  end > now && end <= plannedEnd(now, longestLifetimeDays);

const longest = 1_000_000;

/** Reads `exp` of a JSON web token, or the client certificate of a kubeconfig with one user. Pure. */
export function carriedEnd(value: Secret): CarriedEnd | null {
  const text = value.reveal().trim();
  if (text.length > longest) return null;
  const until = endOfToken(text);
  if (until !== null) return { from: "token", until };
  const certificates = [
    ...text.matchAll(/^[ \t-]*"?client-certificate-data"?:[ \t]*"?([A-Za-z0-9+/=]+)"?,?[ \t]*\r?$/gm),
  ];
  const [only] = certificates;
  // Of several users nobody here knows which one is meant.
  return only === undefined || certificates.length > 1
    ? null
    : { from: "kubeconfig", certificate: (only[1] ?? "") as Base64 };
}

/** Seconds since 1970; null for what is no JSON web token or tells no end (RFC 7519). */
function endOfToken(text: string): Instant | null {
  const parts = text.split(".");
  if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) return null;
  const claims = parsed(decoded(parts[1] ?? ""));
  const end =
    typeof claims === "object" && claims !== null ? (claims as { readonly exp?: unknown }).exp : null;
  return typeof end === "number" && Number.isFinite(end) && end > 0 && end < 32_503_680_000
    ? instant(Math.floor(end) * 1_000)
    : null;
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? null : JSON.parse(json);
  } catch {
    // The error quotes what was pasted, so it goes no further.
    return null;
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base64url to a text in which bytes beyond ASCII are left as they are: a number needs none of them. */
function decoded(part: string): string | null {
  let bits = 0;
  let held = 0;
  let text = "";
  for (const character of part) {
    held = ((held << 6) | alphabet.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    text += String.fromCharCode((held >> bits) & 0xff);
  }
  return text;
}
