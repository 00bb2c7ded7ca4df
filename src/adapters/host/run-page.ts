import * as SDK from "azure-devops-extension-sdk";
import { failed } from "../../domain/failure";
import type { SdkHost } from "./sdk-host";
import { serviceIds } from "./service-ids";
import { timed } from "./timed";

const tellLimitMs = 10_000;

type PageService = { getBuildPageData(): Promise<unknown> };

const runIdOf = (build: unknown): number | null => {
  const id = (build as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === "number" && Number.isInteger(id) && id > 0 ? id : null;
};

/**
 * Tells which run the page shows, now and whenever that changes, in both ways that hosts have (R3); the same run may be
 * told more than once. Answers false where neither told one.
 */
export async function followRun(
  host: Pick<SdkHost, "service">,
  onRun: (runId: number) => void,
): Promise<boolean> {
  const told: number[] = [];
  const tell = (build: unknown): void => {
    const id = runIdOf(build);
    if (id === null) return;
    told.push(id);
    onRun(id);
  };
  const { onBuildChanged } = SDK.getConfiguration() as { readonly onBuildChanged?: unknown };
  if (typeof onBuildChanged === "function")
    await timed(
      () => (onBuildChanged as (listener: (build: unknown) => void) => Promise<unknown>)(tell),
      tellLimitMs,
      (detail) => failed({ code: "unexpected-answer", system: "host", detail }),
    );
  const service = await host.service<PageService>(serviceIds.buildPageData);
  if (!service.ok) return told.length > 0;
  const answer = await timed(
    () => service.value.getBuildPageData(),
    tellLimitMs,
    (detail) => failed({ code: "unexpected-answer", system: "host", detail }),
  );
  if (answer.ok && told.length === 0) tell((answer.value as { readonly build?: unknown } | undefined)?.build);
  return told.length > 0;
}
