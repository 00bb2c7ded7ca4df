import * as React from "react";
import "azure-devops-ui/Components/Button/Button.css";
import { Icon, type IconName } from "./Icon";

type Props = {
  readonly text?: string;
  /** Where the visible text alone does not tell which connection is meant. */
  readonly ariaLabel?: string;
  readonly id?: string;
  readonly className?: string;
  readonly icon?: IconName;
  readonly primary?: boolean;
  readonly subtle?: boolean;
  readonly disabled?: boolean;
  /** False where Tab passes it by, as in a grid whose arrow keys reach it. */
  readonly stop?: boolean;
  readonly opens?: "menu";
  readonly onClick: (button: HTMLElement) => void;
};

/** A button in the platform's look, cheap enough for every row. A disabled one stays readable and does nothing. */
export const PlainButton = (props: Props): React.JSX.Element => {
  const {
    text,
    ariaLabel,
    id,
    className,
    icon,
    primary,
    subtle,
    disabled,
    stop = true,
    opens,
    onClick,
  } = props;
  const look = [
    className,
    "bolt-button",
    icon !== undefined && "bolt-icon-button",
    disabled === true ? "disabled" : "enabled",
    primary === true && "primary",
    subtle === true && "subtle",
    icon !== undefined && text === undefined && "icon-only",
    "bolt-focus-treatment",
  ];
  return (
    <button
      type="button"
      id={id}
      aria-label={ariaLabel}
      aria-disabled={disabled === true ? true : undefined}
      className={look.filter(Boolean).join(" ")}
      aria-haspopup={opens}
      tabIndex={disabled === true || !stop ? -1 : 0}
      title={text === undefined ? ariaLabel : undefined}
      onClick={disabled === true ? undefined : ({ currentTarget }) => onClick(currentTarget)}
    >
      {icon !== undefined && <Icon name={icon} className="left-icon" />}
      {text !== undefined && <span className="bolt-button-text body-m">{text}</span>}
    </button>
  );
};
