import * as React from "react";
import { liveCredentials } from "../../../domain/credential";
import { adviceOf } from "../../../domain/findings/advice";
import type { Row } from "../../../domain/inventory";
import type { Renewal } from "../../../domain/renewal/renewal";
import { useLearned } from "../../shared/findings/use-learned";
import { CopyBox } from "../../shared/CopyBox";
import { pagesOf } from "../../shared/links";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { holdersExplanation, holdersText, holdersTitle } from "./words/holders";

type Props = { readonly row: Row; readonly renewed: Renewal & { readonly stage: "renewed" } };

/** After a renewal, where others may hold the secret: what to tell them. */
export const HoldersText = ({ row, renewed }: Props): React.JSX.Element | null => {
  const { ports } = useHub();
  const now = useHubState((state) => state.now);
  const { connection, app } = row;
  const { vault, ...learned } = useLearned(connection.id);
  const holders = adviceOf(row, now, { ...learned, vault }).some(({ code }) => code === "other-holders");
  if (!holders) return null;
  const { plan, key, at } = renewed;
  const live = app.state === "found" ? liveCredentials(app.app.credentials, "secret", now) : null;
  const text = holdersText({
    connection,
    mode: plan.mode,
    renewedAt: at,
    newKeyId: key.keyId,
    newUntil: key.until,
    others: live?.filter(({ keyId }) => keyId !== key.keyId) ?? null,
    vault,
    page: pagesOf(ports, connection, app).credentials,
  });
  return <CopyBox title={holdersTitle} text={text} explanation={holdersExplanation} folded={true} />;
};
