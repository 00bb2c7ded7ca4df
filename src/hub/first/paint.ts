import * as React from "react";

/**
 * Draws elements as DOM without React's own drawing: host elements and components that are functions of their props
 * alone. The same components are given to React later, so both draw the same. Text is only ever set as text.
 */
export function paint(node: React.ReactNode): DocumentFragment {
  const into = document.createDocumentFragment();
  append(into, node, false);
  return into;
}

const svg = "http://www.w3.org/2000/svg";

function append(parent: Node, node: React.ReactNode, withinSvg: boolean): void {
  if (node === null || node === undefined || typeof node === "boolean") return;
  if (typeof node === "string" || typeof node === "number") {
    parent.appendChild(document.createTextNode(String(node)));
  } else if (Array.isArray(node)) {
    for (const one of node as React.ReactNode[]) append(parent, one, withinSvg);
  } else if (React.isValidElement(node)) {
    appendElement(parent, node as React.ReactElement<Props>, withinSvg);
  }
}

type Props = Readonly<Record<string, unknown>> & { readonly children?: React.ReactNode };

function appendElement(parent: Node, { type, props }: React.ReactElement<Props>, withinSvg: boolean): void {
  if (typeof type === "function") {
    append(parent, (type as (props: Props) => React.ReactNode)(props), withinSvg);
  } else if (typeof type === "string") {
    const drawnAsSvg = withinSvg || type === "svg";
    const element = drawnAsSvg ? document.createElementNS(svg, type) : document.createElement(type);
    for (const [name, value] of Object.entries(props)) setProp(element, name, value);
    append(element, props.children, drawnAsSvg);
    parent.appendChild(element);
  } else {
    // A fragment is its children; nothing else is drawn before React.
    append(parent, props.children, withinSvg);
  }
}

/** Names that differ between React and the document; SVG's own stay as they are. */
const attributes: Readonly<Record<string, string>> = {
  className: "class",
  tabIndex: "tabindex",
  colSpan: "colspan",
  autoComplete: "autocomplete",
};

function setProp(element: Element, name: string, value: unknown): void {
  if (name === "children") return;
  if (typeof value === "function") {
    // React calls an input's every change "change".
    const event = name === "onChange" ? "input" : name.slice(2).toLowerCase();
    element.addEventListener(event, value as EventListener);
  } else if (name === "style") {
    Object.assign((element as HTMLElement).style, value);
  } else if (typeof value === "string" || typeof value === "number" || isWritten(name, value)) {
    element.setAttribute(attributes[name] ?? name, String(value));
  }
}

/** False is an absent attribute, but for those of assistive technology, where it is a statement. */
const isWritten = (name: string, value: unknown): value is boolean =>
  value === true || (value === false && name.startsWith("aria-"));
