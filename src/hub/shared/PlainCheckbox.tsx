import * as React from "react";
import "azure-devops-ui/Components/Checkbox/Checkbox.css";
import { Icon } from "./Icon";

type Props = {
  /** The name where no text is seen beside the box. */
  readonly ariaLabel?: string;
  readonly text?: string;
  readonly className?: string;
  /** Undefined for a box that stands for many of which some are checked. */
  readonly checked: boolean | undefined;
  /** False where Tab passes it by, as in a grid whose arrow keys reach it. */
  readonly stop?: boolean;
  readonly onChange: () => void;
};

/** A box in the platform's look. A button by element, so that Space and Enter press it without code of ours. */
export const PlainCheckbox = (props: Props): React.JSX.Element => {
  const { ariaLabel, text, className, checked, stop = true, onChange } = props;
  const look = [
    "hub-checkbox bolt-checkbox cursor-pointer enabled bolt-focus-treatment",
    checked !== false && "checked",
    text !== undefined && "labelled",
    className,
  ];
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={checked ?? "mixed"}
      aria-label={ariaLabel}
      className={look.filter(Boolean).join(" ")}
      tabIndex={stop ? 0 : -1}
      onClick={onChange}
    >
      <span className="bolt-checkmark justify-center flex-row flex-noshrink scroll-hidden">
        {checked !== false && <Icon name={checked === true ? "check" : "dash"} />}
      </span>
      {text !== undefined && <span className="bolt-checkbox-label">{text}</span>}
    </button>
  );
};
