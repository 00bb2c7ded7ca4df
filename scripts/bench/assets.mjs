/**
 * Serves an extension's files as the Marketplace's CDN does: compressed, with an address that never changes its content.
 * The simulator's own asset server forbids caching and does not compress, so it has no warm start to measure.
 */
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
};
const compressed = new Set([".html", ".js", ".css"]);

/** Stands in for the simulator's installer: no call goes to Graph here, so no service worker slows the pages down. */
const noWorker = Buffer.from(
  "<!doctype html><script>parent.postMessage({simulatorServiceWorker:{ready:true}},'*')</script>",
);

function fileAt(folder, path) {
  if (path === "/sim-sw-install.html") return { body: noWorker, type: types[".html"], encoding: null };
  const file = join(folder, normalize(decodeURIComponent(path)));
  if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return null;
  const extension = extname(file);
  const plain = readFileSync(file);
  const packed = compressed.has(extension);
  return {
    body: packed ? gzipSync(plain, { level: 9 }) : plain,
    type: types[extension] ?? "application/octet-stream",
    encoding: packed ? "gzip" : null,
  };
}

/** Starts a server for `folder`; answers its origin and how to stop it. */
export async function serveAssets(folder) {
  const known = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = known.get(pathname) ?? fileAt(folder, pathname);
    known.set(pathname, file);
    response.writeHead(file === null ? 404 : 200, {
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=31536000, immutable",
      ...(file === null ? {} : { "content-type": file.type, "content-length": file.body.length }),
      ...(file?.encoding ? { "content-encoding": file.encoding } : {}),
    });
    response.end(file?.body);
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
