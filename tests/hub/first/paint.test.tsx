import * as React from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { noteText } from "../../../src/domain/note";
import { listedRow } from "../../../src/domain/inventory";
import type { Breakpoint } from "../../../src/hub/shared/breakpoint";
import { FirstPage } from "../../../src/hub/first/FirstPage";
import { paint } from "../../../src/hub/first/paint";
import { WaitingPage } from "../../../src/hub/first/WaitingPage";
import { aConnection, inDays, now } from "../../support/builders";
import { project } from "../support/fake-ports";

const connections = [
  aConnection({ id: "1", name: "over", description: noteText(null, inDays(-3)) }),
  aConnection({ id: "2", name: "soon & <b>bold</b>", description: noteText(null, inDays(9)) }),
  aConnection({ id: "3", name: "العربية", kind: "automatic", disabled: true }),
  aConnection({ id: "4", name: "wif", kind: "federated", holds: "nothing" }),
  aConnection({ id: "5", name: "hidden", incomplete: true }),
  aConnection({ id: "6", name: "half", state: "failed", stateMessage: "no rights" }),
];

const nothing = (): void => undefined;
const page = (breakpoint: Breakpoint): React.JSX.Element => (
  <FirstPage
    host={{ scope: { kind: "project", project }, organization: { id: "o", name: "contoso" } }}
    rows={connections.map((connection) => listedRow(connection, now))}
    breakpoint={breakpoint}
    now={now}
    dates={{ culture: "en-GB", zone: () => 0, timeZone: "UTC" }}
    onAction={nothing}
    onText={nothing}
  />
);

/** As the document has it; style is text there, which its own property writes in one way. */
function inDocument(markup: string | DocumentFragment): HTMLElement {
  const place = document.createElement("div");
  if (typeof markup === "string") place.innerHTML = markup;
  else place.append(markup);
  // The parser joins neighbouring texts.
  place.normalize();
  for (const styled of place.querySelectorAll<HTMLElement>("[style]")) {
    const { cssText } = styled.style;
    styled.setAttribute("style", cssText);
  }
  return place;
}

test.each([
  ["the first page", page("wide")],
  ["the first page in a narrow window", page("narrow")],
  ["the sign of waiting", <WaitingPage key="waiting" />],
])("draws %s as React does", (_, element) => {
  const painted = inDocument(paint(element));
  const rendered = inDocument(renderToStaticMarkup(element));

  expect(painted.textContent).not.toBe("");
  expect(painted.innerHTML.length).toBeGreaterThan(200);
  expect(painted.isEqualNode(rendered)).toBe(true);
});

test("sets text as text", () => {
  const painted = inDocument(paint(page("wide")));

  expect(painted.querySelector("b")).toBeNull();
  expect(painted.textContent).toContain("soon & <b>bold</b>");
});

test("hears presses and typing", () => {
  const heard: string[] = [];
  const painted = inDocument(
    paint(
      <>
        <button onClick={() => heard.push("pressed")}>Press</button>
        <input value="" onChange={({ currentTarget }) => heard.push(currentTarget.value)} />
      </>,
    ),
  );

  painted.querySelector("button")?.click();
  const input = painted.querySelector("input");
  if (input !== null) input.value = "shop";
  input?.dispatchEvent(new Event("input"));

  expect(heard).toEqual(["pressed", "shop"]);
});
