import type { Plan, Renewal } from "../../src/domain/renewal/renewal";
import { runRenewal } from "../../src/operations/run-renewal";
import type { RunView } from "../../src/operations/run-control";
import { createWorldSimulator } from "../../simulator/simulator";
import { createInPortal, openTab, planOf, subjectOf } from "../support/simulated-tab";

/** An expired automatic connection whose app registration holds a live secret of somebody else. */
async function renewed(setting: { readonly removes: boolean; readonly plan: Partial<Plan> }) {
  const sim = createWorldSimulator({ scenario: "expired-automatic" });
  sim.world.switches.automaticSaveRemoves = setting.removes;
  const tab = openTab(sim);
  await tab.ports.credentials.connect("read", {
    tenantId: sim.world.tenants[0]?.id ?? "",
    interactive: true,
  });
  createInPortal(sim);
  const { application, endpoint } = subjectOf(sim);
  const others = application.passwordCredentials.at(-1)?.keyId ?? "";
  const description = endpoint.description;
  let last: RunView | null = null;
  const plan = { ...(await planOf(tab, "automatic")), ...setting.plan };
  const ended: Renewal = await runRenewal(tab.ports, plan, {
    ...tab.person,
    report: (view) => (last = view),
  });
  const view = last as RunView | null;
  return { sim, ended, view, others, changed: endpoint.description !== description };
}

test("names what an automatic renewal took away from the app registration (E2)", async () => {
  const { ended, view, others } = await renewed({ removes: true, plan: { othersMayGo: true } });

  expect(ended).toMatchObject({ stage: "renewed", confidence: "confirmed" });
  expect(view?.goneSecrets).toEqual([others]);
});

test("names nothing where Azure DevOps keeps the other secrets (E2)", async () => {
  const { ended, view } = await renewed({ removes: false, plan: { othersMayGo: true } });

  expect(ended).toMatchObject({ stage: "renewed", confidence: "confirmed" });
  expect(view?.goneSecrets).toEqual([]);
});

test.each([true, false])(
  "stops unsaved where nobody agreed that others may lose theirs, removing: %s (E2)",
  async (removes) => {
    const { sim, ended, others, changed } = await renewed({ removes, plan: { othersMayGo: false } });

    expect(ended).toMatchObject({
      stage: "stopped",
      failure: { code: "other-secrets-at-risk" },
      connection: "not-saved",
    });
    expect(changed).toBe(false);
    const kept = subjectOf(sim).application.passwordCredentials.find(({ keyId }) => keyId === others);
    expect(kept?.removedAt).toBeNull();
  },
);
