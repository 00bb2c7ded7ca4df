/** The checks that read the code without running it, as `npm run check` and `npm test` both run them. */
import { programs } from "./run.mjs";

export const staticChecks = [
  { title: "formatting (prettier)", args: [programs.prettier, "--check", "--log-level", "warn", "."] },
  { title: "types (tsc)", args: [programs.tsc, "--noEmit", "-p", "tsconfig.json"] },
  {
    title: "types of the domain, without browser and Node (tsc)",
    args: [programs.tsc, "--noEmit", "-p", "tsconfig.domain.json"],
  },
  { title: "lint (eslint)", args: [programs.eslint, "--max-warnings", "0", "."] },
  { title: "unused code and dependencies (knip)", args: [programs.knip, "--no-progress"] },
  { title: "notices of third parties", args: ["scripts/third-party-notices.mjs", "--check"] },
];
