/** The page around the hub, as Azure DevOps draws it in Project Settings and Organization Settings. */
import { drawChrome } from "./chrome";
import { post, read } from "./contract";
import type { Bootstrap } from "./contract";
import { byId, said } from "./dom";
import { createHubFrame } from "./frame";
import { routeGraph } from "./graph-route";
import { bootstrapAddress, optionsOf } from "./options";
import { drawPanel } from "./panel";
import { applyToPage } from "./theme";

/** When the page admits that the hub is slow; the real host's limit is not known (P60). */
const slowAfterMs = 10_000;

type State = "loading" | "slow" | "shown" | "failed";

function show(state: State, text = ""): void {
  document.body.dataset["state"] = state;
  byId("spinner").hidden = state !== "loading";
  byId("slow").hidden = state !== "slow";
  const failure = byId("failure");
  failure.hidden = state !== "failed";
  failure.replaceChildren(text);
}

async function start(): Promise<void> {
  const options = optionsOf(location);
  applyToPage(options.theme);
  const scenario = new URLSearchParams(location.search).get("scenario");
  let bootstrap = (await read(bootstrapAddress(location))) as Bootstrap;
  if (scenario !== null && scenario !== bootstrap.scenario) {
    await post("/_sim/reset", { scenario });
    bootstrap = (await read(bootstrapAddress(location))) as Bootstrap;
  }
  drawChrome(bootstrap);
  const unrouted = await routeGraph(bootstrap.origins);
  if (unrouted !== null) document.body.dataset["graph"] = unrouted;
  if (options.frameless) {
    location.assign(bootstrap.hubUri);
    return;
  }
  const slow = setTimeout(() => show("slow"), slowAfterMs);
  const frame = createHubFrame(bootstrap, options, options.theme, {
    shown: () => {
      clearTimeout(slow);
      show("shown");
    },
    failed: (reason) => {
      clearTimeout(slow);
      show("failed", `The extension could not be loaded. ${reason}`);
    },
  });
  byId("content").append(frame.element);
  drawPanel({
    bootstrap,
    options,
    unrouted,
    setTheme: (theme) => {
      applyToPage(theme);
      frame.setTheme(theme);
    },
  });
  frame.load();
}

start().catch((error: unknown) => show("failed", `The simulator could not start. ${said(error)}`));
