/** The checks that read the code without running it, as `npm run check` and `npm test` both run them; the longest first. */
import { programs } from "./run.mjs";

/** What stays the same since the last time is not looked at again; a fresh clone has nothing of it. */
const cache = "node_modules/.cache/check";

const types = (project) => [programs.tsc, "--noEmit", "-p", project];
const formatting = [
  programs.prettier,
  "--check",
  "--log-level",
  "warn",
  "--cache",
  "--cache-strategy",
  "content",
  "--cache-location",
  `${cache}/prettier`,
  ".",
];

export const staticChecks = [
  { title: "lint (eslint)", args: [programs.eslint, "--max-warnings", "0", "."] },
  { title: "types (tsc)", args: types("tsconfig.json") },
  { title: "types of the domain, without browser and Node (tsc)", args: types("tsconfig.domain.json") },
  { title: "formatting (prettier)", args: formatting },
  { title: "unused code and dependencies (knip)", args: [programs.knip, "--no-progress"] },
  { title: "notices of third parties", args: ["scripts/third-party-notices.mjs", "--check"] },
];
