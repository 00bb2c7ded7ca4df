import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomFillSync } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { root, runScript } from "./run-script";

type Files = Record<string, Uint8Array>;

interface Manifest {
  baseUri: string;
  scopes: string[];
  contributions: {
    id: string;
    type: string;
    targets: string[];
    restrictedTo: string[];
    properties: { uri: string };
  }[];
}

const page = readFileSync(join(root, "static", "hub.html"), "utf8");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const task = readFileSync(join(root, "static", "task", "task.json"), "utf8");
const source = JSON.parse(readFileSync(join(root, "vss-extension.json"), "utf8")) as Manifest;

function vsixManifest(target = "Microsoft.VisualStudio.Services.Cloud"): string {
  return `<Identity Language="en-US" Version="${version}"/><InstallationTarget Id="${target}"/>`;
}

const widgetPictures: Files = Object.fromEntries(
  ["catalog-icon.png", "preview.png"].map((name) => [
    `static/widget/${name}`,
    readFileSync(join(root, "static", "widget", name)),
  ]),
);

function goodPackage(): Files {
  const { scopes } = source;
  // Packaging writes the tasks of the federation data into the tab.
  const supportsTasks = Array.from({ length: 50 }, (_, task) => String(task));
  const contributions = source.contributions.map((one) => ({
    ...one,
    targets:
      one.id === "expiring-widget"
        ? [...one.targets, "contoso.renewal.expiring-widget-configuration"]
        : one.targets,
    properties: one.id === "run-tab" ? { ...one.properties, supportsTasks } : one.properties,
  }));
  return {
    "extension.vsomanifest": strToU8(JSON.stringify({ baseUri: "", scopes, contributions })),
    "extension.vsixmanifest": strToU8(vsixManifest()),
    "dist/hub.html": strToU8(page),
    "dist/hub.js": strToU8("void 0;"),
    "dist/run-tab.js": strToU8("void 0;"),
    "dist/run-tab.html": strToU8(page),
    "dist/widget.js": strToU8("void 0;"),
    "dist/widget.html": strToU8(page),
    "dist/widget-configuration.js": strToU8("void 0;"),
    "dist/widget-configuration.html": strToU8(page),
    ...widgetPictures,
    "dist/early.js": strToU8("void 0;"),
    "dist/early.css": strToU8("b{color:red}"),
    "dist/hub.css": strToU8("a{color:red}"),
    "overview.md": strToU8("[a](LICENSE) [b](https://dev.azure.com)"),
    LICENSE: strToU8("MIT"),
    "static/THIRD-PARTY-NOTICES.txt": strToU8("notices"),
    "ServiceConnectionWatch/index.js": strToU8("void 0;"),
    "ServiceConnectionWatch/task.json": strToU8(task),
    "static/images/icon-128.png": readFileSync(join(root, "static", "images", "icon-128.png")),
  };
}

function withManifest(change: (manifest: Manifest) => void): Files {
  const files = goodPackage();
  const manifest = JSON.parse(Buffer.from(files["extension.vsomanifest"]!).toString("utf8")) as Manifest;
  change(manifest);
  return { ...files, "extension.vsomanifest": strToU8(JSON.stringify(manifest)) };
}

const withFile = (name: string, content: string): Files => ({ ...goodPackage(), [name]: strToU8(content) });
const without = (name: string): Files =>
  Object.fromEntries(Object.entries(goodPackage()).filter(([one]) => one !== name));
const incompressible = (bytes: number): string => randomFillSync(Buffer.alloc(bytes)).toString("base64");

describe("the package check", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "package-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function check(files: Files): { readonly code: number; readonly output: string } {
    const file = join(folder, "some.vsix");
    writeFileSync(file, zipSync(files));
    return runScript("scripts/check-package.mjs", file);
  }

  test("finds nothing wrong with a good package and lists what is in it", () => {
    const { code, output } = check(goodPackage());

    expect(output).toContain("The package is as it should be.");
    expect(output).toContain("gzip  dist/hub.js");
    expect(code).toBe(0);
  });

  test.each<[string, () => Files, string]>([
    ["a source map", () => withFile("dist/hub.js.map", "{}"), "dist/hub.js.map is a source map"],
    [
      "a pointer to a source map",
      () => withFile("dist/hub.js", "//# sourceMappingURL=hub.js.map"),
      "dist/hub.js points to a source map",
    ],
    ["the simulator", () => withFile("out/simulator/main.js", ""), "does not belong in the package"],
    ["a fixture", () => withFile("dist/fixtures/a.json", "{}"), "does not belong in the package"],
    ["a name with a space", () => withFile("dist/a b.js", ""), "holds a character"],
    ["two names that differ by case", () => withFile("dist/HUB.js", ""), "differs from another name by case"],
    [
      "a scope that is not documented",
      () => withManifest((manifest) => manifest.scopes.push("vso.security_manage")),
      "the scopes asked for",
    ],
    [
      "a documented scope that is not asked for",
      () => withManifest((manifest) => manifest.scopes.pop()),
      "the scopes asked for",
    ],
    [
      "a hub in another group",
      () =>
        withManifest((manifest) => {
          manifest.contributions[0]!.targets = ["ms.vss-web.home-hub-group"];
        }),
      "project-hub appears in ms.vss-web.home-hub-group",
    ],
    [
      "a hub whose page is missing",
      () =>
        withManifest((manifest) => {
          manifest.contributions[1]!.properties.uri = "dist/other.html";
        }),
      "organization-hub opens dist/other.html",
    ],
    [
      "an address of the assets elsewhere",
      () =>
        withManifest((manifest) => {
          manifest.baseUri = "https://localhost:3000";
        }),
      "baseUri is https://localhost:3000",
    ],
    [
      "a server as target",
      () => withFile("extension.vsixmanifest", vsixManifest("Microsoft.TeamFoundation.Server")),
      "the targets are Microsoft.TeamFoundation.Server",
    ],
    [
      "a script of another host",
      () => withFile("dist/hub.html", page.replace('src="early.js"', 'src="https://cdn.example/early.js"')),
      "refers to https://cdn.example/early.js",
    ],
    [
      "an inline script",
      () => withFile("dist/hub.html", page.replace("</head>", "<script>1</script></head>")),
      "holds an inline script",
    ],
    [
      "a page without a policy",
      () => withFile("dist/hub.html", page.replace("Content-Security-Policy", "X-Nothing")),
      "has no content security policy",
    ],
    [
      "a page that takes text for code",
      () => withFile("dist/hub.html", page.replace("require-trusted-types-for 'script'; ", "")),
      "takes any text for code",
    ],
    [
      "a page that may talk to this machine",
      () => withFile("dist/hub.html", page.replace("connect-src ", "connect-src http://localhost:* ")),
      "may talk to http://localhost:*",
    ],
    [
      "a page that may talk to hosts of anybody's choosing",
      () =>
        withFile("dist/hub.html", page.replace("connect-src ", "connect-src https://*.visualstudio.com ")),
      "may talk to https://*.visualstudio.com",
    ],
    [
      "a font inside a style sheet",
      () => withFile("dist/hub.css", "a{src:url(data:font/woff2;base64,AA)}"),
      "holds a font",
    ],
    ["a listing without an overview", () => without("overview.md"), "there is no overview.md"],
    [
      "an overview that leads nowhere",
      () => withFile("overview.md", "[a](elsewhere.md)"),
      "overview.md leads to elsewhere.md, which is not in the package",
    ],
    [
      "a picture of another size",
      () => ({
        ...goodPackage(),
        "static/marketplace/screenshots/a.png": goodPackage()["static/images/icon-128.png"]!,
      }),
      "a.png is 128x128, not 1366x768",
    ],
    [
      "a widget without its configuration",
      () =>
        withManifest(({ contributions }) => {
          const widget = contributions.find(({ id }) => id === "expiring-widget");
          widget?.targets.pop();
        }),
      "the widget appears in ms.vss-dashboards-web.widget-catalog, not in the catalogue with its configuration",
    ],
    [
      "a widget whose page is missing",
      () => without("dist/widget.html"),
      "expiring-widget opens dist/widget.html, which is not in the package",
    ],
    [
      "a picture of the widget in another size",
      () => ({
        ...goodPackage(),
        "static/widget/catalog-icon.png": goodPackage()["static/images/icon-128.png"]!,
      }),
      "catalogIconUrl of the widget is 128x128, not 98x98",
    ],
    [
      "a widget that is too large",
      () => withFile("dist/widget.js", incompressible(60_000)),
      "more than 40.0 kB",
    ],
    [
      "a script of the tab under a name of the hub's",
      () => withFile("dist/verify.js", "self.webpackChunkrun_tab=[]"),
      "dist/verify.js is a script of run-tab under another bundle's name",
    ],
    [
      "a script of the widget under a name of the tab's",
      () => withFile("dist/run-tab-graph.js", "self.webpackChunkwidget=[]"),
      "dist/run-tab-graph.js is a script of widget under another bundle's name",
    ],
    ["too much script", () => withFile("dist/hub.js", incompressible(160_000)), "of .js, more than 90.0 kB"],
    ["too much style", () => withFile("dist/hub.css", incompressible(40_000)), "of .css, more than 25.0 kB"],
  ])("refuses %s", (_, files, problem) => {
    const { code, output } = check(files());

    expect(output).toContain(problem);
    expect(code).toBe(1);
  });
});
