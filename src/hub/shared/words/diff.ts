export const diffTitle = "Change of the step";
