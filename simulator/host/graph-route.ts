import type { Bootstrap } from "./contract";
import { el } from "./dom";

/**
 * Installs the service worker of the asset origin and waits until it is active. Resolves with null, or with why Graph
 * calls of the hub will reach the real network instead.
 */
export function routeGraph(origins: Bootstrap["origins"]): Promise<string | null> {
  const address = `${origins.assets}/sim-sw-install.html?graph=${encodeURIComponent(origins.graph)}`;
  const frame = el("iframe", { src: address, hidden: true, title: "Simulator: routing of Graph calls" });
  return new Promise((resolve) => {
    window.addEventListener("message", (event: MessageEvent<unknown>) => {
      const data: unknown = event.data;
      if (event.source !== frame.contentWindow || typeof data !== "object") return;
      const told: { simulatorServiceWorker?: { ready: boolean; reason?: string } } | null = data;
      if (told?.simulatorServiceWorker === undefined) return;
      const { ready, reason } = told.simulatorServiceWorker;
      resolve(ready ? null : (reason ?? "unknown reason"));
    });
    frame.addEventListener("error", () => resolve("the installer could not be loaded"));
    document.body.append(frame);
  });
}
