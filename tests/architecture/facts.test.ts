import { readFileSync, readdirSync } from "node:fs";
import { extname, join, relative } from "node:path";

const root = join(__dirname, "..", "..");
const folders = ["src", "simulator", "tests", "scripts", "docs"];
const single = ["README.md", "CONTRIBUTING.md", "overview.md", "webpack.config.js"];
const readable = new Set([".ts", ".tsx", ".mjs", ".cjs", ".js", ".md", ".scss"]);
const facts = join("docs", "remote-facts.md");

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return readable.has(extname(entry.name)) && path !== facts ? [path] : [];
  });
}

const number = /(?<![\w#$"'`./-])([AEGILNPQRUWF])([1-9]\d{0,2})(?:-\1?(\d{1,3}))?(?![\w%])/g;

/** `A14-A17` and `A14-17` are each of the numbers between. */
const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(number)].flatMap(([, letter = "", from = "", to = from]) =>
    Array.from(
      { length: Math.max(0, Number(to) - Number(from)) + 1 },
      (_, at) => `${letter}${String(Number(from) + at)}`,
    ),
  );

/** Where a text cites: between brackets, in comments, and in tables of documents. */
const citedIn = (path: string, text: string): readonly string[] => [
  ...[...text.matchAll(/\(([^()]{1,200})\)/g)].flatMap(([, inside = ""]) => numbersIn(inside)),
  ...(path.endsWith(".md")
    ? [...text.matchAll(/^\|.*$/gm)].flatMap(([row]) => numbersIn(row))
    : [...text.matchAll(/^\s*(?:\/\/|\/?\*).*$/gm)].flatMap(([line]) => numbersIn(line))),
];

const known = new Set(
  readFileSync(join(root, facts), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .flatMap((line) => numbersIn(line.split("|")[1] ?? "")),
);
const files = [...folders.flatMap(filesBelow), ...single].map((path) => ({
  path: relative("", path),
  text: readFileSync(join(root, path), "utf8"),
}));

describe("the facts that code and documents cite", () => {
  test("stand in docs/remote-facts.md, each with its letter", () => {
    const missing = files.flatMap(({ path, text }) =>
      citedIn(path, text).flatMap((cited) => (known.has(cited) ? [] : [`${cited} in ${path}`])),
    );

    expect([...new Set(missing)]).toEqual([]);
    expect(known.size).toBeGreaterThan(300);
  });

  test("are told with a letter, a claim and a source", () => {
    const rows = readFileSync(join(root, facts), "utf8")
      .split("\n")
      .filter((line) => /^\| [A-Z]\d/.test(line))
      .map((line) => line.split("|").map((cell) => cell.trim()));
    const wrong = rows.filter(
      ([, , claim = "", sure = "", source = ""]) =>
        claim === "" || source === "" || !/^([DTCIU]|own rule)(, ([DTCIU]|own rule))*$/.test(sure),
    );

    expect(wrong).toEqual([]);
  });

  test("are cited by number alone: no section of a text that is not here", () => {
    const marks = ["design", "W", "A"].map((name) => `\\b${name} \\u00a7`);
    const section = new RegExp([...marks, "\\b[Dd]esign [A-Z]\\b", "section \\d+ of the contract"].join("|"));

    expect(files.filter(({ text }) => section.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
