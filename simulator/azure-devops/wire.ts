import type { SimulatedRequest, SimulatedResponse } from "../core/http";

/** A number or its name, as the Accept header asks (A1, A2). */
export class WireEnum {
  constructor(
    readonly name: string,
    readonly value: number,
  ) {}
}

/** A list that is bare or wrapped in `{count, value}` (A1). */
export class WireList {
  constructor(readonly items: readonly unknown[]) {}
}

/** Addresses that vanish with `excludeUrls=true` (A1; how far it goes is Q16). */
export class WireLinks {
  constructor(readonly links: Record<string, unknown>) {}
}

interface Formatting {
  enumsAsNumbers: boolean;
  msDateFormat: boolean;
  noArrayWrap: boolean;
  excludeUrls: boolean;
}

/** What the request's Accept header asks for (A1). */
function formattingOf(request: SimulatedRequest): Formatting {
  const accept = (request.headers["accept"] ?? "").replace(/\s/g, "").toLowerCase();
  const asks = (flag: string): boolean => accept.includes(`${flag.toLowerCase()}=true`);
  return {
    enumsAsNumbers: asks("enumsAsNumbers"),
    msDateFormat: asks("msDateFormat"),
    noArrayWrap: asks("noArrayWrap"),
    excludeUrls: asks("excludeUrls"),
  };
}

function shape(value: unknown, formatting: Formatting): unknown {
  // Most of what is walked through are texts and numbers.
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => shape(item, formatting));
  if (value instanceof Date)
    return formatting.msDateFormat ? `/Date(${String(value.getTime())})/` : value.toISOString();
  if (value instanceof WireEnum) return formatting.enumsAsNumbers ? value.value : value.name;
  if (value instanceof WireLinks) return formatting.excludeUrls ? undefined : shape(value.links, formatting);
  if (value instanceof WireList) {
    const items = value.items.map((item) => shape(item, formatting));
    return formatting.noArrayWrap ? items : { count: items.length, value: items };
  }
  const shaped: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) shaped[name] = shape(member, formatting);
  return shaped;
}

/** The value as JSON text in the asked form: lists, dates (`\/Date(ms)\/`), enums, links. */
function wireText(value: unknown, formatting: Formatting): string {
  const text = JSON.stringify(shape(value, formatting));
  return formatting.msDateFormat ? text.replace(/"\/Date\((-?\d+)\)\/"/g, '"\\/Date($1)\\/"') : text;
}

/** An answer of Azure DevOps in the form this request asks for. */
export function wireAnswer(
  request: SimulatedRequest,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): SimulatedResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8; api-version=7.2-preview.4", ...headers },
    body: wireText(value, formattingOf(request)),
  };
}

/** The error envelope (A90): `type` is the full type name, its last part becomes the key. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly eventId = 3000,
  ) {
    super(message);
  }

  answer(): SimulatedResponse {
    const [full = this.type, assembly] = this.type.split(",");
    const home = assembly ?? full.slice(0, full.lastIndexOf("."));
    return {
      status: this.status,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({
        $id: "1",
        innerException: null,
        message: this.message,
        typeName: `${full}, ${home.trim()}`,
        typeKey: full.slice(full.lastIndexOf(".") + 1),
        errorCode: 0,
        eventId: this.eventId,
      }),
    };
  }
}
