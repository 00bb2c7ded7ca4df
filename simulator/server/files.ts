import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

interface FileAnswer {
  body: Buffer;
  contentType: string;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".map": "application/json; charset=utf-8",
};

// Not by instanceof: where the caller runs in a realm of its own, errors of Node are not instances of its Error.
const isMissing = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  ["ENOENT", "EISDIR", "ENOTDIR"].includes(String(error.code));

/** A file below a directory by the path of a URL; null where there is none or the path leads out. */
export async function fileBelow(directory: string, path: string): Promise<FileAnswer | null> {
  const relative = normalize(decodeURIComponent(path)).replace(/^[/\\]+/, "");
  if (relative === ".." || relative.startsWith(`..${sep}`) || relative === "" || relative === ".")
    return null;
  try {
    const body = await readFile(join(directory, relative));
    return { body, contentType: types[extname(relative).toLowerCase()] ?? "application/octet-stream" };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
