import type { ServiceConnection } from "../../../../domain/service-connection";
import { isolated } from "../../../../words/isolated";

export const snoozeName = ({ name }: ServiceConnection): string => `Snooze ${isolated(name)}`;
export const snoozeExplanation =
  "A snoozed connection leaves the list and the counts until that day. Nothing about the connection changes; it still expires.";
export const snoozeUntilLabel = "Snooze until";
export const snoozeReasonLabel = "Reason";
export const snoozeText = "Snooze";
export const endSnoozeText = "End snooze";
export const snoozedByText = (until: string, name: string, when: string): string =>
  name === ""
    ? `Snoozed until ${until}, on ${when}.`
    : `Snoozed until ${until} by ${isolated(name)} on ${when}.`;

export const dateMissingText = "Enter a date.";
export const dateInPastText = "Choose a day after today.";
export const reasonMissingText = "Say why, so that others understand.";

/** Read out once it is kept. */
export const snoozedAnnouncement = ({ name }: ServiceConnection, until: string): string =>
  `${isolated(name)} is snoozed until ${until}`;
export const snoozeEndedText = ({ name }: ServiceConnection): string =>
  `${isolated(name)} is no longer snoozed`;
