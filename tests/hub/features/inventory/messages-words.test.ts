import { connectReason } from "../../../../src/hub/features/inventory/words/messages";

test("without Microsoft Graph, an automatic connection is still renewed by Azure DevOps", () => {
  for (const needsClientId of [true, false]) {
    expect(connectReason(needsClientId)).toContain(
      "you create the secrets of manual connections in the Azure portal",
    );
    expect(connectReason(needsClientId)).not.toContain("guided");
  }
});
