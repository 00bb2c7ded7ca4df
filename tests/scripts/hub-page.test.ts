import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-script";

const page = readFileSync(join(root, "static", "hub.html"), "utf8");

function policy(): Record<string, string> {
  const [, content = ""] = /Content-Security-Policy"\s+content="([^"]+)"/.exec(page) ?? [];
  const directives = content.split(";").map((directive) => directive.trim().split(" "));
  return Object.fromEntries(directives.map(([name = "", ...sources]) => [name, sources.join(" ")]));
}

test("the page allows its own files, Azure DevOps and Microsoft Graph, no text as code, and nothing else", () => {
  expect(policy()).toEqual({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "https://dev.azure.com https://*.dev.azure.com https://graph.microsoft.com",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "service-connection-renewal",
  });
});

test("the page refers to its files by relative addresses, since they move with each version (P40, P41)", () => {
  const addresses = [...page.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, address]) => address);

  expect(addresses).toEqual(["early.css", "hub.css", "early.js", "hub.js"]);
});

test("the page tells no target of a link where it was followed", () => {
  expect(page).toContain('<meta name="referrer" content="no-referrer" />');
});

test.each(["run-tab", "widget", "widget-configuration"])(
  "%s.html has the very policy of the hub's page",
  (name) => {
    const other = readFileSync(join(root, "static", `${name}.html`), "utf8");
    const policyIn = (html: string) => /Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];

    expect(policyIn(other)).toBe(policyIn(page));
    expect(other).toContain('<meta name="referrer" content="no-referrer" />');
  },
);
