/**
 * Draws scrollbars and native controls light or dark as the host's theme is, now and whenever it changes. A theme tells
 * colours and not whether it is dark (P56), so the colour of its text decides. The body gets the scheme, never the root: a
 * root of another scheme than the host's would make the frame's canvas opaque.
 */
export function followHostScheme(frame: Window): void {
  frame.addEventListener("themeApplied", () => {
    const { body, documentElement } = frame.document;
    // The variable and not the body's colour, which may be on its way from the theme before.
    const text = frame.getComputedStyle(documentElement).getPropertyValue("--text-primary-color");
    body.style.colorScheme = schemeOf(text);
  });
}

/** Light text stands on dark ground. Takes a colour of three or four numbers, such as `rgba(0, 0, 0, 0.9)`. */
export function schemeOf(textColour: string): "light" | "dark" {
  const [red = 0, green = 0, blue = 0] = (textColour.match(/[\d.]+/g) ?? []).map(Number);
  return red * 299 + green * 587 + blue * 114 > 127_500 ? "dark" : "light";
}
