import * as React from "react";
import { ContextualMenu, type IMenuItem } from "azure-devops-ui/Menu";
import { Location } from "azure-devops-ui/Utilities/Position";
import type { Row } from "../../../../domain/inventory";
import { useHub, useHubState } from "../../../shell/contracts/hub-context";
import { copied } from "../../../shared/clipboard";
import { dispatch, type PageAction } from "../../../shared/dispatch";
import { hubLink } from "../../../shared/hub-link";
import { pagesOf } from "../../../shared/links";
import { linkCopiedText, linkNotCopiedText, menuTexts, moreActionsName } from "../words/inventory";

type Props = { readonly row: Row; readonly button: HTMLElement; readonly onClose: () => void };

/** What else can be done with one connection. The focus is back on its button before anything opens. */
export const RowMenu = ({ row: { connection }, button, onClose }: Props): React.JSX.Element => {
  const hub = useHub();
  const verifying = useHubState((state) => state.checks.get(connection.id)?.state === "running");
  const close = (): void => {
    onClose();
    button.focus();
  };
  const item = (id: keyof typeof menuTexts, disabled: boolean, act: () => void): IMenuItem => ({
    id,
    text: menuTexts[id],
    disabled,
    onActivate: () => {
      close();
      act();
    },
  });
  const does = (kind: "verify" | "details" | "federation" | "snooze") => (): void =>
    dispatch(hub, { kind, connectionId: connection.id } satisfies PageAction);
  const copyLink = async (): Promise<void> => {
    const done = await copied(
      hubLink(hub.ports.host, connection, "detail") ?? pagesOf(hub.ports, connection).connection,
    );
    hub.store.update((state) => ({
      ...state,
      announcement: done ? linkCopiedText(connection) : linkNotCopiedText(connection),
    }));
  };
  return (
    <ContextualMenu
      anchorElement={button}
      anchorOrigin={{ horizontal: Location.end, vertical: Location.end }}
      menuOrigin={{ horizontal: Location.end, vertical: Location.start }}
      menuProps={{
        id: "hub-row-menu",
        ariaLabel: moreActionsName(connection),
        items: [
          item("verify", connection.incomplete || verifying, does("verify")),
          item("details", false, does("details")),
          item("federation", connection.incomplete, does("federation")),
          item("snooze", false, does("snooze")),
          item("copyLink", false, () => void copyLink()),
        ],
      }}
      onDismiss={close}
    />
  );
};
