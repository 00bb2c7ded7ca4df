import { createRequire } from "node:module";
import { federationData } from "../../src/domain/federation/data/current";

const load = createRequire(__filename);

type Manifest = { contributions: { id: string; properties: { supportsTasks?: string[] } }[] };
const manifest = (load("../../vss-extension.config.cjs") as { filledIn(manifest: Manifest): Manifest })
  .filledIn;
const written = load("../../vss-extension.json") as Manifest;

test("the tab on a run stands where the definition holds a task that takes an Azure connection, by the federation data", () => {
  const wanted = federationData.tasks
    .filter(({ id, majors }) => id !== null && majors.some(({ inputs }) => inputs.length > 0))
    .map(({ id }) => id);
  const tab = manifest(written).contributions.find(({ id }) => id === "run-tab");

  expect(tab?.properties.supportsTasks).toEqual([...new Set(wanted)].sort());
  expect(wanted.length).toBeGreaterThan(40);
});

test("the manifest itself keeps no list of tasks", () => {
  expect(written.contributions.map(({ properties }) => properties.supportsTasks)).toEqual(
    written.contributions.map(() => undefined),
  );
});
