/** Runs in a hidden frame of the host page, so that the worker is in the same storage partition as the hub. */
const tell = (message: Record<string, unknown>): void => {
  window.parent.postMessage({ simulatorServiceWorker: message }, "*");
};

async function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker === null) throw new Error("The service worker has no instance.");
  if (worker.state === "activated") return;
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The service worker was thrown away."));
    });
  });
}

async function install(): Promise<void> {
  const graph = new URLSearchParams(location.search).get("graph") ?? "";
  const address = `sim-sw.js?graph=${encodeURIComponent(graph)}`;
  await activated(await navigator.serviceWorker.register(address, { scope: "/" }));
  tell({ ready: true });
}

install().catch((error: unknown) => {
  tell({ ready: false, reason: error instanceof Error ? error.message : String(error) });
});
