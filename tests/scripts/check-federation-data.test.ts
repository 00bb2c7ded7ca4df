import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A made-up checkout with one task that changed, one that is new, and none of the others. */
describe("the check of the federation data", () => {
  const folder = mkdtempSync(join(tmpdir(), "tasks-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const task = (name: string, major: number, more: object): void => {
    const place = join(folder, "Tasks", `${name}V${String(major)}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "task.json"), JSON.stringify({ name, version: { Major: major }, ...more }));
  };

  test("prints what is renamed, removed and new, and fails", () => {
    task("AzureAppConfigurationExport", 10, {
      id: "81FA1F14-66EF-4E75-93FD-30B8EE7140D6",
      inputs: [{ name: "ConnectedServiceName", type: "connectedService:AzureRM", aliases: ["connection"] }],
    });
    const advanced = { name: "EnableAdvancedStorageOptions", type: "boolean", defaultValue: "true" };
    const armInput = { name: "ARMConnectedServiceName", type: "connectedService:AzureRM" };
    task("AzureCloudPowerShellDeployment", 1, {
      id: "x",
      inputs: [advanced, { ...armInput, visibleRule: "EnableAdvancedStorageOptions==false" }],
    });
    task("AzureCloudPowerShellDeployment", 2, {
      id: "x",
      version: { Major: 2, Minor: 1, Patch: 0 },
      inputs: [armInput],
    });
    task("Brand", 1, { id: "x", inputs: [{ name: "azure", type: "connectedService:AzureRM" }] });
    task("Quiet", 1, { id: "y", inputs: [{ name: "text", type: "string" }] });
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "x");

    const ran = spawnSync(process.execPath, ["scripts/check-federation-data.mjs", folder], {
      encoding: "utf8",
      cwd: join(__dirname, "..", ".."),
    });

    const lines = ran.stdout.trim().split("\n");
    expect(lines).toContain(
      "AzureAppConfigurationExport@10: aliases of ConnectedServiceName azureSubscription, there connection",
    );
    expect(lines).toContain(
      "AzureCloudPowerShellDeployment@1: rule of ARMConnectedServiceName EnableAdvancedStorageOptions = true, there EnableAdvancedStorageOptions = false",
    );
    expect(lines).toContain(
      'AzureCloudPowerShellDeployment@1: default of EnableAdvancedStorageOptions "false", there "true"',
    );
    expect(lines).toContain("AzureCloudPowerShellDeployment@2: since 2.222.0, there it is 2.1.0");
    expect(lines).toContain("AzureKeyVault@2: removed or renamed");
    expect(lines).toContain("Brand@1: not in the data, takes an Azure connection");
    expect(ran.stdout).not.toContain("Quiet");
    expect(ran.status).toBe(1);
  });
});
