import type { Locator } from "playwright-core";
import type { Simulator } from "../../../simulator/simulator";
import type { OpenHub } from "./hub-page";

/** Lets time pass until the element holds the text; fails with what it held after `ms`. */
export async function untilText(open: OpenHub, element: Locator, text: string, ms: number): Promise<void> {
  const holds = async (): Promise<boolean> =>
    (await element.allInnerTexts()).some((one) => one.includes(text));
  await open.passUntil(holds, ms, 1_000).catch(async (error: unknown) => {
    const seen = (await open.hub.locator("body").innerText()).slice(0, 3_000);
    throw new Error(`waited for "${text}": ${String(error)} saw: ${seen}`);
  });
}

/** Each step's name and state, as a person reads them. */
export async function stepsOf(dialog: Locator): Promise<readonly string[]> {
  const items = await dialog.getByRole("listitem").allInnerTexts();
  const names = ["Create secret", "Test secret", "Save to Azure DevOps", "Verify"];
  const states = ["Done", "Running", "Waiting", "Failed", "Skipped"];
  return names.flatMap((name) => {
    const item = items.find((one) => one.startsWith(name));
    const state = states.find((one) => item?.includes(one) === true);
    return item === undefined ? [] : [`${name} ${state ?? "?"}`];
  });
}

/** Settings with the client id which the world's Entra knows, already accepted by everybody. */
export function clientIdAccepted(sim: Simulator): void {
  const data = sim.world.extensionData;
  (data["Default"] ??= {})["settings"] = {
    organization: {
      id: "organization",
      __etag: 1,
      schemaVersion: 1,
      clientId: sim.world.entraClientId,
      bands: [30, 14, 7],
      lifetimeDays: 180,
      writeNote: true,
    },
  };
  for (const { id } of sim.world.users)
    (data[id] ??= {})["$settings"] = {
      acceptedClientId: { id: "acceptedClientId", __etag: 1, value: sim.world.entraClientId },
    };
}

/** A secret made in the portal for the first connection's app registration, a minute ago: a person took it over here. */
export function secretFromPortal(sim: Simulator): string {
  const [endpoint] = sim.world.endpoints;
  const appId = endpoint?.authorization.parameters["serviceprincipalid"];
  const application = sim.world.tenants.flatMap((one) => one.applications).find((one) => one.appId === appId);
  if (application === undefined) throw new Error("the world has no app registration to make a secret for");
  const secretText = `pasted~${"q".repeat(33)}`;
  const now = sim.clock.now() - 60_000;
  application.passwordCredentials.push({
    keyId: "12121212-3434-4565-8787-909090909090",
    displayName: "made by hand",
    hint: secretText.slice(0, 3),
    startDateTime: now,
    endDateTime: now + 180 * 86_400_000,
    customKeyIdentifier: null,
    secretText,
    createdAt: now,
    propagation: {
      usableAfterMs: 3_000,
      earlySuccesses: [],
      lateRefusals: [],
      visibleAfterMs: 0,
      refusal: 7000215,
    },
    removedAt: null,
  });
  return secretText;
}
