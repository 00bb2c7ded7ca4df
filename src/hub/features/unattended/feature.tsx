import * as React from "react";
import type { Feature } from "../../shell/contracts/feature";

const UnattendedDialog = React.lazy(() =>
  import("./UnattendedDialog").then((module) => ({ default: module.UnattendedDialog })),
);

export const unattended: Feature = { pagePanels: { unattended: UnattendedDialog } };
