import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, runScript } from "./run-script";

const read = (name: string): string => readFileSync(join(root, name), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };

describe("a release", () => {
  test("has the version of its tag in the package and in the changelog", () => {
    expect(runScript("scripts/release-version.mjs", `v${version}`)).toEqual({
      code: 0,
      output: `Version ${version}.\n`,
    });
  });

  test("is refused where the tag names another version", () => {
    const { code, output } = runScript("scripts/release-version.mjs", "v999.0.0");

    expect(output).toContain(`package.json says ${version}, the tag says 999.0.0.`);
    expect(output).toContain(`CHANGELOG.md says ${version}, the tag says 999.0.0.`);
    expect(code).toBe(1);
  });

  test.each(["", "1.0.0", "v1.0", "v1.0.0-beta", "v1.0.0;ls"])("is refused for the tag %p", (tag) => {
    const { code, output } = runScript("scripts/release-version.mjs", tag);

    expect(output).toContain("is no tag of a release");
    expect(code).toBe(1);
  });

  test("is not published without knowing what and under whom", () => {
    expect(runScript("scripts/publish.mjs")).toEqual({ code: 1, output: "--publisher is missing.\n" });
    expect(runScript("scripts/publish.mjs", "--publisher", "--public")).toMatchObject({ code: 1 });
  });

  test("gives its token to the publishing program without a command line that others could read", () => {
    const folder = mkdtempSync(join(tmpdir(), "token-"));
    const program = join(folder, "program.cjs");
    writeFileSync(
      program,
      `const seen = require("fs").existsSync("/proc/self/cmdline") ? require("fs").readFileSync("/proc/self/cmdline", "utf8") : "";
       console.log(JSON.stringify({ args: process.argv.slice(2), shown: seen.includes("t0ken") }));`,
    );

    const { stdout } = spawnSync(
      process.execPath,
      ["scripts/with-token.mjs", program, "extension", "publish"],
      { cwd: root, encoding: "utf8", input: "t0ken\n" },
    );
    rmSync(folder, { recursive: true });

    expect(JSON.parse(stdout)).toEqual({
      args: ["extension", "publish", "--token", "t0ken"],
      shown: false,
    });
    expect(read("scripts/publish.mjs")).not.toContain('"--token"');
  });
});

describe("the workflows", () => {
  test("install without running a script of any package", () => {
    const installs = [
      ...read("azure-pipelines.yml").matchAll(/npm ci.*$/gm),
      ...read("scripts/lib/dependencies.mjs").matchAll(/\["ci".*$/gm),
    ].map(([line]) => line);

    expect(installs).toHaveLength(4);
    expect(installs.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
  });

  test("paste no variable into the text of a script", () => {
    const pipeline = read("azure-pipelines.yml");
    const scripts = [...pipeline.matchAll(/- script: (.*)$|inlineScript: >-\n((?: {26}.*\n?)+)/gm)].map(
      ([, line, block]) => line ?? block ?? "",
    );

    expect(scripts).toHaveLength(10);
    expect(scripts.filter((script) => script.includes("$("))).toEqual([]);
  });

  const workflow = read(".github/workflows/test.yml");

  test("pin every action by its commit and say which version that is", () => {
    const uses = [...workflow.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);

    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action!))).toEqual(
      [],
    );
  });

  test("may read the repository and nothing else", () => {
    expect(workflow).toContain("permissions:\n  contents: read\n");
    expect(workflow.match(/permissions:/g)).toHaveLength(1);
  });

  test("publish privately first, and only for a tag", () => {
    const pipeline = read("azure-pipelines.yml");

    expect(pipeline.indexOf("stage: preview")).toBeGreaterThan(pipeline.indexOf("isRelease, true"));
    expect(pipeline).toMatch(/- stage: release\n.*\n\s+dependsOn: preview\n/);
    expect(pipeline.slice(0, pipeline.indexOf("stage: release"))).not.toContain("--public");
  });
});
