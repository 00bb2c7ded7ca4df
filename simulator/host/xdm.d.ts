/** The one part of the SDK that a host may use, under the address that webpack.simulator.js gives it (P3). */
declare module "azure-devops-extension-sdk/esm/XDM" {
  interface ObjectRegistry {
    register(id: string, instance: object): void;
    unregister(id: string): void;
  }
  interface Channel {
    getObjectRegistry(): ObjectRegistry;
    invokeRemoteMethod<T>(method: string, instanceId: string, params?: unknown[]): Promise<T>;
  }
  export const channelManager: { addChannel(target: Window, targetOrigin?: string): Channel };
}
