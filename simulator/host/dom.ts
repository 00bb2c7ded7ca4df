/** Elements without markup strings: what comes from the world is shown as text. */
export type Child = Node | string | null;

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** An element with attributes, `on…` listeners and children; a false attribute is left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.replace(/^on/, ""), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

/** A labelled choice; `change` gets the new value. */
export function choice(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  current: string,
  change: (value: string) => void,
): HTMLLabelElement {
  const select = el(
    "select",
    {
      onchange: (event) => {
        change((event.target as HTMLSelectElement).value);
      },
    },
    ...options.map(([value, text]) => el("option", { value, selected: value === current }, text)),
  );
  return el("label", { class: "field" }, el("span", {}, label), select);
}

export function button(text: string, press: () => void, kind = ""): HTMLButtonElement {
  return el("button", { type: "button", class: kind, onclick: press }, text);
}

/** The element of a page that every copy of it has. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}".`);
  return element;
}

/** The sentence of anything that was thrown. */
export const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
