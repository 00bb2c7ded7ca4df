/**
 * Draws static/images/icon-128.png, and smaller for the catalogue of widgets: a key inside a circular arrow. Run it again only
 * to change the picture.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as zlib from "node:zlib";

const SIZE = 128;
const SAMPLES = 4;
const BLUE = [0, 120, 212];
const WHITE = [255, 255, 255];

function insideTile(x, y) {
  const radius = 22;
  const dx = Math.max(radius - x, x - (SIZE - radius), 0);
  const dy = Math.max(radius - y, y - (SIZE - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

function insideArrow(x, y) {
  const [dx, dy] = [x - 64, y - 64];
  const distance = Math.hypot(dx, dy);
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  const inGap = angle > -62 && angle < -18;
  if (distance >= 39 && distance <= 48 && !inGap) return true;
  return insideTriangle([x, y], [68, 4], [68, 39], [91, 21]);
}

function insideTriangle(p, a, b, c) {
  const side = (u, v) => (p[0] - v[0]) * (u[1] - v[1]) - (u[0] - v[0]) * (p[1] - v[1]);
  const sides = [side(a, b), side(b, c), side(c, a)];
  return sides.every((value) => value >= 0) || sides.every((value) => value <= 0);
}

function insideKey(x, y) {
  const bow = Math.hypot(x - 50, y - 64);
  if (bow >= 6.5 && bow <= 14.5) return true;
  const within = (left, right, top, bottom) => x >= left && x <= right && y >= top && y <= bottom;
  return within(63, 91, 60, 68) || within(76, 82, 66, 77) || within(85, 91, 66, 75);
}

/** `scale` units of the drawing are one pixel wide. */
function pixel(px, py, scale) {
  let [tile, ink] = [0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = (px + ((i % SAMPLES) + 0.5) / SAMPLES) * scale;
    const y = (py + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * scale;
    if (!insideTile(x, y)) continue;
    tile += 1;
    if (insideArrow(x, y) || insideKey(x, y)) ink += 1;
  }
  if (tile === 0) return [0, 0, 0, 0];
  const share = ink / tile;
  const colour = BLUE.map((value, i) => Math.round(value + (WHITE[i] - value) * share));
  return [...colour, Math.round((tile * 255) / (SAMPLES * SAMPLES))];
}

function crc32(bytes) {
  if (zlib.crc32 !== undefined) return zlib.crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function png(size) {
  const scale = SIZE / size;
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: size }, (_unused, x) => pixel(x, y, scale)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", zlib.deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

for (const [file, size] of [
  ["static/images/icon-128.png", SIZE],
  ["static/widget/catalog-icon.png", 98],
]) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, png(size));
}
