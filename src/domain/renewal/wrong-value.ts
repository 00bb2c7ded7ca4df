import { Secret } from "../secret";

/**
 * A value of the same form that cannot be right, for the negative control (Q4). `random` is any text nobody could have
 * chosen. A PEM stays one, so that it is refused for its content and not for its form: each number of its private key is
 * another one, whichever of them a signer uses.
 */
export function wrongValue(value: Secret, random: string): Secret {
  const text = value.reveal();
  if (!text.includes("-----BEGIN")) return new Secret(`wrong-${random.replaceAll("-", "")}`);
  return new Secret(
    text.replace(
      /(PRIVATE KEY-----)([\s\S]+?)(-----END)/g,
      (_, begin: string, block: string, end: string) => {
        const from = headersEnd(block);
        const headers = from === 0 ? "\n" : block.slice(0, from);
        return `${begin}${headers}${withOtherNumbers(block.slice(from))}\n${end}`;
      },
    ),
  );
}

/** Where the header lines of a block end (RFC 1421): they have a colon, Base64 has none, and an empty line follows them. */
function headersEnd(block: string): number {
  const last = block.lastIndexOf(":");
  if (last < 0) return 0;
  const rest = block.slice(last);
  const end = /\r?\n[^\S\n]*\r?\n/.exec(rest) ?? /\n/.exec(rest);
  return end === null ? block.length : last + end.index + end[0].length;
}

function withOtherNumbers(body: string): string {
  const bytes = bytesOf(body);
  changeNumbers(bytes, 0, bytes.length);
  return base64Of(bytes).replace(/(.{64})(?=.)/g, "$1\n");
}

const tags = { integer: 2, octets: 4, bits: 3, constructed: 0x20 } as const;

/** Numbers of a key are long; versions and the public exponent are not, and are read before anything is signed. */
const shortestNumber = 16;

/** Walks DER elements (X.690) and changes each long number in its middle; lengths and structure stay. */
function changeNumbers(bytes: number[], from: number, to: number): void {
  for (let at = from; at + 2 <= to;) {
    const element = elementAt(bytes, at);
    if (element === null || element.end > to) return;
    const { tag, start, end } = element;
    // The octets of PKCS #8 hold the key itself as one sequence.
    const inner = tag === tags.octets && bytes[start] === 0x30 && elementAt(bytes, start)?.end === end;
    if (inner || (tag & tags.constructed) !== 0) changeNumbers(bytes, start, end);
    else if (isNumber(tag) && end - start >= shortestNumber) {
      const middle = Math.floor((start + end) / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    }
    at = end;
  }
}

const isNumber = (tag: number): boolean => tag === tags.integer || tag === tags.octets || tag === tags.bits;

function elementAt(
  bytes: readonly number[],
  at: number,
): { readonly tag: number; readonly start: number; readonly end: number } | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const lengthBytes = bytes.slice(at + 2, at + 2 + (first & 0x7f));
  const length = lengthBytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const start = at + 2 + lengthBytes.length;
  return { tag, start, end: start + length };
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The domain knows no browser, so it reads base64 itself. */
function bytesOf(base64: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of base64) {
    const value = alphabet.indexOf(character);
    if (value < 0) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
    held &= (1 << bits) - 1;
  }
  return bytes;
}

function base64Of(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text += [18, 12, 6, 0]
      .map((shift, index) => (index > left ? "=" : (alphabet[(three >> shift) & 63] ?? "")))
      .join("");
  }
  return text;
}
