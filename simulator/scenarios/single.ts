import { addMonths } from "../entra/credentials";
import type { Endpoint, World } from "../world";
import { startWorld } from "./builder";
import type { Builder } from "./builder";
import type { Setting } from "./empty-world";
import { addHistory } from "./history";

/** One manual connection about to expire, and a second one that is fine; changed by what a scenario is about. */
export function graphWorld(change: (builder: Builder, connection: Endpoint) => void = () => undefined) {
  return (setting: Setting): World => {
    const builder = startWorld(setting);
    const connection = builder.azure({
      name: "shop-production",
      app: builder.app({ name: "shop-production-deployer", secretDays: [5] }),
      description: "Deploys the shop",
    });
    builder.azure({
      name: "shop-staging",
      app: builder.app({ name: "shop-staging-deployer", secretDays: [150] }),
    });
    change(builder, connection);
    addHistory(builder);
    return builder.world;
  };
}

/** One automatic connection whose secret ended; `change` sets what saving it does. */
export function automaticWorld(change: (builder: Builder, connection: Endpoint) => void = () => undefined) {
  return (setting: Setting): World => {
    const builder = startWorld(setting);
    const connection = builder.azure({
      name: "shop-automatic",
      app: builder.app({ name: "contoso-Fabrikam-shop", secretDays: [-4] }),
      creationMode: "Automatic",
      savedDaysAgo: 96,
    });
    change(builder, connection);
    addHistory(builder);
    return builder.world;
  };
}

/** A renewal ended after addPassword: a marked secret nobody holds beside the one in use (G117). */
export function interruptedGraph(setting: Setting): World {
  return graphWorld((builder, connection) => {
    const application = builder.world.tenants[0]?.applications[0];
    if (application === undefined) return;
    const secretText = setting.chance.secret();
    application.passwordCredentials.push({
      keyId: setting.chance.guid(),
      displayName: `ADO-SC v1 ${connection.id} 1a2b3c4d`,
      hint: secretText.slice(0, 3),
      startDateTime: setting.now - 600_000,
      endDateTime: addMonths(setting.now, 6),
      customKeyIdentifier: null,
      secretText,
      createdAt: setting.now - 600_000,
      propagation: {
        usableAfterMs: 0,
        earlySuccesses: [],
        lateRefusals: [],
        visibleAfterMs: 0,
        refusal: 7000215,
      },
      removedAt: null,
    });
  })(setting);
}
