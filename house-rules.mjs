/** Lint rules of this repository alone: what each refuses, as a selector of syntax nodes, and what to do instead. */
const arrives = "Time, ids and randomness arrive as arguments.";
const refused = {
  "named-exports": {
    ExportDefaultDeclaration: "Export by name, so that one thing has one name everywhere.",
  },
  "no-barrels": { ExportAllDeclaration: "Import from the file that defines it." },
  "no-inner-html": {
    "JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML']":
      "Remote text is shown as text.",
  },
  pure: {
    "MemberExpression[object.name='Date'][property.name='now']": arrives,
    "NewExpression[callee.name='Date'][arguments.length=0]": arrives,
    "CallExpression[callee.name='Date']": arrives,
    "MemberExpression[object.name='Math'][property.name='random']": arrives,
    "Identifier[name='crypto']": arrives,
  },
  "no-module-mocks": {
    "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]":
      "Replace what a port stands for, not a module.",
  },
  "exact-assertions": {
    "MemberExpression[property.name=/^(toBeTruthy|toBeFalsy|toBeDefined)$/]": "Assert the value.",
    "MemberExpression[property.name=/^toMatch(Inline)?Snapshot$/]": "Assert what matters, in words.",
  },
  "all-tests-run": {
    "MemberExpression[object.name=/^(it|test|describe)$/][property.name='only']": "All tests run.",
  },
  "names-are-facts": {
    "CallExpression[callee.name=/^(it|test|describe)$/] > :matches(Literal[value=/\\bshould\\b/i], TemplateLiteral:has(TemplateElement[value.raw=/\\bshould\\b/i])):first-child":
      "A test's name is a fact.",
  },
  "waits-for-the-page": {
    "CallExpression[callee.name='expect'] > AwaitExpression MemberExpression[property.name=/^(count|innerText|allInnerTexts|textContent|isVisible|isEnabled|isDisabled|isChecked|inputValue|getAttribute)$/]:not(CallExpression[callee.name='soon'] *)":
      "What stands on a page a moment after a press is waited for: soon(async () => expect(...)).",
  },
};

const rule = (selectors) => ({
  meta: { type: "problem" },
  create: (context) =>
    Object.fromEntries(
      Object.entries(selectors).map(([selector, message]) => [
        selector,
        (node) => context.report({ node, message }),
      ]),
    ),
});

// A plugin is loaded by its default export.
export default {
  meta: { name: "house" },
  rules: Object.fromEntries(Object.entries(refused).map(([name, selectors]) => [name, rule(selectors)])),
};
