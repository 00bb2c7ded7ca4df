import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "..", "..");

/** Where a rule holds, and the least that breaks it. */
const broken: readonly (readonly [rule: string, file: string, text: string])[] = [
  ["house(named-exports)", "src/words/a.ts", "export default 1;"],
  ["house(no-barrels)", "src/words/b.ts", "export * from './a';"],
  [
    "house(no-inner-html)",
    "src/hub/shared/C.tsx",
    "export const C = (): unknown => <p dangerouslySetInnerHTML={{ __html: '' }} />;",
  ],
  ["house(no-inner-html)", "src/hub/shared/d.ts", "export const d = { dangerouslySetInnerHTML: '' };"],
  ["house(pure)", "src/domain/e.ts", "export const e = Date.now();"],
  ["house(pure)", "src/domain/f.ts", "export const f = new Date();"],
  ["house(pure)", "src/domain/g.ts", "export const g = Math.random();"],
  ["house(pure)", "src/domain/h.ts", "export const h = crypto.randomUUID();"],
  ["house(no-module-mocks)", "tests/domain/i.test.ts", "jest.mock('./a');"],
  ["house(exact-assertions)", "tests/domain/j.test.ts", "expect(1).toBeTruthy();"],
  ["house(exact-assertions)", "tests/domain/k.test.ts", "expect(1).toMatchSnapshot();"],
  ["house(all-tests-run)", "tests/domain/l.test.ts", "test.only('holds', () => undefined);"],
  ["house(names-are-facts)", "tests/domain/m.test.ts", "test('it should hold', () => undefined);"],
  ["house(names-are-facts)", "tests/domain/n.test.ts", "test(`should hold ${String(1)}`, () => undefined);"],
  ["house(waits-for-the-page)", "tests/e2e/o.test.ts", "expect(await row.count()).toBe(1);"],
  [
    "eslint(no-restricted-imports)",
    "src/domain/p.ts",
    "import { p } from '../ports/p';\nexport const q = p;",
  ],
  ["eslint(no-restricted-imports)", "src/domain/r.ts", "import { r } from 'react';\nexport const q = r;"],
  ["eslint(no-restricted-imports)", "src/operations/s.ts", "import { s } from 'pako';\nexport const q = s;"],
  [
    "eslint(no-restricted-imports)",
    "simulator/t.ts",
    "import { t } from '../src/domain/t';\nexport const q = t;",
  ],
  [
    "eslint(no-restricted-imports)",
    "src/hub/shared/u.ts",
    "import { u } from '../features/bulk/u';\nexport const q = u;",
  ],
  [
    "react-hooks(rules-of-hooks)",
    "src/hub/shared/V.tsx",
    "export const V = ({ on }: { on: boolean }): null => {\n  if (on) React.useEffect(() => undefined, []);\n  return null;\n};",
  ],
  ["regexp(no-super-linear-backtracking)", "src/words/w.ts", "export const w = /(a+)+$/;"],
  ["regexp(no-super-linear-move)", "src/words/x.ts", "export const x = /\\s+$/;"],
];

/** What keeps every rule, and stands close to breaking one. */
const kept: readonly (readonly [file: string, text: string])[] = [
  ["src/words/whole.ts", "export const at = (now: number): Date => new Date(now);"],
  ["src/operations/limited.ts", "import limit from 'p-limit';\nexport const limited = limit(2);"],
  ["tests/e2e/waits.test.ts", "await soon(async () => expect(await row.count()).toBe(1));"],
  ["tests/domain/named.test.ts", "test('shoulders the load', () => undefined);"],
];

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

/** Lints files in a folder that has the configuration of this one, without the rules that need types. */
function findingsIn(files: readonly (readonly [file: string, text: string])[]): readonly Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  try {
    const configuration = readFileSync(join(root, ".oxlintrc.json"), "utf8");
    writeFileSync(
      join(folder, ".oxlintrc.json"),
      configuration.replace('"typeAware": true', '"typeAware": false'),
    );
    copyFileSync(join(root, "house-rules.mjs"), join(folder, "house-rules.mjs"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    const program = join(root, "node_modules/oxlint/bin/oxlint");
    const { stdout } = spawnSync(
      process.execPath,
      [program, "--format", "json", "src", "tests", "simulator"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("each rule of this repository refuses what it is there for, and nothing beside it", () => {
  const found = findingsIn([...broken.map(([, file, text]) => [file, text] as const), ...kept]);
  const codes = (file: string): readonly string[] =>
    found.filter(({ filename }) => filename.endsWith(file)).map(({ code }) => code);

  expect(broken.filter(([rule, file]) => !codes(file).includes(rule))).toEqual([]);
  expect(kept.map(([file]) => codes(file))).toEqual(kept.map(() => []));
});
