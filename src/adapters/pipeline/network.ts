import * as tl from "azure-pipelines-task-lib/task";
import { Agent, fetch as send, ProxyAgent, type Dispatcher, type RequestInit } from "undici";

/** The proxy of the agent for one address; null where it has none or passes this host by. */
function proxyFor(url: string): Dispatcher | null {
  const proxy = tl.getHttpProxyConfiguration(url);
  if (proxy === null) return null;
  const { proxyUrl, proxyUsername, proxyPassword } = proxy;
  const token = Buffer.from(`${proxyUsername ?? ""}:${proxyPassword ?? ""}`).toString("base64");
  return new ProxyAgent({ uri: proxyUrl, ...(proxyUsername ? { token: `Basic ${token}` } : {}) });
}

/** The `fetch` of a run: Node's own knows no proxy, so this one takes the agent's. One dispatcher for each origin. */
export function createAgentFetch(): typeof fetch {
  const direct = new Agent();
  const dispatchers = new Map<string, Dispatcher>();
  const dispatcherFor = (url: string): Dispatcher => {
    const { origin } = new URL(url);
    const found = dispatchers.get(origin) ?? proxyFor(url) ?? direct;
    dispatchers.set(origin, found);
    return found;
  };
  return async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const answer = await send(url, { ...(init as RequestInit), dispatcher: dispatcherFor(url) });
    return answer as unknown as Response;
  };
}
