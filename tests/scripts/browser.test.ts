import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "./run-script";

describe("the browser for the browser tests", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "browser-"));
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin", "chromium"), "");
    writeFileSync(join(folder, "own"), "");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function find(env: Record<string, string>): unknown {
    const call = `findBrowser(${JSON.stringify(env)}) ?? null`;
    return evaluate(
      `import { findBrowser } from "./scripts/lib/browser.mjs"; console.log(JSON.stringify(${call}))`,
    );
  }

  test("is the one that CHROMIUM_PATH names", () => {
    const env = { CHROMIUM_PATH: join(folder, "own"), PATH: join(folder, "bin") };

    expect(find(env)).toBe(join(folder, "own"));
  });

  test("is looked for on the path where CHROMIUM_PATH names none", () => {
    expect(find({ PATH: join(folder, "bin") })).toBe(join(folder, "bin", "chromium"));
  });

  test("is not replaced by another where CHROMIUM_PATH names a file that does not exist", () => {
    expect(find({ CHROMIUM_PATH: join(folder, "none"), PATH: join(folder, "bin") })).toBe(null);
  });
});
