import type { SettingsStore } from "../../ports/records";

/** The settings, and what was read or written of them last. */
export type Remembering = { readonly settings: SettingsStore; readonly clientId: () => string | null };

/**
 * Graph signs in with the client id that was read or written last. `onReading` is told at once of each read, before the part
 * of the page that reads has come: records wait for it, so that none shows a name for longer than the organization wants.
 */
export function remembering(
  store: SettingsStore,
  onReading: (reading: Promise<unknown>) => void,
): Remembering {
  let last: string | null = null;
  const remember = (answer: Awaited<ReturnType<SettingsStore["read"]>>): typeof answer => {
    if (answer.ok) last = answer.value.clientId;
    return answer;
  };
  const settings: SettingsStore = {
    ...store,
    read: () => {
      const reading = store.read().then(remember);
      onReading(reading);
      return reading;
    },
    write: async (wanted) => remember(await store.write(wanted)),
  };
  return { settings, clientId: () => last };
}
