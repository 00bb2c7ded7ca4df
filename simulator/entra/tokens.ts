/** Unsigned but decodable tokens: nobody here verifies signatures, everybody reads claims (P74). */
interface AccessClaims {
  aud: string;
  iss: string;
  tid: string;
  oid: string;
  appid: string;
  scp: string;
  /** Seconds since 1970, as in every JWT. */
  iat: number;
  exp: number;
  /** Set where the request carried claims, so that a claims challenge is met (G29). */
  xms_cc?: string[];
  fresh?: boolean;
  [claim: string]: unknown;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export const writeToken = (claims: Record<string, unknown>): string =>
  `${encode({ typ: "JWT", alg: "none" })}.${encode(claims)}.c2ltdWxhdGVk`;

/** The claims of a bearer token; null where it is no token of ours. */
export function readToken(authorization: string | undefined): AccessClaims | null {
  const payload = /^Bearer [^.]+\.([^.]+)\./i.exec(authorization ?? "")?.[1];
  if (payload === undefined) return null;
  const claims = safeParse(Buffer.from(payload, "base64url").toString("utf8"));
  return typeof claims === "object" && claims !== null ? (claims as AccessClaims) : null;
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
