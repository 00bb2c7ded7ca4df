/** The page around the hub, as Azure DevOps draws it in Project Settings and Organization Settings. */
import { drawChrome } from "./chrome";
import { bootstrapped, show } from "./beginning";
import { byId, said } from "./dom";
import { createHubFrame } from "./frame";
import { routeGraph } from "./graph-route";
import { optionsOf } from "./options";
import { drawPanel } from "./panel";
import { applyToPage } from "./theme";

/** When the page admits that the hub is slow; the real host's limit is not known (P60). */
const slowAfterMs = 10_000;

async function start(): Promise<void> {
  const options = optionsOf(location);
  applyToPage(options.theme);
  const bootstrap = await bootstrapped();
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
