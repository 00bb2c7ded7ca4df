import * as React from "react";
import { useHub, useHubState } from "./contracts/hub-context";
import { rowById, withOverlay, type Overlay } from "./contracts/hub-state";
import { FeatureBoundary } from "../shared/FeatureBoundary";

const RenewalPanel = React.lazy(() =>
  import("../features/renewal/RenewalPanel").then((module) => ({ default: module.RenewalPanel })),
);
const SettingsDialog = React.lazy(() =>
  import("../features/settings/SettingsDialog").then((module) => ({ default: module.SettingsDialog })),
);
const DetailPanel = React.lazy(() =>
  import("../features/detail/DetailPanel").then((module) => ({ default: module.DetailPanel })),
);
const ExportDialog = React.lazy(() =>
  import("../features/export/ExportDialog").then((module) => ({ default: module.ExportDialog })),
);
const FederationPanel = React.lazy(() =>
  import("../features/federation/FederationPanel").then((module) => ({ default: module.FederationPanel })),
);
const FederationReadinessPanel = React.lazy(() =>
  import("../features/federation/FederationReadiness").then((module) => ({
    default: module.FederationReadinessPanel,
  })),
);
const VerdictDialog = React.lazy(() =>
  import("../features/inventory/VerdictDialog").then((module) => ({ default: module.VerdictDialog })),
);

/** The panel or dialog over the page. Each is loaded when it is first opened. */
export const Overlays = (): React.JSX.Element | null => {
  const { store } = useHub();
  const overlay = useHubState((state) => state.overlay);
  const close = (): void => store.update((state) => withOverlay(state, null));
  useFocusReturn(overlay !== null);
  if (overlay === null) return null;
  const key = `${overlay.kind} ${"connectionId" in overlay ? overlay.connectionId : ""}`;
  return (
    <FeatureBoundary key={key} part="this panel" onClose={close}>
      <Opened overlay={overlay} close={close} />
    </FeatureBoundary>
  );
};

type OpenedProps = { readonly overlay: Overlay; readonly close: () => void };

const Opened = ({ overlay, close }: OpenedProps): React.JSX.Element | null => {
  const { ports, intents } = useHub();
  const inventory = useHubState((state) => state.inventory);
  const opened = useHubState((state) =>
    state.overlay !== null && "connectionId" in state.overlay
      ? rowById(state, state.overlay.connectionId)
      : null,
  );
  switch (overlay.kind) {
    case "settings":
      return <SettingsDialog hint={overlay.hint} onClose={close} />;
    case "export":
      return <ExportDialog onClose={close} />;
    case "detail":
      return opened === null || inventory === null ? null : (
        <DetailPanel key={opened.connection.id} row={opened} inventory={inventory} onClose={close} />
      );
    case "federation-readiness":
      return <FederationReadinessPanel onClose={close} />;
    case "federation":
      return opened === null ? null : (
        <FederationPanel
          row={opened}
          onClose={close}
          onChanged={() => void intents.refresh([overlay.connectionId])}
        />
      );
    case "verdict":
      return opened === null ? null : <VerdictDialog row={opened} onClose={close} />;
    case "renewal":
      return opened === null || inventory === null ? null : (
        <RenewalPanel
          row={opened}
          inventory={inventory}
          ports={ports}
          onClose={close}
          onChanged={() => void intents.refresh([overlay.connectionId])}
        />
      );
  }
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
