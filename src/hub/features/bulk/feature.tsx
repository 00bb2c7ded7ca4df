import * as React from "react";
import { BulkBar } from "./BulkBar";
import type { Feature } from "../../shell/contracts/feature";

const BulkRenewalPanel = React.lazy(() =>
  import("./BulkRenewalPanel").then((module) => ({ default: module.BulkRenewalPanel })),
);
const BulkVerificationPanel = React.lazy(() =>
  import("./BulkVerificationPanel").then((module) => ({ default: module.BulkVerificationPanel })),
);

export const bulk: Feature = {
  pagePanels: { "bulk-renewal": BulkRenewalPanel, "bulk-verification": BulkVerificationPanel },
  ListHead: BulkBar,
};
