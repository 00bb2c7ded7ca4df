import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { scenarios } from "../../simulator/scenarios/scenarios";
import { usualPort } from "../../simulator/server/port";
import { root } from "./run-script";

const read = (name: string): string => readFileSync(join(root, name), "utf8");

const documents = [
  ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "overview.md"],
  ...["docs", "docs/decisions", "static/marketplace"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
];

describe("the list of dependencies", () => {
  const listed = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)` *\| (.*?) *\|$/gm)].map(
    ([, name = "", reason = ""]) => ({ name, reason }),
  );
  const [inBundle = "", development = ""] = read("docs/dependencies.md").split("## For development");
  const manifest = JSON.parse(read("package.json")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const namesIn = (text: string): string[] =>
    [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name).sort();

  test("names every package of the bundle and no other", () => {
    expect(namesIn(inBundle)).toEqual(Object.keys(manifest.dependencies).sort());
  });

  test("names every package for development and no other", () => {
    expect(namesIn(development)).toEqual(Object.keys(manifest.devDependencies).sort());
  });

  test("gives a reason for each", () => {
    expect(listed.filter(({ reason }) => reason.length < 4)).toEqual([]);
  });
});

describe("the checklist of the first run", () => {
  const checklist = read("docs/first-run.md");
  const numbers = (letter: string, from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `${letter}${String(from + index)}`);

  test("has a row for every open question", () => {
    const rows = [...checklist.matchAll(/^\| ((?:[PQU]\d+(?:, )?)+) /gm)].flatMap(([, ids = ""]) =>
      ids.split(", "),
    );

    expect(new Set(rows)).toEqual(
      new Set([...numbers("P", 109, 117), ...numbers("Q", 1, 25), ...numbers("U", 1, 11)]),
    );
  });

  test("says for each how to try it, what is expected and what to change", () => {
    const rows = checklist.split("\n").filter((line) => /^\| [PQU]\d/.test(line));
    const cells = rows.map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

    expect(cells.filter((row) => row.length !== 4 || row.some((cell) => cell.length < 10))).toEqual([]);
  });
});

describe("the documents", () => {
  test.each(documents)("of %s name only files that exist", (name) => {
    const named = [...read(name).matchAll(/`((?:src|docs|scripts|static|tests)\/[\w./-]+\.\w+)`/g)];

    expect(named.map(([, file = ""]) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test.each(documents)("of %s link only to files that exist", (name) => {
    const links = [...read(name).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)];
    const broken = links
      .map(([, target = ""]) => target)
      .filter((target) => !existsSync(join(root, dirname(name), target)));

    expect(broken).toEqual([]);
  });
});

test("the three modes of the README lead to their scenarios, under the titles these have", () => {
  const [, modes = ""] = read("README.md").split("\n## The three modes\n");
  const links = [...modes.matchAll(/^- (\w+): \[([^\]]+)\]\((http:[^)]+)\)$/gm)];
  const scenarioAt = (address: string): string | null => {
    const { port, pathname, searchParams } = new URL(address);
    return port === String(usualPort) && pathname === "/hub" ? searchParams.get("scenario") : null;
  };

  expect(links.map(([, mode, title, address = ""]) => [mode, title, scenarioAt(address)])).toEqual(
    [
      ["automatic", "expired-automatic"],
      ["graph", "graph-consented"],
      ["guided", "graph-not-consented"],
    ].map(([mode, name]) => [mode, scenarios.find((one) => one.name === name)?.title, name]),
  );
});

describe("the threat model", () => {
  const model = read("docs/threat-model.md");
  const attackers = [
    "A member who writes extension data",
    "A contributor who names things",
    "A page that frames",
    "A tenant that lies",
    "A dependency",
  ];

  test.each(attackers)(
    "says of %s what is tried, what stands against it, and which test holds it",
    (name) => {
      const section = model.split(`\n## ${name}\n`)[1]?.split("\n## ")[0] ?? "";
      const rows = section
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .slice(2);

      expect(rows.length).toBeGreaterThanOrEqual(5);
      expect(rows.filter((row) => !/`[\w./-]+\.test\.tsx?` *\|$/.test(row))).toEqual([]);
    },
  );

  test("names only tests that there are", () => {
    const named = [...model.matchAll(/`([\w./-]+\.test\.tsx?)`/g)].map(([, name = ""]) => name);

    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });
});
