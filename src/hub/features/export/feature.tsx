import * as React from "react";
import type { Feature } from "../../shell/contracts/feature";

const ExportDialog = React.lazy(() =>
  import("./ExportDialog").then((module) => ({ default: module.ExportDialog })),
);

export const exporting: Feature = { pagePanels: { export: ExportDialog } };
