/** Elements from text alone: whatever names and messages hold, none of it becomes markup. */
type Child = Node | string | null;

type Attributes = Readonly<Record<string, string | (() => void)>>;

export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

/** Replaces what is shown and leaves the focus on the control of the same name. */
export function redraw(root: HTMLElement, children: readonly Node[]): void {
  const active = document.activeElement;
  const name = active instanceof HTMLElement && root.contains(active) ? nameOf(active) : null;
  root.replaceChildren(...children);
  if (name === null) return;
  const controls = Array.from(root.querySelectorAll<HTMLElement>("a[href], button"));
  controls.find((control) => nameOf(control) === name)?.focus();
}

const nameOf = (element: HTMLElement): string => element.getAttribute("aria-label") ?? element.textContent;

/** A link that `open` follows through the host, since a frame may not always open one itself. */
export function link(href: string, open: (url: string) => void, ...children: readonly Child[]): HTMLElement {
  const element = el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  element.addEventListener("click", (event) => {
    event.preventDefault();
    open(href);
  });
  return element;
}
