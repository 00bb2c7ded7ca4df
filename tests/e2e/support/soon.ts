import { patienceMs } from "./patience";

/**
 * Waits until what is asserted of the page holds, and fails as the assertion does where it does not come about. What
 * stands on a page a moment after a press depends on the machine and the network: an assertion that looks once
 * asserts their speed.
 */
export async function soon(assertion: () => Promise<void> | void): Promise<void> {
  const until = Date.now() + patienceMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(200, pauseMs * 2)) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
