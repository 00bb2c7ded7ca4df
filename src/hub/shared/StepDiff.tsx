import { diffLines } from "diff";
import * as React from "react";
import "./step-diff.scss";
import { diffTitle } from "./words/diff";

type Props = { readonly before: string; readonly after: string };

/** Lines of a step as they are and as they would be; the sign tells what the colour tells. */
export const StepDiff = ({ before, after }: Props): React.JSX.Element => (
  <pre className="hub-detail hub-step-diff" dir="ltr" tabIndex={0} aria-label={diffTitle}>
    {linesOf(before, after).map(({ sign, text }, index) => (
      <span key={index} className={`hub-step-line hub-step-line-${kinds[sign]}`}>
        {`${sign} ${text}`}
      </span>
    ))}
  </pre>
);

type Sign = "+" | "-" | " ";

const kinds: Readonly<Record<Sign, string>> = { "+": "added", "-": "removed", " ": "same" };

const linesOf = (before: string, after: string): readonly { readonly sign: Sign; readonly text: string }[] =>
  diffLines(before, after).flatMap((part) => {
    const sign: Sign = part.added ? "+" : part.removed ? "-" : " ";
    return part.value
      .replace(/\n$/, "")
      .split("\n")
      .map((text) => ({ sign, text }));
  });
