import * as React from "react";
import "azure-devops-ui/Components/ButtonGroup/ButtonGroup.css";
import "./panel-footer.scss";
import { PlainButton } from "./PlainButton";
import { cancelText } from "./words/page";

type Props = {
  /** The one thing that the panel is for. */
  readonly text: string;
  readonly disabled?: boolean;
  readonly onPrimary: () => void;
  /** Left out where nothing is to be cancelled any more. */
  readonly onCancel?: () => void;
};

/** The foot of a panel, in view however long the panel is: its one primary action beside Cancel. */
export const PanelFooter = ({ text, disabled = false, onPrimary, onCancel }: Props): React.JSX.Element => (
  <div className="hub-panel-footer bolt-button-group flex-row">
    {onCancel !== undefined && <PlainButton text={cancelText} onClick={onCancel} />}
    <PlainButton text={text} primary={true} disabled={disabled} onClick={onPrimary} />
  </div>
);
