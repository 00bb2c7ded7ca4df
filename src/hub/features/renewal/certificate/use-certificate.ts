import * as React from "react";
import type { CertificateReading } from "../../../../domain/certificate-facts";
import { useHub } from "../../../shell/contracts/hub-context";
import { readCertificate } from "./actions";

/** What is known of a pasted PEM: nothing pasted, being read, could not be read here, or its reading. */
export type CertificateState = "none" | "reading" | "unread" | CertificateReading;

export type PastedCertificate = {
  readonly state: CertificateState;
  /** Reads a text; a later one replaces the answer of an earlier one. */
  readonly read: (text: string) => Promise<CertificateState>;
};

/** Reads a PEM while it is pasted. The text is handed through and never kept. */
export function usePastedCertificate(): PastedCertificate {
  const { ports } = useHub();
  const [state, setState] = React.useState<CertificateState>("none");
  const turn = React.useRef(0);
  React.useEffect(
    () => () => {
      turn.current = -1;
    },
    [],
  );
  const read = async (text: string): Promise<CertificateState> => {
    const mine = (turn.current += 1);
    const show = (next: CertificateState): CertificateState => {
      if (turn.current === mine) setState(next);
      return next;
    };
    if (text.trim() === "") return show("none");
    show("reading");
    return show((await readCertificate(ports, text)) ?? "unread");
  };
  return { state, read };
}
