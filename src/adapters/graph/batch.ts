import { decoded, fieldsOf } from "../../domain/decode";
import { failed, success, type Failure, type Result } from "../../domain/failure";
import type { Clock } from "../../ports/clock";
import { jsonOf, retryAfterMs, type Send } from "../http/http";
import { objectsOf } from "./application-wire";
import { graphFailure } from "./graph-failure";

/** Answers of one part of a batch, by the address that was asked. */
export type PartAnswers = ReadonlyMap<string, Result<unknown>>;

export const partsPerBatch = 20;
export const graphRoot = "https://graph.microsoft.com/v1.0/";

/** Rounds in which throttled parts are asked again, alone (G33). */
const mostRounds = 4;

export type BatchOptions = {
  readonly send: Send;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Called for each request to Graph. */
  readonly counted: () => void;
};

type Round = {
  readonly answers: Map<string, Result<unknown>>;
  readonly throttled: string[];
  readonly waitMs: number;
};

async function oneRound(options: BatchOptions, urls: readonly string[]): Promise<Result<Round>> {
  options.counted();
  const sent = await options.send({
    method: "POST",
    url: `${graphRoot}$batch`,
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({
      requests: urls.map((url, index) => ({ id: String(index), method: "GET", url })),
    }),
    // Reads only, so a lost answer may be asked for again.
    repeatable: true,
    signal: options.signal,
  });
  if (!sent.ok) return sent;
  const json = jsonOf(sent.value, "graph");
  if (!json.ok) return json;
  const responses = objectsOf(decoded(() => fieldsOf(json.value))?.["responses"]);
  const answers = new Map<string, Result<unknown>>();
  const throttled: string[] = [];
  let waitMs = 0;
  urls.forEach((url, index) => {
    const part = responses.find((one) => one["id"] === String(index));
    const status = part?.["status"];
    if (part === undefined || typeof status !== "number") return void answers.set(url, failed(missingPart));
    if (status >= 200 && status < 300) return void answers.set(url, success(part["body"]));
    const after = retryAfterOf(part["headers"], options.clock.now());
    if (status === 429 || status === 503 || status === 504) {
      throttled.push(url);
      waitMs = Math.max(waitMs, after ?? 0);
    }
    const text = JSON.stringify(part["body"] ?? {});
    answers.set(url, failed(graphFailure({ status, text, retryAfterMs: after, secrets: [] })));
  });
  return success({ answers, throttled, waitMs });
}

const missingPart: Failure = {
  code: "unexpected-answer",
  system: "graph",
  detail: "a part of the batch is missing",
};

function retryAfterOf(headers: unknown, now: number): number | null {
  const fields = decoded(() => fieldsOf(headers)) ?? {};
  const name = Object.keys(fields).find((key) => key.toLowerCase() === "retry-after");
  const value = name === undefined ? undefined : fields[name];
  if (typeof value !== "string" && typeof value !== "number") return null;
  return retryAfterMs(new Headers({ "Retry-After": String(value) }), now);
}

/**
 * POST /$batch with up to 20 reads (G33). A 200 can hold throttled parts: those are asked again alone, after the wait
 * they name. A failing part is an answer of its own; only a failing request fails the whole.
 */
export async function readBatch(
  options: BatchOptions,
  urls: readonly string[],
): Promise<Result<PartAnswers>> {
  const answers = new Map<string, Result<unknown>>();
  let open = urls;
  for (let round = 0; round < mostRounds && open.length > 0; round += 1) {
    const result = await oneRound(options, open);
    if (!result.ok) {
      if (round === 0) return result;
      break;
    }
    result.value.answers.forEach((answer, url) => answers.set(url, answer));
    open = result.value.throttled;
    if (open.length > 0 && round + 1 < mostRounds) {
      const wait = Math.max(result.value.waitMs, 1_000 * 2 ** round);
      await options.clock.sleep(wait * (1 + options.clock.random() / 10), options.signal);
      if (options.signal?.aborted === true) return failed({ code: "cancelled" });
    }
  }
  return success(answers);
}
