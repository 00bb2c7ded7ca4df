/** Words of the two ways in; the rest is loaded with the panels. */
export const rowButtonText = "Federation";
export const rowButtonName = (name: string): string => `Check federation ${name}`;
export const readinessButtonText = "Federation readiness";
