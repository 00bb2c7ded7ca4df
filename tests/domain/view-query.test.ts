import { decodeQuery, defaultQuery, encodeQuery, type ViewQuery } from "../../src/domain/view-query";

const full: ViewQuery = {
  text: "prod west",
  card: "within-30",
  bands: ["expired", "within-7"],
  kinds: ["automatic", "other"],
  states: ["failed", "disabled"],
  within: 45,
  apps: ["AzureCloud/tenant/app", "AzureCloud/tenant/other"],
  owners: ["u1", "u2"],
  projects: ["p1"],
  findings: ["managed-by-terraform", "unused"],
  showSnoozed: true,
  sort: { column: "modified", direction: "descending" },
};

test("a query survives the address of the page", () => {
  expect(decodeQuery(encodeQuery(full))).toEqual(full);
  expect(decodeQuery(encodeQuery(defaultQuery))).toEqual(defaultQuery);
});

test("is written in words that people can read", () => {
  expect(encodeQuery(full)).toEqual({
    q: "prod west",
    card: "within-30",
    band: "expired,within-7",
    kind: "automatic,other",
    state: "failed,disabled",
    within: "45",
    app: "AzureCloud/tenant/app,AzureCloud/tenant/other",
    owner: "u1,u2",
    project: "p1",
    finding: "managed-by-terraform,unused",
    snoozed: "show",
    sort: "-modified",
  });
});

test("empties every parameter of the default query, so that the host removes them (P68)", () => {
  expect(Object.values(encodeQuery(defaultQuery))).toEqual(Array.from({ length: 12 }, () => ""));
});

test("tells the default column turned around from the default", () => {
  const sort = { column: "expiry", direction: "descending" } as const;

  expect(decodeQuery(encodeQuery({ ...defaultQuery, sort })).sort).toEqual(sort);
});

test.each<[string, Record<string, string>, Partial<ViewQuery>]>([
  ["no parameters", {}, {}],
  ["the host's own parameters", { resourceId: "1", view: "list", _a: "x" }, {}],
  ["an unknown card", { card: "everything" }, {}],
  [
    "an unknown word among known ones",
    { kind: "manual,magic,,federated" },
    { kinds: ["manual", "federated"] },
  ],
  ["a repeated word", { state: "failed,failed" }, { states: ["failed"] }],
  ["an unknown column", { sort: "-constructor" }, {}],
  ["a lonely minus", { sort: "-" }, {}],
  ["white space", { q: "   ", owner: " u1 , u2,,u1" }, { owners: ["u1", "u2"] }],
  ["a very long value among others", { app: `${"x".repeat(201)},b` }, { apps: ["b"] }],
  ["another word for show", { snoozed: "1" }, {}],
  ["a very long text", { q: "x".repeat(201) }, {}],
])("reads %s", (_name, parameters, expected) => {
  expect(decodeQuery(parameters)).toEqual({ ...defaultQuery, ...expected });
});

test("ignores values that are no text", () => {
  const parameters = { q: 5, card: null, kind: ["manual"], sort: {} } as unknown as Record<string, string>;

  expect(decodeQuery(parameters)).toEqual(defaultQuery);
});

test("ignores what an object inherits", () => {
  const parameters = Object.create({ q: "inherited" }) as Record<string, string>;

  expect(decodeQuery(parameters).text).toBe("");
});

test("cuts a text too long for an address", () => {
  const encoded = encodeQuery({ ...defaultQuery, text: "y".repeat(500) });

  expect(encoded["q"]).toBe("y".repeat(200));
});
