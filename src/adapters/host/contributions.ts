/** Ids of the extension's contributions, as its manifest declares them; a test compares both. */
export const contributions = {
  projectHub: "project-hub",
  organizationHub: "organization-hub",
  runTab: "run-tab",
  widget: "expiring-widget",
  widgetConfiguration: "expiring-widget-configuration",
} as const;

/** The part of a full id that the manifest declares: what stands behind the publisher and the extension. */
export const ownPart = (fullId: string): string => fullId.slice(fullId.lastIndexOf(".") + 1);

/** Another contribution of the extension that `fullId` belongs to. */
export const siblingOf = (fullId: string, id: string): string =>
  `${fullId.slice(0, fullId.lastIndexOf(".") + 1)}${id}`;
