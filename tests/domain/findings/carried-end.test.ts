import { carriedEnd } from "../../../src/domain/findings/carried-end";
import { Secret } from "../../../src/domain/secret";

const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const token = (claims: unknown): string =>
  [base64url('{"alg":"RS256"}'), base64url(JSON.stringify(claims)), "c2lnbmF0dXJl"].join(".");
const of = (text: string) => carriedEnd(new Secret(text));

test("a JSON web token says when it expires (N7)", () => {
  expect(of(token({ sub: "Zoë", exp: 1_811_894_400 }))).toEqual({
    from: "token",
    until: Date.UTC(2027, 5, 2, 0, 0, 0),
  });
});

test.each([
  ["a token without an end", token({ sub: "x" })],
  ["an end that is no number", token({ exp: "2027" })],
  ["an end beyond every calendar", token({ exp: 1e18 })],
  ["three words", "some.plain.text"],
  ["a GitHub fine-grained token, which tells none", "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz"],
  ["nothing", ""],
])("%s tells no end", (_, text) => {
  expect(of(text)).toBeNull();
});

const kubeconfig = (...users: string[]): string =>
  `apiVersion: v1\nkind: Config\nusers:\n${users
    .map(
      (data) =>
        `- name: admin\n  user:\n    client-certificate-data: ${data}\n    client-key-data: c2VjcmV0\n`,
    )
    .join("")}`;

test("a kubeconfig holds the client certificate that ends, and nothing of its key is handed on", () => {
  expect(of(kubeconfig("TUlJ"))).toEqual({ from: "kubeconfig", certificate: "TUlJ" });
});

test("a kubeconfig as JSON is read as well", () => {
  expect(of('{"users":[{"user":{\n"client-certificate-data": "TUlJ",\n"x":1}}]}')).toEqual({
    from: "kubeconfig",
    certificate: "TUlJ",
  });
});

test("of several users nobody knows which one is meant", () => {
  expect(of(kubeconfig("TUlJ", "TUlK"))).toBeNull();
});
