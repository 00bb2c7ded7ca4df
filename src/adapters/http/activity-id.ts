/** The id under which Azure DevOps' support finds a call; null where the answer shows none. Only a GUID counts (E4). */
export function activityIdOf(headers: Headers): string | null {
  const id = headers.get("ActivityId") ?? "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : null;
}
