/**
 * What the agent hands over in secret. Read here, before the task library is loaded: the library writes every input and
 * parameter that is asked of it into the debug log, before anybody could have hidden it.
 */
const given = (name: string): string | null => {
  const value = process.env[name]?.trim() ?? "";
  return value === "" ? null : value;
};

export const givenSecrets = {
  teamsWebhook: given("INPUT_TEAMSWEBHOOK"),
  slackWebhook: given("INPUT_SLACKWEBHOOK"),
  jobToken: given("ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN"),
} as const;

export type GivenSecrets = typeof givenSecrets;
