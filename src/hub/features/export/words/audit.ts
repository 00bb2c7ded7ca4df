export const auditTitle = "Renewals and conversions";
export const auditCsvText = "Download renewals (CSV)";
export const auditJsonText = "Download renewals (JSON)";
export const auditExplanation =
  "What the hub recorded of these connections, with run, key, person and times in UTC. Any member of the organization can write these records: compare them with Azure DevOps' audit log and Entra's sign-in log.";

/** What qualifies the recorded renewals, before what could not be read. */
export const auditNotes = (notes: readonly string[]): readonly string[] => [
  "These are the hub's own records. Any member of the organization can write them, so they are no evidence by themselves: compare them with Azure DevOps' audit log (Library.ServiceConnectionModified) and Entra's sign-in log.",
  "At most 20 renewals and 20 conversions of each connection are kept.",
  ...notes,
];
