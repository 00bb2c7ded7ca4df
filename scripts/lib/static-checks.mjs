/** The checks that read the code without running it, as `npm run check` and `npm test` both run them; the longest first. */
import { programs } from "./run.mjs";

const types = (project) => [programs.tsc, "--noEmit", "-p", project];

export const staticChecks = [
  { title: "lint, with types (oxlint)", args: [programs.oxlint, "--max-warnings", "0"] },
  { title: "unused code and dependencies (knip)", args: [programs.knip, "--no-progress"] },
  { title: "types (tsc)", args: types("tsconfig.json") },
  { title: "types of the domain, without browser and Node (tsc)", args: types("tsconfig.domain.json") },
  { title: "formatting (oxfmt)", args: [programs.oxfmt, "--check", "."] },
  { title: "notices of third parties", args: ["scripts/third-party-notices.mjs", "--check"] },
];
