import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-script";

const manifest = JSON.parse(readFileSync(join(root, "vss-extension.json"), "utf8")) as { scopes: string[] };
const documented = [
  ...readFileSync(join(root, "docs", "scopes.md"), "utf8").matchAll(
    /^\| `([^`]+)` *\| ([^|]+)\| ([^|]+)\|$/gm,
  ),
].map(([, scope = "", use = "", reason = ""]) => ({ scope, use: use.trim(), reason: reason.trim() }));

test("the extension asks for six scopes, all from the first version (P9, P28)", () => {
  expect(manifest.scopes).toEqual([
    "vso.serviceendpoint_manage",
    "vso.build",
    "vso.release",
    "vso.taskgroups_read",
    "vso.variablegroups_read",
    "vso.project",
  ]);
});

test("each scope is documented with its use and with why nothing smaller does", () => {
  expect(documented.map(({ scope }) => scope)).toEqual(manifest.scopes);
  expect(documented.filter(({ use, reason }) => use.length < 20 || reason.length < 9)).toEqual([]);
});
