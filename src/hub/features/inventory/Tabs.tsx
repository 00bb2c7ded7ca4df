import * as React from "react";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import type { TabId } from "../../shell/contracts/hub-state";
import { dispatch } from "../../shared/dispatch";
import { tabsName, tabTexts } from "../../shared/words/page";

export const panelId = "hub-view";
export const tabElementId = (id: TabId): string => `hub-tab-${id}`;

const others: readonly TabId[] = ["timeline", "federation-readiness"];

/** The views of the page: the list, and what features add beside it. Arrow keys go from one to the next. */
export const Tabs = (): React.JSX.Element => {
  const hub = useHub();
  const shown = useHubState((state) => state.tab);
  const tabs: readonly TabId[] = [
    "list",
    ...others.filter((id) => hub.features.some(({ tab }) => tab?.id === id)),
  ];
  const step = (event: React.KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const at = tabs.indexOf(shown);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    dispatch(hub, { kind: "tab", tab: next });
    document.getElementById(tabElementId(next))?.focus();
  };
  return (
    <div role="tablist" aria-label={tabsName} className="hub-tabs" onKeyDown={step}>
      {tabs.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabElementId(id)}
          aria-selected={id === shown}
          aria-controls={panelId}
          tabIndex={id === shown ? 0 : -1}
          className="hub-tab body-m"
          onClick={() => dispatch(hub, { kind: "tab", tab: id })}
        >
          {tabTexts[id]}
        </button>
      ))}
    </div>
  );
};
