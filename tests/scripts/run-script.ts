/** Runs one of the repository's scripts as a person does: in a process of its own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const root = join(__dirname, "..", "..");

export function runScript(...args: readonly string[]): { readonly code: number; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd: root, encoding: "utf8" });
  return { code: status ?? -1, output: `${stdout}${stderr}` };
}

/** The JSON that an ES module's expression prints; `code` may use what it imports. */
export function evaluate(code: string): unknown {
  const { output } = runScript("--input-type=module", "--eval", code);
  return JSON.parse(output);
}
