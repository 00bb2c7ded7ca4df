import { federationData } from "../../../src/domain/federation/data/current";
import { decodeFederationData } from "../../../src/domain/federation/data/decode";
import * as codes from "../../../src/domain/federation/data/federation-data";
import schema from "../../../src/domain/federation/data/federation-data.schema.json";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Loose = { [key: string]: Json };

const copy = (): Loose => JSON.parse(JSON.stringify(federationData)) as Loose;

/** The data with one place changed; the path names members and positions. */
function changed(path: readonly (string | number)[], value: Json | undefined): Loose {
  const data = copy();
  let at = data;
  for (const step of path.slice(0, -1)) at = at[step] as Loose;
  const last = path[path.length - 1] ?? "";
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return data;
}

const firstMajor = ["tasks", 0, "majors", 0];
const testing = (when: Json): Json => [
  { when, federation: "no", code: "input-not-read", source: "tasks:X", date: "2026-01-01" },
];

describe("the federation data", () => {
  test("is what its schema says", () => {
    expect(decodeFederationData(copy())).toEqual(federationData);
  });

  test.each<readonly [string, readonly (string | number)[], Json | undefined, string]>([
    ["a member nobody knows", [...firstMajor, "notes"], "x", "data.tasks[0].majors[0].notes is not known"],
    ["a member that is missing", ["tasks", 0, "name"], undefined, "data.tasks[0].name is missing"],
    [
      "an unknown code",
      [...firstMajor, "reason"],
      "magic",
      "data.tasks[0].majors[0].reason is not a value that is known",
    ],
    [
      "an inherited name as a code",
      [...firstMajor, "reason"],
      "toString",
      "data.tasks[0].majors[0].reason is not a value that is known",
    ],
    [
      "an inherited name as a member",
      [...firstMajor, "constructor"],
      1,
      "data.tasks[0].majors[0].constructor is not known",
    ],
    [
      "a verdict of its own",
      [...firstMajor, "federation"],
      true,
      "data.tasks[0].majors[0].federation is not a value that is known",
    ],
    ["a day in other words", ["asOf"], "yesterday", "data.asOf has another form"],
    [
      "a negative major",
      [...firstMajor, "major"],
      -1,
      "data.tasks[0].majors[0].major has none of the forms that are known",
    ],
    [
      "a version with two parts",
      [...firstMajor, "safe"],
      "1.2",
      "data.tasks[0].majors[0].safe has none of the forms that are known",
    ],
    [
      "an upgrade without a major",
      [...firstMajor, "upgradeTo"],
      "Task",
      "data.tasks[0].majors[0].upgradeTo has none of the forms that are known",
    ],
    ["another system", [...firstMajor, "runsOn"], "linux", "data.tasks[0].majors[0].runsOn is not windows"],
    ["a list that is an object", ["tasks"], {}, "data.tasks is not of type array"],
    ["a later shape", ["schemaVersion"], 2, "data.schemaVersion is not 1"],
    [
      "a test with two questions",
      [...firstMajor, "conditions"],
      testing({ input: "a", equals: "b", contains: "c" }),
      "data.tasks[0].majors[0].conditions[0].when has none of the forms that are known",
    ],
    [
      "a test inside a test with an unknown word",
      [...firstMajor, "conditions"],
      testing({ input: "a", equals: "b", and: { not: { agent: "x" } } }),
      "data.tasks[0].majors[0].conditions[0].when has none of the forms that are known",
    ],
  ])("with %s is refused", (_name, path, value, message) => {
    expect(() => decodeFederationData(changed(path, value))).toThrow(`Federation data: ${message}`);
  });
});

describe("the schema and the types", () => {
  const { $defs: parts } = schema;
  const members = <T>(of: { readonly [K in keyof Required<T>]: true }): readonly string[] =>
    Object.keys(of).sort();
  const told = (part: { readonly properties: object }): readonly string[] =>
    Object.keys(part.properties).sort();

  test("know the same codes", () => {
    expect(parts.major.properties.federation.enum).toEqual(codes.supports);
    expect(parts.major.properties.confidence.enum).toEqual(codes.confidences);
    expect(parts.major.properties.reason.enum).toEqual(codes.reasonCodes);
    expect(parts.condition.properties.code.enum).toEqual(codes.conditionCodes);
    expect(parts.caution.properties.code.enum).toEqual(codes.cautionCodes);
    expect(parts.caution.properties.level.enum).toEqual(codes.cautionLevels);
    expect(parts.consumer.properties.kind.enum).toEqual(codes.consumerKinds);
    const whens = JSON.stringify(parts.when);
    for (const list of [codes.agentSystems, codes.scriptPatterns])
      expect(whens).toContain(`"enum":${JSON.stringify(list)}`);
  });

  test("know the same members", () => {
    const source = { source: true, date: true } as const;
    expect(told(parts.task)).toEqual(
      members<codes.TaskRow>({ name: true, id: true, extension: true, majors: true }),
    );
    expect(told(parts.input)).toEqual(
      members<codes.ConnectionInput>({
        ...source,
        name: true,
        aliases: true,
        required: true,
        visible: true,
        group: true,
      }),
    );
    expect(told(parts.condition)).toEqual(
      members<codes.Condition>({ ...source, when: true, federation: true, code: true, input: true }),
    );
    expect(told(parts.caution)).toEqual(
      members<codes.Caution>({ ...source, code: true, level: true, when: true }),
    );
    expect(told(parts.major)).toEqual(
      members<codes.MajorRow>({
        ...source,
        major: true,
        federation: true,
        reason: true,
        confidence: true,
        since: true,
        safe: true,
        deprecated: true,
        deprecatedSince: true,
        removal: true,
        runsOn: true,
        upgradeTo: true,
        inputs: true,
        defaults: true,
        inputAliases: true,
        script: true,
        conditions: true,
        cautions: true,
      }),
    );
  });
});
