/** Lint rules. The folder rules repeat the table of docs/architecture.md, so that an editor shows what the test refuses. */
import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

const folder = (...names) => ({
  regex: `^\\.{1,2}/(.*/)?(${names.join("|")})(/|$)`,
  message: "The dependency table of docs/architecture.md does not allow this.",
});
const types = (...names) => ({ ...folder(...names), allowTypeImports: true });
const npm = (pattern) => ({
  regex: pattern,
  message: "The dependency table of docs/architecture.md does not allow this package here.",
});
const imports = (...patterns) => ["error", { patterns }];

const noDefaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name, so that one thing has one name everywhere.",
};
const noInnerHtml = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML']",
  message: "Remote text is shown as text.",
};
const noBarrel = { selector: "ExportAllDeclaration", message: "Import from the file that defines it." };
const everywhere = [noDefaultExport, noInnerHtml, noBarrel];
const arrives = "Time, ids and randomness arrive as arguments.";
const pure = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: arrives },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: arrives },
  { selector: "CallExpression[callee.name='Date']", message: arrives },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: arrives },
  { selector: "Identifier[name='crypto']", message: arrives },
];
const inTests = [
  ...everywhere,
  {
    selector:
      "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: "Replace what a port stands for, not a module.",
  },
  {
    selector: "MemberExpression[property.name=/^(toBeTruthy|toBeFalsy|toBeDefined)$/]",
    message: "Assert the value.",
  },
  {
    selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name='only']",
    message: "All tests run.",
  },
  {
    selector: "MemberExpression[property.name=/^toMatch(Inline)?Snapshot$/]",
    message: "Assert what matters, in words.",
  },
  {
    selector:
      "CallExpression[callee.name=/^(it|test|describe)$/] > :matches(Literal[value=/\\bshould\\b/i], TemplateLiteral:has(TemplateElement[value.raw=/\\bshould\\b/i])):first-child",
    message: "A test's name is a fact.",
  },
];
const inBrowserTests = [
  ...inTests,
  {
    selector:
      "CallExpression[callee.name='expect'] > AwaitExpression MemberExpression[property.name=/^(count|innerText|allInnerTexts|textContent|isVisible|isEnabled|isDisabled|isChecked|inputValue|getAttribute)$/]:not(CallExpression[callee.name='soon'] *)",
    message: "What stands on a page a moment after a press is waited for: soon(async () => expect(...)).",
  },
];

export default defineConfig(
  { ignores: ["dist/", "out/", "coverage/", "reports/", "node_modules/", ".stryker-tmp/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { allowDefaultCaseForExhaustiveSwitch: true, considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // "void promise" in an event handler says that nobody waits, which is what the rule against floating ones asks for.
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "no-empty": ["error", { allowEmptyCatch: false }],
      // A leading underscore says "taken out on purpose": the rest of an object, a position in a list.
      "@typescript-eslint/no-unused-vars": [
        "error",
        {
          argsIgnorePattern: "^_",
          varsIgnorePattern: "^_",
          destructuredArrayIgnorePattern: "^_",
          ignoreRestSiblings: true,
        },
      ],
      // Text from outside is searched for control characters on purpose.
      "no-control-regex": "off",
      eqeqeq: ["error", "smart"],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", ...everywhere],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { regexp },
    rules: {
      "no-console": "error",
      // Texts from contributors are read here: no pattern may take longer than the text is long.
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential" }],
    },
  },
  {
    files: ["src/domain/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...everywhere, ...pure],
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^[^.]"),
        folder("ports", "operations", "adapters", "words", "hub", "task", "simulator"),
      ),
    },
  },
  {
    // Tables have the length of what they list.
    files: ["src/words/**/*.ts", "src/hub/**/words/**/*.ts"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["src/ports/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^[^.]"),
        types("domain"),
        folder("operations", "adapters", "words", "hub", "task", "simulator"),
      ),
    },
  },
  {
    files: ["src/operations/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^(?!p-limit$)[^.]"),
        types("ports"),
        folder("adapters", "words", "hub", "task", "simulator"),
      ),
    },
  },
  {
    files: ["src/adapters/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^(react|react-dom|azure-devops-ui)(/|$)"),
        types("ports"),
        folder("operations", "words", "hub", "task", "simulator"),
      ),
    },
  },
  {
    files: ["src/words/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^[^.]"),
        types("ports"),
        folder("operations", "adapters", "hub", "task", "simulator"),
      ),
    },
  },
  {
    files: ["src/hub/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // Rules for the React compiler, which React 16 does not have.
      "react-hooks/refs": "off",
      "react-hooks/set-state-in-effect": "off",
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^(azure-devops-extension-sdk|azure-devops-extension-api|@azure/msal-browser)(/|$)"),
        types("ports"),
        folder("simulator"),
      ),
    },
  },
  {
    files: ["src/task/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^[^.]"),
        types("ports"),
        folder("hub", "simulator"),
      ),
    },
  },
  {
    files: ["src/hub/shared/**/*.{ts,tsx}", "src/hub/shell/contracts/**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-restricted-imports": imports(
        npm("^(azure-devops-extension-sdk|azure-devops-extension-api|@azure/msal-browser)(/|$)"),
        types("ports"),
        folder("simulator", "features"),
      ),
    },
  },
  {
    files: ["src/hub/shell/main.tsx", "src/hub/shell/early.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": "off" },
  },
  {
    files: ["simulator/**/*.ts"],
    rules: {
      "no-console": "off",
      // A fake service edits plain records as its callers ask.
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-restricted-imports": imports(
        folder("src"),
        npm("^(react|react-dom|azure-devops-ui|azure-devops-extension-api|@azure/msal-browser)(/|$)"),
      ),
    },
  },
  {
    files: ["tests/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-syntax": ["error", ...inTests],
      // A test states the shape it expects; the assertion is the check.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "max-lines": "off",
      // Code that runs in the page is typed as if it ran here.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["tests/e2e/**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", ...inBrowserTests] },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "require",
          "module",
          "process",
          "console",
          "Buffer",
          "performance",
          "setTimeout",
          "clearTimeout",
          "__dirname",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
);
