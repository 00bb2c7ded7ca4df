import { scrubbed } from "../../../../src/hub/features/diagnostics/scrub";

describe("a report's remote text", () => {
  test.each([
    ["a token", "got eyJhbGciOi.eyJzdWIi.c2ln here", "got {token} here"],
    ["an authorization", "Authorization: Bearer abc.def", "Authorization: Bearer {token}"],
    ["an address", "see https://dev.azure.com/contoso/x?y=1 now", "see {address} now"],
    ["a mail address", "asked ada@contoso.example to", "asked {mail} to"],
    ["an id", "trace 11111111-2222-4333-8444-555555555555.", "trace {id}."],
    ["a client secret", "value abc8Q~1234567890abcdefghijKLMNOPQRSTUVWXY", "value {value}"],
  ])("loses %s", (_, text, expected) => {
    expect(scrubbed(text, [])).toBe(expected);
  });

  test("loses known names in any casing, the longest first, and no part of another word", () => {
    expect(scrubbed("CONTOSO shop-prod shop workshop", ["contoso", "shop", "shop-prod"])).toBe(
      "{name} {name} {name} workshop",
    );
  });

  test("loses names of any script and with characters that mean something in a pattern", () => {
    expect(scrubbed("von شركة und a.b(c)*", ["شركة", "a.b(c)*"])).toBe("von {name} und {name}");
  });

  test("keeps service names, error numbers, versions and words of one or two letters", () => {
    const text = "ms.vss-features.host-page-layout-service AADSTS65001 in a HeadlessChrome/149.0.7827.102";

    expect(scrubbed(text, ["a", "in"])).toBe(text);
  });
});

test("keeps what only looks like an address or a mail", () => {
  expect(scrubbed("Docker@2 :// a@b eyJ", [])).toBe("Docker@2 :// a@b eyJ");
});

test("takes a text of any length word by word", () => {
  const many = 4000;

  expect(scrubbed("-eyJ".repeat(many), [])).toBe("-eyJ".repeat(many));
  expect(scrubbed(`${"a+".repeat(many)}b://c ${"x.".repeat(many)}y@z.de`, [])).toBe("{address} {mail}");
});
