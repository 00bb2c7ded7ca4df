/** An element as assistive technology knows it; `within` names the dialog, row or other element that holds it. */
export interface Named {
  readonly role: string;
  /** The whole accessible name, or a part of it where it is a pattern. */
  readonly name?: string | RegExp;
  /** Text that the element holds. */
  readonly text?: string;
  readonly within?: Named;
}

/** One tab of a browser with the hub's host page in it. Everything but `open` speaks of the hub's frame. */
export interface EnginePage {
  /** Goes to an address and waits for the frame of the hub. */
  open(url: string): Promise<void>;
  /** How many visible elements fit. */
  count(what: Named): Promise<number>;
  /** The visible text of the first element that fits; null where there is none. */
  text(what: Named): Promise<string | null>;
  /** Presses the first element that fits with the engine's own pointer. Rejects where there is none. */
  click(what: Named): Promise<void>;
  /** Puts text into a field with the engine's own keyboard. Rejects where there is none. */
  type(what: Named, text: string): Promise<void>;
  /** Presses one key, `Escape` for example. */
  press(key: "Escape"): Promise<void>;
  /**
   * Sets the frame's clocks ahead, as a sleep of the machine does: what is due happens once, late. Not for moments at
   * which an answer is waited for: its time limit would be over.
   */
  passTime(ms: number): Promise<void>;
  /** The files that the page offered for download since it was opened, by name. */
  downloads(): Promise<readonly string[]>;
  shoot(path: string): Promise<void>;
  /** Closes the tab as a person does, in the middle of whatever it does. */
  close(): Promise<void>;
}

/** A browser of one engine with fresh profiles. */
export interface Engine {
  /** A new tab of the same browser. */
  newPage(): Promise<EnginePage>;
  close(): Promise<void>;
}

/**
 * Acts on an element that the page may draw anew or still be moving: where the engine refuses it as gone or not yet there
 * for a pointer, one looks and aims again, as a person would. Any other refusal, or one too many, is passed on.
 */
export async function aimed<T>(look: () => Promise<T>, act: (element: T) => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await act(await look());
      return;
    } catch (error) {
      if (
        tries === 8 ||
        !/detached|stale|not interactable|notinteractable|not clickable|nosuchframe|nosuchwindow/i.test(
          String(error),
        )
      )
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
