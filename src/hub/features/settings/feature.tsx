import * as React from "react";
import type { Feature } from "../../shell/contracts/feature";

const SettingsDialog = React.lazy(() =>
  import("./SettingsDialog").then((module) => ({ default: module.SettingsDialog })),
);

export const settings: Feature = { pagePanels: { settings: SettingsDialog } };
