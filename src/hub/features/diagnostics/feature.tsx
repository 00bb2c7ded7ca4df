import * as React from "react";
import type { Feature } from "../../shell/contracts/feature";

const DiagnosticsDialog = React.lazy(() =>
  import("./DiagnosticsDialog").then((module) => ({ default: module.DiagnosticsDialog })),
);

export const diagnostics: Feature = { pagePanels: { diagnostics: DiagnosticsDialog } };
