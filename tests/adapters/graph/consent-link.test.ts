import { adminConsentUrl } from "../../../src/adapters/graph/sign-in-failure";

test("the administrator's consent link asks for every scope that the hub will ask for", () => {
  const url = new URL(
    adminConsentUrl({ interactive: true, tenantId: "contoso.example", clientId: "client" }),
  );

  expect(url.searchParams.get("scope")?.split(" ")).toEqual([
    "https://graph.microsoft.com/Application.Read.All",
    "https://graph.microsoft.com/Application.ReadWrite.All",
  ]);
});
