import * as React from "react";
import { Spinner } from "azure-devops-ui/Spinner";
import type { PipelineKind, PipelineValues } from "../../../domain/watch/pipeline";
import { useHub } from "../../shell/contracts/hub-context";
import { findRights, type RightsFound } from "./actions";
import {
  byHand,
  byHandTitle,
  identityNotKnownText,
  lookingAtRightsText,
  rightText,
  rightsNeeded,
} from "./words/rights";

type Props = { readonly kind: PipelineKind; readonly values: PipelineValues };

/** What a service principal needs: what was read of it, and what a person has to check. Looks once. */
export const Rights = ({ kind, values }: Props): React.JSX.Element => {
  const found = useRights(kind, values);
  const isProject = values.scope === "project";
  if (found === "looking") return <Spinner label={lookingAtRightsText} />;
  return (
    <>
      {found === null && <p>{identityNotKnownText}</p>}
      <ul>
        {(found === null
          ? rightsNeeded(kind)
          : found.findings.map((one) => rightText(kind, found.name, one))
        ).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>{byHandTitle}</p>
      <ul>
        {byHand(kind, isProject).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
};

function useRights(kind: PipelineKind, values: PipelineValues): RightsFound | null | "looking" {
  const { ports, store } = useHub();
  const [found, setFound] = React.useState<RightsFound | null | "looking">("looking");
  const asked = React.useRef({ kind, identity: values.identity, listed: values.listed });
  React.useEffect(() => {
    let open = true;
    const rows = store.get().inventory?.rows ?? [];
    void findRights(ports, rows, asked.current).then((rights) => {
      if (open) setFound(rights);
    });
    return () => {
      open = false;
    };
  }, [ports, store]);
  return found;
}
