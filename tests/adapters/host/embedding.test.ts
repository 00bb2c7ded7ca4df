import {
  currentRoot,
  mayEmbed,
  mayReceiveToken,
  trustedHostOrigin,
} from "../../../src/adapters/host/embedding";

it.each([
  ["https://dev.azure.com", true],
  ["https://fabrikam.visualstudio.com", true],
  ["http://localhost:3000", true],
  ["http://127.0.0.1:8080", true],
  ["http://[::1]:8080", true],
  ["http://dev.azure.com", false],
  ["https://dev.azure.com:8443", false],
  ["https://dev.azure.com.evil.example", false],
  ["https://visualstudio.com.evil.example", false],
  ["https://evilvisualstudio.com", false],
  ["null", false],
])("judges the embedding origin %s as %s", (origin, allowed) => {
  expect(mayEmbed(origin)).toBe(allowed);
});

it("lets the release and identity hosts of Azure DevOps have the token, and no other host", () => {
  expect(mayReceiveToken("https://vsrm.dev.azure.com/fabrikam/")).toBe(true);
  expect(mayReceiveToken("https://graph.microsoft.com/")).toBe(false);
});

it.each([
  ["https://fabrikam.visualstudio.com/", "https://dev.azure.com/fabrikam/"],
  ["https://fabrikam.vsrm.visualstudio.com/", "https://vsrm.dev.azure.com/fabrikam/"],
  [
    "https://fabrikam.visualstudio.com/DefaultCollection/",
    "https://dev.azure.com/fabrikam/DefaultCollection/",
  ],
  ["https://dev.azure.com/fabrikam/", "https://dev.azure.com/fabrikam/"],
  ["http://localhost:4000/fabrikam/", "http://localhost:4000/fabrikam/"],
])("the root %s is asked at %s, where the page's policy lets the hub go (P118)", (told, asked) => {
  expect(currentRoot(told)).toBe(asked);
  expect(mayReceiveToken(asked)).toBe(true);
});

describe("the host's origin", () => {
  it("is refused where any ancestor is foreign", () => {
    const ancestors = ["https://dev.azure.com", "https://evil.example"];

    expect(trustedHostOrigin({ ancestors, spokeFrom: [], referrer: "" })).toBeNull();
  });

  it("is told by the host's own messages where the browser names no ancestors", () => {
    const spokeFrom = ["https://dev.azure.com"];

    expect(trustedHostOrigin({ ancestors: null, spokeFrom, referrer: "https://evil.example/" })).toBe(
      "https://dev.azure.com",
    );
  });

  it("is unknown, so refused, where nothing tells it", () => {
    expect(trustedHostOrigin({ ancestors: null, spokeFrom: [], referrer: "" })).toBeNull();
  });
});
