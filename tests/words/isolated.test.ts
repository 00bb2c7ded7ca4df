import * as fc from "fast-check";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isolated } from "../../src/words/isolated";
import { renewName } from "../../src/hub/shared/words/connection";
import { aConnection } from "../support/builders";

const [lre, rlo, pdf, lri, fsi, pdi] = ["\u202a", "\u202e", "\u202c", "\u2066", "\u2068", "\u2069"];

describe("a name within a sentence", () => {
  test.each(["Azure production", "שלום", "prod (1)", "a\u00e9\ud83d\ude00"])("%s stays as it is", (name) => {
    expect(isolated(name)).toBe(name);
  });

  test("that turns the direction is kept to itself", () => {
    expect(isolated(`prod${rlo}dorp`)).toBe(`${fsi}prod${rlo}dorp${pdi}`);
    expect(renewName(aConnection({ name: `${rlo}won eteled` }))).toBe(`Renew ${fsi}${rlo}won eteled${pdi}`);
  });

  test("cannot end its isolation, nor leave one open", () => {
    expect(isolated(`a${pdi}${rlo}b`)).toBe(`${fsi}a${rlo}b${pdi}`);
    expect(isolated(`a${lri}b`)).toBe(`${fsi}a${lri}b${pdi}${pdi}`);
    expect(isolated(`a\u2029${rlo}b`)).toBe(`${fsi}a ${rlo}b${pdi}`);
  });

  test("ends every isolation that it begins, whatever it holds", () => {
    const part = fc.constantFrom("a", " ", "\n", "\u2028", lre, rlo, pdf, lri, fsi, pdi);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const said = isolated(parts.join(""));
        let open = 0;
        for (const [at, character] of [...said].entries()) {
          if ("\u2066\u2067\u2068".includes(character)) open += 1;
          if (character === pdi) open -= 1;
          expect(open).toBeGreaterThanOrEqual(0);
          if (open === 0 && said.startsWith(fsi)) expect(at).toBe([...said].length - 1);
        }
        expect(open).toBe(0);
      }),
    );
  });
});

/** Folders whose sentences a page shows; what the task writes into logs is made plain instead. */
const folders = ["src/words", "src/hub"];

test("no sentence holds a name that is not isolated", () => {
  const root = join(__dirname, "..", "..");
  const files = folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((name) => /(^|\/)words\/[^/]+\.ts$/.test(name));
  const bare = files.flatMap((name) =>
    [
      ...readFileSync(join(root, name), "utf8").matchAll(
        /\$\{(?:[A-Za-z]\w*\??\.)*(?:name|displayName|connectionName|projectName|by)\}|names\.join\(/g,
      ),
    ].map(([found]) => `${name}: ${found}`),
  );

  expect(files.length).toBeGreaterThan(20);
  expect(bare).toEqual([]);
});
