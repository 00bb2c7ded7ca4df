import * as React from "react";

const tabbable = "a[href], input, textarea, select, button:not([tabindex='-1']), [tabindex='0']";

/**
 * Keeps the focus in a panel. A button that starts or ends something may go away under it, or with what it belonged to:
 * the focus then moves to the panel's body, so that Tab goes on from there and Escape still closes.
 */
export function useKeptFocus(): React.RefCallback<HTMLElement> {
  // A panel of the platform mounts its content later than what opens it: the element is waited for.
  const [element, setElement] = React.useState<HTMLElement | null>(null);
  React.useEffect(() => {
    if (element === null) return;
    const panel = element.closest<HTMLElement>("[role='dialog']") ?? element;
    let within = panel.contains(document.activeElement);
    const follow = ({ target }: FocusEvent): void => {
      within = target instanceof Node && panel.contains(target);
    };
    const mend = (): void => {
      const { activeElement } = document;
      if (!within || (activeElement !== null && activeElement !== document.body)) return;
      // From a body without anything to reach, Tab would leave the panel.
      const reachable =
        element.querySelector(tabbable) === null ? panel.querySelector<HTMLElement>(tabbable) : null;
      (reachable ?? element).focus();
    };
    const observer = new MutationObserver(mend);
    observer.observe(panel, { childList: true, subtree: true });
    document.addEventListener("focusin", follow);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", follow);
    };
  }, [element]);
  return setElement;
}
