import { inNextTask } from "../shell/next-task";

/** Knows whether a person is in the middle of a press or of composing a character within an element. */
export type Hands = { readonly whenOff: () => Promise<void> };

const begins = { pointerdown: "pointer", keydown: "key", compositionstart: "text" } as const;
const ends = {
  pointerup: "pointer",
  pointercancel: "pointer",
  keyup: "key",
  compositionend: "text",
} as const;

/** Watches the element from now on. A press may end outside of it; leaving the window ends everything. */
export function watchHands(element: HTMLElement): Hands {
  const held = new Set<string>();
  let waiting: (() => void)[] = [];
  const release = (): void => {
    if (held.size > 0) return;
    for (const tell of waiting) tell();
    waiting = [];
  };
  for (const [event, hand] of Object.entries(begins)) element.addEventListener(event, () => held.add(hand));
  for (const [event, hand] of Object.entries(ends))
    window.addEventListener(event, () => {
      held.delete(hand);
      // The click, or the text, that belongs to it comes right after.
      inNextTask(release);
    });
  window.addEventListener("blur", () => {
    held.clear();
    release();
  });
  return {
    whenOff: () => (held.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
