/** The address of a settings hub, formed as Azure DevOps forms it (P23). `project` is null for the organization's hub. */
export function settingsHub(organizationUrl: string, project: string | null, contribution: string): string {
  const place = project === null ? "" : `${encodeURIComponent(project)}/`;
  return `${organizationUrl}${place}_settings/${encodeURIComponent(contribution)}`;
}
