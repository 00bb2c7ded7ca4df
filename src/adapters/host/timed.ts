import { failed, success, type Result } from "../../domain/failure";

/** What a remote error says. Errors over the host's channel are plain objects, whatever was thrown (P6). */
export function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error === "object" && error !== null && "message" in error && typeof error.message === "string")
    return error.message;
  return "";
}

/**
 * Waits for the host, but not for ever: its calls have no time limit of their own (P4, P78). A rejection is handed to
 * `refused`, which names the failure.
 */
export async function timed<T>(
  call: () => Promise<T>,
  limitMs: number,
  refused: (message: string, error: unknown) => Result<never>,
): Promise<Result<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve(failed({ code: "timeout", system: "host", afterMs: limitMs })), limitMs);
  });
  const answer = async (): Promise<Result<T>> => {
    try {
      return success(await call());
    } catch (error: unknown) {
      return refused(messageOf(error), error);
    }
  };
  try {
    return await Promise.race([answer(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
