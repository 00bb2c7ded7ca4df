import { connectReason } from "../../../../src/hub/features/inventory/words/messages";

test("the offer says what Microsoft Graph brings and what dates are without it, and claims nothing of renewals", () => {
  for (const needsClientId of [true, false]) {
    const said = connectReason(needsClientId);
    expect(said).toContain("see when secrets expire and to create them here");
    expect(said).toContain("Without Graph, dates come from notes and estimates.");
    expect(said.includes("client ID")).toBe(needsClientId);
    // An automatic connection is renewed by Azure DevOps all the same.
    expect(said).not.toMatch(/guided|portal/);
  }
});
