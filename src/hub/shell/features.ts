/** The one place that knows the features by name: what the shell shows, in this order. */
import { bulk } from "../features/bulk/feature";
import { detail } from "../features/detail/feature";
import { diagnostics } from "../features/diagnostics/feature";
import { exporting } from "../features/export/feature";
import { federation } from "../features/federation/feature";
import { inventory } from "../features/inventory/feature";
import { renewal } from "../features/renewal/feature";
import { settings } from "../features/settings/feature";
import { timeline } from "../features/timeline/feature";
import { unattended } from "../features/unattended/feature";
import type { Feature } from "./contracts/feature";

export { followAddress } from "../features/inventory/address";
export { inventoryActions } from "../features/inventory/actions";
export { ConnectionList } from "../features/inventory/ConnectionList";

export const features: readonly Feature[] = [
  inventory,
  federation,
  renewal,
  timeline,
  bulk,
  detail,
  exporting,
  settings,
  diagnostics,
  unattended,
];
