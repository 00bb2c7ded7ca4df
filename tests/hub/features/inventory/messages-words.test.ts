import { connectReason } from "../../../../src/hub/features/inventory/words/messages";

test("without Microsoft Graph, an automatic connection is still renewed by Azure DevOps", () => {
  for (const needsClientId of [true, false]) {
    expect(connectReason(needsClientId)).toContain(
      "Azure DevOps still creates the secrets of automatic connections; for the others, you create each secret",
    );
    expect(connectReason(needsClientId)).not.toContain("guided");
  }
});
