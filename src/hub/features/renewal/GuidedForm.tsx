import * as React from "react";
import type { Instant } from "../../../domain/instant";
import type { Offer, PlanInput } from "../../../domain/renewal/plan";
import type { SecretInputs } from "../../../domain/secret";
import { CertificateStatus } from "./certificate/CertificateStatus";
import { readCarriedEnd } from "./certificate/actions";
import { usePastedCertificate } from "./certificate/use-certificate";
import {
  certificateLinkText,
  copyValueText,
  createElsewhereText,
  pasteProblemText,
  portalLinkText,
  saveAndVerifyText,
} from "./words/renewal";
import { problemOf, readPasted, type PasteProblem } from "./actions";
import type { Pages } from "../../shared/links";
import { OutsideLink } from "../../shared/OutsideLink";
import { PanelFooter } from "../../shared/PanelFooter";

type Props = {
  readonly offer: Pick<Offer, "inputs" | "material">;
  readonly pages: Pages;
  readonly disabled: boolean;
  /** `until` is the end of a pasted certificate; null for everything that does not tell its own end. */
  readonly onSubmit: (inputs: SecretInputs, until: Instant | null) => void;
  readonly onCancel: () => void;
  /** Told when a pasted value says when it ends, and null when it does not (N7). */
  readonly onCarriedEnd?: (until: Instant | null) => void;
  /** The step between creating the value and pasting it: when it expires. */
  readonly expiry?: React.ReactNode;
  /** What else is chosen, after the steps. */
  readonly children?: React.ReactNode;
};

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * What a person does, in numbered steps: create the new value, say when it expires, paste it. The texts never become state.
 */
export const GuidedForm = (props: Props): React.JSX.Element => {
  const { offer, pages, disabled, onSubmit, onCancel, onCarriedEnd, expiry, children } = props;
  const fields = React.useRef(new Map<string, Field>());
  const isCertificate = offer.material === "certificate";
  const certificate = usePastedCertificate();
  const turn = React.useRef(0);
  const [problems, setProblems] = React.useState<ReadonlyMap<string, PasteProblem>>(new Map());
  const submit = (): void => {
    const texts = new Map([...fields.current].map(([name, field]) => [name, field.value]));
    const read = readPasted(offer, texts);
    if (!read.ok) {
      setProblems(read.problems);
      fields.current.get([...read.problems.keys()][0] ?? "")?.focus();
      return;
    }
    const hand = (until: Instant | null): void => {
      fields.current.forEach((field) => (field.value = ""));
      onSubmit(read.inputs, until);
    };
    if (!isCertificate) {
      hand(null);
      return;
    }
    void certificate.read([...texts.values()][0] ?? "").then((found) => {
      if (typeof found === "object" && found.ok) hand(found.facts.until);
      else fields.current.get([...texts.keys()][0] ?? "")?.focus();
    });
  };
  const check = (name: string, text: string): void => {
    const problem = text === "" ? null : problemOf(offer.material, text);
    const next = new Map(problems);
    if (problem === null) next.delete(name);
    else next.set(name, problem);
    setProblems(next);
    if (isCertificate) void certificate.read(problem === null ? text : "");
    if (offer.material === "inputs" && onCarriedEnd !== undefined) {
      const mine = (turn.current += 1);
      void readCarriedEnd(text).then((end) => {
        if (turn.current === mine) onCarriedEnd(end);
      });
    }
  };
  const link = offer.material === "inputs" ? null : pages.credentials;
  return (
    <form
      className="hub-guided"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabled) submit();
      }}
    >
      <ol className="hub-guide">
        <li>
          {link === null ? (
            createElsewhereText
          ) : (
            <OutsideLink href={link}>{isCertificate ? certificateLinkText : portalLinkText}</OutsideLink>
          )}
        </li>
        {expiry !== undefined && <li>{expiry}</li>}
        <li>
          {offer.inputs.map((input) => (
            <PasteField
              key={input.name}
              input={input}
              hint={offer.material === "client-secret" ? copyValueText : null}
              problem={problems.get(input.name) ?? null}
              fieldRef={(field) =>
                field === null ? fields.current.delete(input.name) : fields.current.set(input.name, field)
              }
              onCheck={(text) => check(input.name, text)}
            />
          ))}
          {isCertificate && <CertificateStatus state={certificate.state} />}
        </li>
      </ol>
      {children}
      <PanelFooter text={saveAndVerifyText} disabled={disabled} onPrimary={submit} onCancel={onCancel} />
    </form>
  );
};

type FieldProps = {
  readonly input: PlanInput;
  readonly hint: string | null;
  readonly problem: PasteProblem | null;
  readonly fieldRef: (field: Field | null) => void;
  readonly onCheck: (text: string) => void;
};

const PasteField = ({ input, hint, problem, fieldRef, onCheck }: FieldProps): React.JSX.Element => {
  const id = `hub-paste-${input.name}`;
  const { lines, keepLines, refOf } = useLines(input.multiline, fieldRef, onCheck);
  const shared = {
    id,
    className: "hub-paste-field",
    spellCheck: false,
    autoComplete: "off",
    "aria-invalid": problem !== null,
    "aria-describedby": `${hint === null ? "" : `${id}-hint `}${id}-problem`,
    onInput: (event: React.FormEvent<Field>) => onCheck(event.currentTarget.value),
  };
  return (
    <div className="hub-paste">
      <label htmlFor={id}>{input.label}</label>
      {hint !== null && (
        <div id={`${id}-hint`} className="secondary-text">
          {hint}
        </div>
      )}
      {lines ? (
        <textarea {...shared} rows={6} ref={refOf} />
      ) : (
        <input {...shared} type="password" ref={refOf} onPaste={keepLines} />
      )}
      <div id={`${id}-problem`} className="hub-problem" aria-live="polite">
        {problem === null ? "" : pasteProblemText(problem)}
      </div>
    </div>
  );
};

type Lines = {
  readonly lines: boolean;
  readonly keepLines: (event: React.ClipboardEvent) => void;
  readonly refOf: (field: Field | null) => void;
};

/**
 * A field of one line makes blanks of line breaks, and what is saved then is another value. So a field that is pasted
 * several lines becomes one of several lines, with the value as it was copied.
 */
function useLines(
  multiline: boolean,
  fieldRef: FieldProps["fieldRef"],
  onCheck: FieldProps["onCheck"],
): Lines {
  const [lines, setLines] = React.useState(multiline);
  const pasted = React.useRef<string | null>(null);
  const keepLines = (event: React.ClipboardEvent): void => {
    const text = event.clipboardData.getData("text");
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    pasted.current = text;
    setLines(true);
  };
  const refOf = (field: Field | null): void => {
    fieldRef(field);
    const text = pasted.current;
    if (!(field instanceof HTMLTextAreaElement) || text === null) return;
    pasted.current = null;
    field.value = text;
    field.focus();
    onCheck(text);
  };
  return { lines, keepLines, refOf };
}
