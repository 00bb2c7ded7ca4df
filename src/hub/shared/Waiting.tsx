import * as React from "react";
import "azure-devops-ui/Components/Spinner/Spinner.css";
import { loadingText } from "./words/page";

/** The sign that the list is on its way. */
export const Waiting = (): React.JSX.Element => (
  <div className="hub-loading bolt-spinner flex-column text-center rhythm-vertical-8" role="status">
    <div className="bolt-spinner-circle large" />
    <div className="bolt-spinner-label">{loadingText}</div>
  </div>
);
