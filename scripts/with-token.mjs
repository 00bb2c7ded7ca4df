/**
 * `with-token.mjs <program> [arguments]`: runs a script of Node in this process as if `--token <standard input>` stood
 * behind its arguments. What a command line holds can be read by everybody on the machine; what Node keeps of it can't.
 */
import { isAbsolute, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { root } from "./lib/run.mjs";

const [node, , program, ...args] = process.argv;
const path = isAbsolute(program) ? program : join(root, program);
const token = (await text(process.stdin)).trim();
process.argv = [node, path, ...args, "--token", token];
await import(pathToFileURL(path).href);
