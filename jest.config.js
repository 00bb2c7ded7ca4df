/** Six projects: the bare domain, everything on Node, React in jsdom, and on the unpacked package the browser suites in Chromium, Firefox and WebKit. */
const { inTests } = require("./swc.config");

const transformed =
  "(azure-devops-ui|azure-devops-extension-sdk|azure-devops-extension-api|p-limit|yocto-queue|ical-generator|diff|csv-stringify)";
const shared = {
  rootDir: __dirname,
  transform: { "\\.m?[jt]s$": inTests(false), "\\.[jt]sx$": inTests(true) },
  transformIgnorePatterns: [`node_modules/(?!${transformed}/)`],
  moduleNameMapper: {
    // A polyfill that looks for a browser as soon as it is loaded.
    "^whatwg-fetch$": "<rootDir>/tests/support/empty-asset.js",
    "^azure-devops-extension-api$": "<rootDir>/node_modules/azure-devops-extension-api/esm/index.js",
    "^azure-devops-extension-api/(.*)$": "<rootDir>/node_modules/azure-devops-extension-api/esm/$1",
    "\\.(css|scss|woff2?|ttf)$": "<rootDir>/tests/support/empty-asset.js",
    "^azure-devops-extension-sdk$": "<rootDir>/node_modules/azure-devops-extension-sdk/esm/SDK.js",
  },
};
module.exports = {
  // Generous, because a loaded machine is no defect: nothing here asserts a time.
  testTimeout: 60_000,
  testSequencer: "<rootDir>/tests/support/slow-first.cjs",
  projects: [
    {
      ...shared,
      displayName: "domain",
      testEnvironment: "node",
      testMatch: ["<rootDir>/tests/domain/**/*.test.ts"],
    },
    {
      ...shared,
      displayName: "unit",
      testEnvironment: "node",
      setupFiles: ["<rootDir>/tests/support/quick-encoder.ts"],
      testMatch: [
        "<rootDir>/tests/{operations,adapters,task,contracts,simulator,architecture,scripts,properties,words}/**/*.test.ts",
      ],
    },
    {
      ...shared,
      displayName: "hub",
      testEnvironment: "jsdom",
      testMatch: ["<rootDir>/tests/{hub,run-tab,widget}/**/*.test.ts?(x)"],
      setupFilesAfterEnv: ["<rootDir>/tests/hub/support/patience.ts"],
    },
    {
      ...shared,
      displayName: "e2e",
      testEnvironment: "node",
      testMatch: ["<rootDir>/tests/e2e/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/tests/e2e/support/whole-tests.ts"],
    },
    ...["firefox", "webkit"].map((engine) => ({
      ...shared,
      displayName: engine,
      testEnvironment: "node",
      testMatch: [`<rootDir>/tests/engines/${engine}.test.ts`],
    })),
  ],
};
