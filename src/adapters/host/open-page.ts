import type { Host } from "../../ports/host";

/** Opens a page through the host; a host that cannot leaves it to the browser. */
export async function openPage(host: Pick<Host, "openInNewWindow">, url: string): Promise<void> {
  if (!(await host.openInNewWindow(url))) window.open(url, "_blank", "noopener,noreferrer");
}
