import { hubName } from "./contract";
import type { Bootstrap } from "./contract";
import { byId, el } from "./dom";

const rail: readonly (readonly [name: string, colour: string])[] = [
  ["Overview", "#0078d4"],
  ["Boards", "#009ccc"],
  ["Repos", "#d83b01"],
  ["Pipelines", "#2560e0"],
  ["Test Plans", "#8f1fd0"],
  ["Artifacts", "#cb2e6d"],
];

const projectGroups: readonly (readonly [group: string, pages: readonly string[]])[] = [
  ["General", ["Overview", "Teams", "Permissions", "Notifications", "Service hooks", "Dashboards"]],
  ["Boards", ["Project configuration", "Team configuration", "GitHub connections"]],
  [
    "Pipelines",
    [
      "Agent pools",
      "Parallel jobs",
      "Settings",
      "Test management",
      "Release retention",
      "Service connections",
    ],
  ],
  ["Repos", ["Repositories"]],
  ["Artifacts", ["Storage"]],
  ["Test", ["Retention"]],
];

const organizationGroups: typeof projectGroups = [
  ["General", ["Overview", "Projects", "Users", "Billing", "Global notifications", "Usage", "Extensions"]],
  ["Security", ["Policies", "Permissions"]],
  ["Boards", ["Process"]],
  ["Pipelines", ["Agent pools", "Settings", "Deployment pools", "Parallel jobs", "OAuth configurations"]],
];

const stub = (what: string): string => `/stub.html?url=${encodeURIComponent(what)}`;

function header(bootstrap: Bootstrap, last: readonly string[]): void {
  const { organization, project, user } = bootstrap;
  const crumbs = [organization.name, ...(project == null ? [] : [project.name]), ...last];
  const items = crumbs.map((crumb, index) =>
    el(
      "li",
      {},
      index === crumbs.length - 1
        ? el("span", { "aria-current": "page" }, crumb)
        : el("a", { href: stub(crumb) }, crumb),
    ),
  );
  const initials = user.displayName
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase();
  byId("header").replaceChildren(
    el("a", { class: "product", href: "/", title: "Scenarios of the simulator" }, "Azure DevOps"),
    el("nav", { "aria-label": "Breadcrumb" }, el("ol", { class: "crumbs" }, ...items)),
    el("input", { class: "search", type: "search", placeholder: "Search", "aria-label": "Search" }),
    el(
      "span",
      { class: "avatar", title: user.displayName, role: "img", "aria-label": user.displayName },
      initials,
    ),
  );
}

function productRail(): void {
  byId("rail").replaceChildren(
    ...rail.map(([name, colour]) => {
      const link = el("a", { href: stub(name), title: name, "aria-label": name }, name.charAt(0));
      link.style.setProperty("--square", colour);
      return link;
    }),
  );
}

function settings(bootstrap: Bootstrap): void {
  const { project, organization } = bootstrap;
  const groups = project == null ? organizationGroups : projectGroups;
  const shown = groups.flatMap(([group, pages]) => [
    el("h3", {}, group),
    el("ul", {}, ...pages.map((page) => el("li", {}, el("a", { href: stub(`${group}: ${page}`) }, page)))),
  ]);
  byId("settings").replaceChildren(
    el(
      "h2",
      {},
      project == null ? "Organization Settings" : "Project Settings",
      el("small", {}, project?.name ?? organization.name),
    ),
    ...shown,
    // Contributed pages stand at the foot (P21).
    el("h3", {}, "Extensions"),
    el("ul", {}, el("li", {}, el("a", { href: location.href, "aria-current": "page" }, hubName(bootstrap)))),
  );
}

/** Draws what Azure DevOps shows around a settings page: the header, the products, the list of settings. */
export function drawChrome(bootstrap: Bootstrap): void {
  header(bootstrap, ["Settings", hubName(bootstrap)]);
  productRail();
  settings(bootstrap);
  document.title = `${hubName(bootstrap)} - Settings`;
}

/** The same without the list of settings, for the page of a run and for a dashboard. */
export function drawPage(bootstrap: Bootstrap, crumbs: readonly string[]): void {
  header(bootstrap, crumbs);
  productRail();
  document.title = crumbs.join(" - ");
}
