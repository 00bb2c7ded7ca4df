import * as React from "react";
import { useHub, useHubState } from "./contracts/hub-context";
import { rowById, withOverlay, type ConnectionOverlay, type Overlay } from "./contracts/hub-state";
import { passEscapeOn } from "./escape";
import { FeatureBoundary } from "../shared/FeatureBoundary";

/** The panel or dialog over the page. Each is loaded when it is first opened. */
export const Overlays = (): React.JSX.Element | null => {
  const close = useClose();
  const overlay = useHubState((state) => state.overlay);
  const beneath = useHubState((state) => state.beneath);
  useFocusReturn(beneath !== null);
  useFocusReturn(overlay !== null);
  const top = overlay ?? (beneath === null ? null : { kind: beneath });
  if (top === null) return null;
  const ofOne = "connectionId" in top;
  return (
    <FeatureBoundary
      key={`${top.kind} ${ofOne ? top.connectionId : ""}`}
      part={overlay === null ? "the panel for several connections" : "this panel"}
      onClose={close}
    >
      <div className="hub-unboxed" onKeyDownCapture={passEscapeOn}>
        {ofOne ? <RowPanel overlay={top} /> : <PagePanel overlay={top} />}
      </div>
    </FeatureBoundary>
  );
};

function useClose(): () => void {
  const { store } = useHub();
  return () => store.update((state) => withOverlay(state, null));
}

const RowPanel = ({ overlay }: { readonly overlay: ConnectionOverlay }): React.JSX.Element | null => {
  const { features, actions } = useHub();
  const { kind, connectionId } = overlay;
  const row = useHubState((state) => rowById(state, connectionId));
  const inventory = useHubState((state) => state.inventory);
  const onClose = useClose();
  const Panel = features.find(({ rowPanels }) => rowPanels?.[kind] !== undefined)?.rowPanels?.[kind];
  if (Panel === undefined || row === null || inventory === null) return null;
  const onChanged = (): void => void actions.refresh([connectionId]);
  return <Panel key={`${kind} ${connectionId}`} {...{ row, inventory, onClose, onChanged }} />;
};

const PagePanel = ({
  overlay,
}: {
  readonly overlay: Exclude<Overlay, ConnectionOverlay>;
}): React.JSX.Element | null => {
  const { features } = useHub();
  const { kind } = overlay;
  const onClose = useClose();
  const Panel = features.find(({ pagePanels }) => pagePanels?.[kind] !== undefined)?.pagePanels?.[kind];
  return Panel === undefined ? null : <Panel key={kind} {...{ overlay, onClose }} />;
};

/**
 * Focus goes back to what opened the overlay, once none is open. A list that was drawn again may hold the same button as
 * another element, and may have given the old element to another row: the name decides.
 */
function useFocusReturn(open: boolean): void {
  const opener = React.useRef<{ readonly element: HTMLElement; readonly name: string | null } | null>(null);
  React.useLayoutEffect(() => {
    if (open) {
      const element = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      opener.current = element === null ? null : { element, name: nameOf(element) };
      return;
    }
    const before = opener.current;
    opener.current = null;
    if (before === null) return;
    const { element, name } = before;
    const target =
      name === null || (element.isConnected && nameOf(element) === name) ? element : buttonNamed(name);
    target?.focus();
    if (target !== undefined && name !== null) keepFocusOn(target, name);
  }, [open]);
}

/** The list reuses its elements: when a refresh turns the focused one into another connection's, the focus follows. */
function keepFocusOn(target: HTMLElement, name: string): void {
  const stop = (): void => observer.disconnect();
  const observer = new MutationObserver(() => {
    if (nameOf(target) === name) return;
    stop();
    const moved = document.activeElement === target ? buttonNamed(name) : undefined;
    if (moved === undefined) return;
    moved.focus();
    keepFocusOn(moved, name);
  });
  observer.observe(target, { attributes: true, attributeFilter: ["aria-label"] });
  target.addEventListener("blur", stop, { once: true });
}

const buttonNamed = (name: string): HTMLElement | undefined =>
  Array.from(document.querySelectorAll<HTMLElement>("button[aria-label]")).find(
    (button) => nameOf(button) === name,
  );

const nameOf = (element: HTMLElement): string | null => element.getAttribute("aria-label");
