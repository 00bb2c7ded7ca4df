import * as React from "react";
import type { Row } from "../../../domain/inventory";
import { useHub, usePart } from "../../shell/contracts/hub-context";
import { PlainButton } from "../../shared/PlainButton";
import { dispatch } from "../../shared/dispatch";
import { clearSelectionText, renewSelectedText, selectedText, verifyAllText } from "./words/bulk-bar";
import "./bulk-bar.scss";
import { rowsOf, selectionPart } from "../../shared/selection";
import { useBulk } from "./bulk-state";

const UnderWay = React.lazy(() => import("./UnderWay").then((module) => ({ default: module.UnderWay })));

type Props = { readonly rows: readonly Row[]; readonly shown: readonly Row[] };

/** What can be done with many, above the list, and how far it is. */
export const BulkBar = ({ rows, shown }: Props): React.JSX.Element => {
  const hub = useHub();
  const selected = usePart(selectionPart, (ids) => ids);
  const started = useBulk((state) => state.renewing !== null || state.verifying !== null);
  const chosen = rowsOf(rows, selected);
  const hidden = chosen.length - rowsOf(shown, selected).length;
  return (
    <div className="hub-bulk-bar">
      {chosen.length > 0 && (
        <>
          <span role="status">{selectedText(chosen.length, hidden)}</span>
          <PlainButton
            primary={true}
            text={renewSelectedText}
            onClick={() => dispatch(hub, { kind: "bulk-renewal" })}
          />
          <PlainButton
            subtle={true}
            text={clearSelectionText}
            onClick={() => hub.part(selectionPart).update(() => new Set())}
          />
        </>
      )}
      <PlainButton
        subtle={true}
        text={verifyAllText}
        icon="beaker"
        onClick={() => dispatch(hub, { kind: "bulk-verification" })}
      />
      {started && (
        <React.Suspense fallback={null}>
          <UnderWay />
        </React.Suspense>
      )}
    </div>
  );
};
