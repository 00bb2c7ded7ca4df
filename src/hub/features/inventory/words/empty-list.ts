/**
 * An empty list never says "none" alone: Azure DevOps hides what a person may not see (A12). The Reader role shows ids
 * without types, so that User is the one to ask for (L2).
 */
export const emptyList = {
  title: "No service connections to show",
  text: {
    project:
      "You may not be allowed to see them: Azure DevOps leaves out connections on which you have no role. If you miss one, ask a project administrator for the User role on it. If there is none yet, create it in Azure DevOps, then choose Refresh.",
    organization:
      "You may not be allowed to see them: Azure DevOps leaves out connections on which you have no role. If you miss one, ask an administrator of its project for the User role on it.",
  },
  page: "Open the project's service connections in Azure DevOps",
} as const;
