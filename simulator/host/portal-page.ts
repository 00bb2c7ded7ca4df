/** Behaves like the pages of the Azure portal that an app registration's deep links open (G74). */
import { byId, el, said } from "./dom";
import { consentPage } from "./portal-consent";
import { drawBlade } from "./portal-blade";

/** What an address of the portal asks for; null where this page has nothing to show for it. */
function bladeOf(hash: string): { blade: string; appId: string } | null {
  const found = /Microsoft_AAD_RegisteredApps\/ApplicationMenuBlade\/~\/(\w+)\/appId\/([0-9a-f-]+)/i.exec(
    hash,
  );
  return found === null ? null : { blade: found[1] ?? "", appId: found[2] ?? "" };
}

async function draw(): Promise<void> {
  const main = byId("blade");
  const tenant = location.pathname.split("/")[1] ?? "";
  byId("portal-host").replaceChildren(
    new URLSearchParams(location.search).get("portal") ?? "portal.azure.com",
  );
  if (/\/adminconsent\/?$/i.test(location.pathname)) {
    main.replaceChildren(consentPage(tenant, new URLSearchParams(location.search)));
    return;
  }
  const asked = bladeOf(decodeURIComponent(location.hash));
  if (asked === null)
    main.replaceChildren(el("h1", {}, "Home"), el("p", {}, "The simulator draws app registrations only."));
  else await drawBlade(main, asked.blade, asked.appId);
}

const redraw = (): void => {
  draw().catch((error: unknown) => byId("blade").replaceChildren(el("p", { role: "alert" }, said(error))));
};
window.addEventListener("hashchange", redraw);
redraw();
