/** How every page around a frame begins. */
import { post, read } from "./contract";
import type { Bootstrap } from "./contract";
import { byId } from "./dom";
import { bootstrapAddress } from "./options";

/** What this page is to show, in the scenario that its address names. */
export async function bootstrapped(): Promise<Bootstrap> {
  const scenario = new URLSearchParams(location.search).get("scenario");
  const bootstrap = (await read(bootstrapAddress(location))) as Bootstrap;
  if (scenario === null || scenario === bootstrap.scenario) return bootstrap;
  await post("/_sim/reset", { scenario });
  return (await read(bootstrapAddress(location))) as Bootstrap;
}

type State = "loading" | "slow" | "shown" | "failed";

/** Says how far the frame is. */
export function show(state: State, text = ""): void {
  document.body.dataset["state"] = state;
  byId("spinner").hidden = state !== "loading";
  byId("slow").hidden = state !== "slow";
  const failure = byId("failure");
  failure.hidden = state !== "failed";
  failure.replaceChildren(text);
}
