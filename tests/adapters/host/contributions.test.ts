import { readFileSync } from "node:fs";
import { contributions, ownPart, siblingOf } from "../../../src/adapters/host/contributions";

test("the ids of the contributions are those of the manifest", () => {
  const manifest = JSON.parse(readFileSync("vss-extension.json", "utf8")) as {
    contributions: { id: string }[];
  };
  const declared = manifest.contributions.map(({ id }) => id);

  expect(Object.values(contributions).filter((id) => !declared.includes(id))).toEqual([]);
  expect(ownPart("publisher.extension.expiring-widget")).toBe("expiring-widget");
  expect(siblingOf("publisher.extension.run-tab", "project-hub")).toBe("publisher.extension.project-hub");
});
