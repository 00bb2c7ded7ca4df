import type { Chance } from "../core/chance";
import type { Application, PasswordCredential, Propagation } from "../world";

/** Propagation of something that has been there for long. */
export const settledPropagation: Propagation = {
  usableAfterMs: 0,
  earlySuccesses: [],
  lateRefusals: [],
  visibleAfterMs: 0,
  refusal: 7000215,
};

/** Adds a secret to an application and returns it; its text stays readable only here. */
export function addPassword(
  application: Application,
  wish: { displayName: string | null; startDateTime: number; endDateTime: number },
  setting: { now: number; propagation: Propagation; chance: Chance },
): PasswordCredential {
  const secretText = setting.chance.secret();
  const credential: PasswordCredential = {
    keyId: setting.chance.guid(),
    displayName: wish.displayName,
    hint: secretText.slice(0, 3),
    startDateTime: wish.startDateTime,
    endDateTime: wish.endDateTime,
    customKeyIdentifier: null,
    secretText,
    createdAt: setting.now,
    propagation: structuredClone(setting.propagation),
    removedAt: null,
  };
  application.passwordCredentials.push(credential);
  return credential;
}

/** A point in time some calendar months later, as lifetimes are written. */
export function addMonths(at: number, months: number): number {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime();
}
