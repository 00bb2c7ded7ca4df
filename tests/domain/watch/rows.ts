import type { AppLookup } from "../../../src/domain/credential";
import type { LoadedParts } from "../../../src/domain/export/table";
import { rowOf, type Row } from "../../../src/domain/inventory";
import { emptyRecord, type ConnectionRecord } from "../../../src/domain/record";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import { defaultSettings } from "../../../src/domain/settings";
import { aConnection, aCredential, anApp, inDays, now } from "../../support/builders";

export const project = aConnection().project;

/** A row whose only secret ends in so many days. */
export const rowIn = (
  days: number,
  over: Partial<ServiceConnection> = {},
  record: Partial<ConnectionRecord> = {},
): Row => rowWith(anApp(aCredential({ until: inDays(days) })), over, record);

export const rowWith = (
  app: AppLookup,
  over: Partial<ServiceConnection> = {},
  record: Partial<ConnectionRecord> = {},
): Row => {
  const connection = aConnection(over);
  return rowOf({
    connection,
    app,
    record: { ...emptyRecord(connection.id), ...record },
    now,
    settings: defaultSettings,
  });
};

/** A load of one project in which everything was read. */
export const partsOf = (rows: readonly Row[], over: Partial<LoadedParts> = {}): LoadedParts => ({
  rows,
  projects: [{ project, state: "loaded", failure: null }],
  projectsFailure: null,
  graph: { access: "read", failure: null, pending: false },
  records: { state: "loaded", failure: null, unreadable: 0 },
  settingsFailure: null,
  ...over,
});
