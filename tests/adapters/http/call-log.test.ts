import { createCallLog } from "../../../src/adapters/http/call-log";
import { routeOf } from "../../../src/adapters/http/route";
import { instant } from "../../../src/domain/instant";

const id = "11111111-2222-4333-8444-555555555555";

describe("a route", () => {
  test.each([
    [
      `https://dev.azure.com/contoso/Fabrikam/_apis/serviceendpoint/endpoints/${id}?operation=x`,
      "dev.azure.com",
      "/{…}/{…}/_apis/serviceendpoint/endpoints/{…}?operation",
    ],
    [
      "https://contoso.visualstudio.com/Fabrikam%20Fiber/_apis/serviceendpoint/endpointproxy?endpointId=7",
      "{organization}.visualstudio.com",
      "/{…}/_apis/serviceendpoint/endpointproxy?endpointId",
    ],
    [
      "https://contoso.vsrm.visualstudio.com/p/_apis/release/definitions/12",
      "{organization}.vsrm.visualstudio.com",
      "/{…}/_apis/release/definitions/{…}",
    ],
    [
      "https://vsrm.dev.azure.com/contoso/_apis/release/definitions",
      "vsrm.dev.azure.com",
      "/{…}/_apis/release/definitions",
    ],
    [
      `https://graph.microsoft.com/v1.0/applications(appId='${id}')/addPassword`,
      "graph.microsoft.com",
      "/v1.0/applications({…})/addPassword",
    ],
    ["https://graph.microsoft.com/v1.0/$batch", "graph.microsoft.com", "/v1.0/$batch"],
    ["https://evil.example/secret-name?token=1", "{another host}", "/{…}?token"],
    ["http://localhost:3000/contoso/_apis/projects", "localhost:3000", "/{…}/_apis/projects"],
    ["no address", "{no address}", ""],
  ])("of %s keeps the words of the API alone", (url, host, route) => {
    expect(routeOf(url)).toEqual({ host, route });
  });
});

describe("the log of calls", () => {
  const clockAt = (...times: readonly number[]) => {
    const left = [...times];
    return { now: () => instant(left.shift() ?? times[times.length - 1] ?? 0) };
  };
  const url = "https://dev.azure.com/contoso/_apis/projects?$top=100";

  test("notes method, route, status, time and which watched headers are readable, and hands the answer on", async () => {
    const log = createCallLog(clockAt(1_000, 1_250));
    const answer = new Response("{}", { status: 429, headers: { "Retry-After": "7", "X-Other": "canary" } });

    const given = await log.around(() => Promise.resolve(answer))(url, { method: "post", body: "canary" });

    expect(given).toBe(answer);
    expect(log.recent()).toEqual([
      {
        at: 1_000,
        method: "POST",
        host: "dev.azure.com",
        route: "/{…}/_apis/projects?$top",
        status: 429,
        durationMs: 250,
        failure: null,
        readable: ["Retry-After"],
        activityId: null,
      },
    ]);
    expect(JSON.stringify(log.recent())).not.toContain("canary");
  });

  test.each([
    ["a call that reached nobody", undefined, "network"],
    ["a call that was given up", AbortSignal.abort(), "aborted"],
  ])("notes %s without the error's text and throws it on", async (_, signal, failure) => {
    const log = createCallLog(clockAt(0, 5));
    const error = new TypeError("canary");

    const call = log.around(() => Promise.reject(error))(url, signal === undefined ? {} : { signal });

    await expect(call).rejects.toBe(error);
    expect(log.recent()).toMatchObject([{ status: null, failure, durationMs: 5 }]);
    expect(JSON.stringify(log.recent())).not.toContain("canary");
  });

  test("keeps the last sixty, newest first", async () => {
    let time = 0;
    const log = createCallLog({ now: () => instant((time += 1)) });
    const fetch = log.around(() => Promise.resolve(new Response("")));

    for (let call = 0; call < 70; call += 1) await fetch(url);

    const times = log.recent().map(({ at }) => at);
    expect(times).toHaveLength(60);
    expect(times[0]).toBe(139);
    expect(times[59]).toBe(21);
  });
});
