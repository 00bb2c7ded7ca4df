/** What the page around the hub sent at the start: the members' names, never their values (P53, P54, P110). */
export type Handshake = { readonly shape: "current" | "legacy"; readonly members: readonly string[] };

const asRecord = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;

/** Members whose own members are the person's or the contribution's, not the protocol's. */
const closed = new Set(["themeData", "initialConfig", "properties", "timeZonesConfiguration"]);

function membersOf(value: Readonly<Record<string, unknown>>, path: string, depth: number): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = asRecord(member);
    const own = path + (/^[A-Za-z][A-Za-z0-9]{0,40}$/.test(name) ? name : "{…}");
    if (inner === null) return [own];
    if (closed.has(name) || depth === 0) return [`${own} (${String(Object.keys(inner).length)})`];
    return membersOf(inner, `${own}.`, depth - 1);
  });
}

/** The handshake in one message of the host's channel (P43); null where the message is another. Pure. */
export function handshakeIn(data: unknown): Handshake | null {
  if (typeof data !== "string" || !data.includes("ontext")) return null;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch (error) {
    // Other scripts of the page may speak otherwise; the channel itself ignores them as well (P43).
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const result = asRecord(asRecord(message)?.["result"]);
  if (result === null || !("pageContext" in result || "context" in result)) return null;
  return { shape: "pageContext" in result ? "legacy" : "current", members: membersOf(result, "", 3) };
}

/** Listens until the handshake has passed. Must be called before it begins. */
export function watchHandshake(frame: Window): () => Handshake | null {
  let seen: Handshake | null = null;
  const listen = (event: MessageEvent): void => {
    if (event.source !== frame.parent) return;
    seen = handshakeIn(event.data);
    if (seen !== null) frame.removeEventListener("message", listen);
  };
  frame.addEventListener("message", listen);
  return () => seen;
}
