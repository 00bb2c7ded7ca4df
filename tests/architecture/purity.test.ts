import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { sourceFiles, sourceFolder } from "./imports";

const root = join(sourceFolder, "..");

function domainOptions(): ts.ParsedCommandLine {
  const file = join(root, "tsconfig.domain.json");
  const read = ts.readConfigFile(file, (path) => readFileSync(path, "utf8"));
  return ts.parseJsonConfigFileContent(read.config, ts.sys, root, undefined, file);
}

function errorsIn(fileNames: readonly string[], extra: ReadonlyMap<string, string> = new Map()): string[] {
  const { options } = domainOptions();
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getSourceFile: (name, ...rest) => {
      const text = extra.get(name);
      if (text === undefined) return disk.getSourceFile(name, ...rest);
      return ts.createSourceFile(name, text, ts.ScriptTarget.ES2020);
    },
    fileExists: (name) => extra.has(name) || disk.fileExists(name),
    readFile: (name) => extra.get(name) ?? disk.readFile(name),
  };
  const program = ts.createProgram([...fileNames, ...extra.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

describe("the domain", () => {
  test("compiles without the browser's and Node's types", () => {
    const { fileNames } = domainOptions();

    expect(fileNames.length).toBeGreaterThan(0);
    expect(errorsIn(fileNames)).toEqual([]);
  });

  test.each(["window", "fetch", "setTimeout", "console", "process", "localStorage"])(
    "would not compile with %s",
    (name) => {
      const file = join(sourceFolder, "domain", "impure.ts");

      const errors = errorsIn([], new Map([[file, `export const impure = ${name};\n`]]));

      expect(errors.join()).toContain(`Cannot find name '${name}'`);
    },
  );

  test("waits for nothing: no file of it is asynchronous", () => {
    const asynchronous = sourceFiles("domain").filter((file) =>
      /\b(async|await|Promise)\b/.test(codeOf(readFileSync(join(sourceFolder, file), "utf8"))),
    );

    expect(asynchronous).toEqual([]);
  });
});

/** The text without its comments, which may speak of anything. */
function codeOf(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
