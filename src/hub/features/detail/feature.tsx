import * as React from "react";
import type { Feature } from "../../shell/contracts/feature";

const DetailPanel = React.lazy(() =>
  import("./DetailPanel").then((module) => ({ default: module.DetailPanel })),
);
const SnoozeDialog = React.lazy(() =>
  import("./SnoozeDialog").then((module) => ({ default: module.SnoozeDialog })),
);

export const detail: Feature = { rowPanels: { detail: DetailPanel, snooze: SnoozeDialog } };
