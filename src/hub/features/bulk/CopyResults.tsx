import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { defused } from "../../../domain/export/csv-rows";
import { markdownTable } from "../../../domain/export/markdown";
import type { ExportTable } from "../../../domain/export/table";
import { copiedText, copyRefusedText, copySheetText, copyText } from "./words/bulk";
import { copied } from "../../shared/clipboard";

type Props = { readonly table: () => ExportTable };

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "copied"; readonly name: string }
  | { readonly kind: "refused"; readonly text: string };

/** Copies the results as Markdown or for a spreadsheet; where copying is not allowed, shows them to be selected. */
export const CopyResults = ({ table }: Props): React.JSX.Element => {
  const [state, setState] = React.useState<State>({ kind: "idle" });
  const copy = async (name: string, text: string): Promise<void> =>
    setState((await copied(text)) ? { kind: "copied", name } : { kind: "refused", text });
  return (
    <div className="hub-bulk-copy rhythm-vertical-8">
      <div className="flex-row hub-bulk-buttons">
        <Button text={copyText} onClick={() => void copy(copyText, markdownTable(table()))} />
        <Button
          subtle={true}
          text={copySheetText}
          onClick={() => void copy(copySheetText, tabSeparated(table()))}
        />
        <span role="status">{state.kind === "copied" ? copiedText : ""}</span>
      </div>
      {state.kind === "refused" && (
        <label className="hub-bulk-text">
          {copyRefusedText}
          <textarea readOnly={true} rows={8} value={state.text} onFocus={(event) => event.target.select()} />
        </label>
      )}
    </div>
  );
};

/** Cells in tabs, one line each; none that a spreadsheet would execute. */
const tabSeparated = ({ headings, rows, notes }: ExportTable): string =>
  [headings, ...rows, ...notes.map((note) => [note])]
    .map((line) => line.map((cell) => defused(cell.replace(/\s+/g, " ").trim())).join("\t"))
    .join("\n");
