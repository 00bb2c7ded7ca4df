import { channelManager } from "azure-devops-extension-sdk/esm/XDM";
import { hubName } from "./contract";
import type { Bootstrap } from "./contract";
import { el, said } from "./dom";
import { handshakeAnswer } from "./handshake";
import { nestedAppAuth } from "./nested-app-auth";
import type { HostOptions } from "./options";
import { servicesOf } from "./services";
import { themeData } from "./theme";
import type { ThemeName } from "./theme";

/** What the page around shows of the hub's loading (P55). */
export interface FrameEvents {
  shown(): void;
  failed(reason: string): void;
}

export interface HubFrame {
  element: HTMLIFrameElement;
  /** Changes the theme of a hub that asked for one in its handshake (P56). */
  setTheme(theme: ThemeName): void;
  /** Calls what the frame registered under the full id of its contribution, or with `?asks=short` under its last part (R8). */
  call(method: string, ...params: unknown[]): Promise<unknown>;
}

/** What a hub may throw at its host: an error, its serialised form, or text (P6). */
const reasonOf = (error: unknown): string => {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  if (typeof message === "string") return message;
  return typeof error === "string" ? error : said(JSON.stringify(error));
};

/**
 * Frames the hub and answers it over the real XDM channel (P43-P54). With `options.silent` nothing is answered, ever.
 * The frame starts to load when its element is put into the page and `load` is called.
 */
export function createHubFrame(
  bootstrap: Bootstrap,
  options: HostOptions,
  initial: ThemeName,
  events: FrameEvents,
): HubFrame & { load(): void } {
  let theme = initial;
  const address = bootstrap.hubUri;
  // A page has one user for as long as it stands, and the host knows that user's token (P16).
  const token = { token: bootstrap.accessToken };
  const element = el("iframe", {
    class: "external-content--iframe",
    title: hubName(bootstrap),
    allow: "clipboard-write",
  });
  let dispatch: ((name: string, params: object) => void) | null = null;
  let remote: HubFrame["call"] = () => Promise.reject(new Error("The frame is not connected."));
  const connect = (): void => {
    if (element.contentWindow === null) throw new Error("The frame is not in the page.");
    const channel = channelManager.addChannel(element.contentWindow, address);
    const registry = channel.getObjectRegistry();
    const services = servicesOf(bootstrap);
    registry.register("DevOps.HostControl", {
      initialHandshake: (asked: { loaded?: boolean; applyTheme?: boolean } = {}) => {
        if (asked.loaded !== false) events.shown();
        return handshakeAnswer(bootstrap, options, theme, asked);
      },
      notifyLoadSucceeded: () => events.shown(),
      notifyLoadFailed: (error: unknown) => events.failed(reasonOf(error)),
      resize: (_width: number, height: number) => {
        element.style.minHeight = `${height}px`;
      },
      getAccessToken: () => token,
      getAppToken: () => token,
    });
    registry.register("DevOps.ServiceManager", {
      getService: (id: string) => (options.missing.includes(id) ? undefined : services[id]),
    });
    if (options.naa && bootstrap.naa !== "off") registry.register("DevOps.NestedAppAuth", nestedAppAuth());
    const { contributionId } = bootstrap;
    const registered =
      options.asks === "short" ? contributionId.slice(contributionId.lastIndexOf(".") + 1) : contributionId;
    remote = (method, ...params) => channel.invokeRemoteMethod(method, registered, params);
    dispatch = (name, params) =>
      void channel.invokeRemoteMethod("dispatchEvent", "DevOps.SdkClient", [name, params]);
  };
  return {
    element,
    load: () => {
      if (!options.silent) connect();
      element.src = address;
    },
    call: (method, ...params) => remote(method, ...params),
    setTheme: (next) => {
      theme = next;
      dispatch?.("themeChanged", { detail: { id: next, data: themeData(next) } });
    },
  };
}
