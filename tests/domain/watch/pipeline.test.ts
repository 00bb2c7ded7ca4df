import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { defaultSettings } from "../../../src/domain/settings";
import {
  buildServiceOf,
  isNamedViewer,
  pipelineValues,
  pipelineYaml,
  type PipelineKind,
  type PipelineValues,
} from "../../../src/domain/watch/pipeline";
import { success } from "../../../src/domain/failure";
import { rightsOf } from "../../../src/domain/watch/rights";
import { watchOptions } from "../../../src/domain/watch/options";
import { now } from "../../support/builders";
import { rowIn } from "./rows";

const root = join(__dirname, "..", "..", "..");
const kinds: readonly PipelineKind[] = ["job-token", "service-principal", "renewal"];

type Step = { readonly task?: string; readonly inputs?: Readonly<Record<string, unknown>> };

/** The steps of a pipeline, wherever they stand in it. */
function stepsOf(node: unknown): readonly Step[] {
  if (Array.isArray(node)) return node.flatMap(stepsOf);
  if (typeof node !== "object" || node === null) return [];
  return [
    ...("task" in node ? [node as Step] : []),
    ...Object.entries(node).flatMap(([name, value]) => (name === "inputs" ? [] : stepsOf(value))),
  ];
}

const values = (over: Partial<PipelineValues> = {}): PipelineValues => ({
  scope: "project",
  warnDays: 45,
  failDays: 5,
  lifetimeDays: 90,
  identity: null,
  listed: [{ id: "11111111-1111-4111-8111-111111111111", name: "shop" }],
  ...over,
});

const inputsOf = (yaml: string): Readonly<Record<string, string>> => {
  const [step, ...others] = stepsOf(parse(yaml));
  expect([step?.task, others]).toEqual(["ServiceConnectionWatch@1", []]);
  return Object.fromEntries(Object.entries(step?.inputs ?? {}).map(([name, value]) => [name, String(value)]));
};

const declared = (
  JSON.parse(readFileSync(join(root, "static/task/task.json"), "utf8")) as { inputs: { name: string }[] }
).inputs.map(({ name }) => name);

describe("a pipeline to copy", () => {
  test.each(kinds)("%s names inputs that the task has, with values that it takes", (kind) => {
    for (const scope of ["project", "organization"] as const) {
      const inputs = inputsOf(pipelineYaml(kind, values({ scope })));

      expect(Object.keys(inputs).filter((name) => !declared.includes(name))).toEqual([]);
      expect(watchOptions(inputs)).toHaveProperty("options.policy.warnDays", 45);
      expect(watchOptions(inputs)).toHaveProperty("options.policy.failDays", 5);
    }
  });

  test("runs on a schedule although nothing changed, and not with each change", () => {
    for (const kind of kinds)
      expect(parse(pipelineYaml(kind, values()))).toMatchObject({
        trigger: "none",
        schedules: [{ always: true, branches: { include: ["main"] } }],
      });
  });

  test("to renew begins with a plan, behind an environment", () => {
    const yaml = pipelineYaml("renewal", values());

    expect(parse(yaml)).toMatchObject({ jobs: [{ environment: "service-connections" }] });
    expect(watchOptions(inputsOf(yaml))).toHaveProperty("options.renew", {
      when: "plan",
      ids: ["11111111-1111-4111-8111-111111111111"],
      withinDays: 14,
      lifetimeDays: 90,
      most: 5,
    });
  });

  test.each([
    "a\n    renewLifetimeDays: 730",
    "${{ parameters.x }}: |",
    "x #\r\nsteps: []",
    "\u2028- bash: rm",
  ])("takes a name for nothing but a comment: %j", (name) => {
    const yaml = pipelineYaml(
      "renewal",
      values({
        listed: [{ id: "11111111-1111-4111-8111-111111111111", name }],
        identity: { id: "22222222-2222-4222-8222-222222222222", name },
      }),
    );
    const plain = pipelineYaml(
      "renewal",
      values({ identity: { id: "22222222-2222-4222-8222-222222222222", name: "w" } }),
    );

    expect(parse(yaml)).toEqual(parse(plain));
  });
});

describe("the values of a pipeline", () => {
  const context = { scope: "project", now } as const;

  test("are the page's warnings and lifetime", () => {
    expect(pipelineValues([], { ...defaultSettings, bands: [60, 20, 3], lifetimeDays: 90 }, context)).toEqual(
      values({ warnDays: 60, failDays: 3, listed: [] }),
    );
  });

  test("list what a run may renew, the next to end first, and nothing else", () => {
    const rows = [
      rowIn(50, { id: "later", name: "later" }),
      rowIn(5, { id: "soon", name: "soon" }),
      rowIn(5, { id: "automatic", kind: "automatic" }),
      rowIn(5, { id: "terraform", description: "Managed by Terraform" }),
      rowIn(5, { id: "off", disabled: true }),
    ];

    expect(pipelineValues(rows, defaultSettings, context).listed).toEqual([
      { id: "soon", name: "soon" },
      { id: "later", name: "later" },
    ]);
  });

  test("name the one federated Azure connection, and none among several", () => {
    const federated = (id: string) => rowIn(5, { id, name: id, kind: "federated", holds: "nothing" });

    expect(pipelineValues([federated("a")], defaultSettings, context).identity).toEqual({
      id: "a",
      name: "a",
    });
    expect(pipelineValues([federated("a"), federated("b")], defaultSettings, context).identity).toBeNull();
  });
});

test("an identity is seen among the roles by its name, where the role sees connections", () => {
  const name = buildServiceOf("Fabrikam", "contoso");

  expect(name).toBe("Fabrikam Build Service (contoso)");
  expect(isNamedViewer([{ name: name.toUpperCase(), role: "User" }], name)).toBe(true);
  expect(isNamedViewer([{ name, role: "Reader" }], name)).toBe(false);
  expect(isNamedViewer([{ name: "Somebody", role: "Administrator" }], name)).toBe(false);
});

describe("the guide", () => {
  const guide = readFileSync(join(root, "docs/unattended.md"), "utf8");
  const files = [...guide.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text ?? "");

  test("holds three whole pipelines, each on a schedule that always runs", () => {
    expect(files).toHaveLength(3);
    for (const text of files)
      expect(parse(text)).toMatchObject({
        trigger: "none",
        schedules: [{ cron: expect.stringMatching(/^[\d*,/ -]+$/) as string, always: true }],
        pool: { vmImage: "ubuntu-latest" },
      });
  });

  test("names inputs that the task has, with values that it takes", () => {
    const read = files.map((text) => {
      const inputs = inputsOf(text.replace(/\$\(\w+Webhook\)/g, "https://example.invalid/hook"));
      expect(Object.keys(inputs).filter((name) => !declared.includes(name))).toEqual([]);
      return watchOptions(inputs);
    });

    expect(read).toMatchObject([
      { options: { identity: "job-token", scope: "project", renew: { when: "never" } } },
      { options: { identity: "azure-subscription", scope: "organization", workItem: { type: "Issue" } } },
      { options: { identity: "azure-subscription", renew: { when: "due", lifetimeDays: 180 } } },
    ]);
  });

  test("gives the permissions of Microsoft Graph by the ids that the hub looks for", () => {
    const roles = [...guide.matchAll(/([0-9a-f-]{36})=Role/g)].map(([, id]) => id ?? "");
    const granted = (kind: PipelineKind, id: string) =>
      rightsOf(kind, {
        name: "watcher",
        principal: success({ objectId: "sp", appRoleIds: [id] }),
        roles: null,
        listed: [],
      });

    expect(roles.map((id) => [granted("service-principal", id), granted("renewal", id)])).toMatchObject([
      [[{ state: "there" }], [{ state: "missing" }]],
      [[{ state: "there" }], [{ state: "there" }]],
    ]);
  });
});
