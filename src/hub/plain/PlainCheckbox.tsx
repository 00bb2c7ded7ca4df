import * as React from "react";
import "azure-devops-ui/Components/Checkbox/Checkbox.css";
import { Icon } from "./Icon";

type Props = {
  readonly ariaLabel: string;
  /** Undefined for a box that stands for many of which some are checked. */
  readonly checked: boolean | undefined;
  readonly zone?: string | undefined;
  readonly onChange: () => void;
};

/** A box in the platform's look. A button by element, so that Space and Enter press it without code of ours. */
export const PlainCheckbox = ({ ariaLabel, checked, zone, onChange }: Props): React.JSX.Element => (
  <button
    type="button"
    role="checkbox"
    aria-checked={checked ?? "mixed"}
    aria-label={ariaLabel}
    className={`hub-checkbox bolt-checkbox cursor-pointer enabled${checked === false ? "" : " checked"} bolt-focus-treatment`}
    data-focuszone={zone}
    onClick={onChange}
  >
    <span className="bolt-checkmark justify-center flex-row flex-noshrink scroll-hidden">
      {checked !== false && <Icon name={checked === true ? "check" : "dash"} />}
    </span>
  </button>
);
