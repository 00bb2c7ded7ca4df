import { followHostScheme, schemeOf } from "../../../src/adapters/host/colour-scheme";

test.each([
  ["rgba(0, 0, 0, 0.9)", "light"],
  ["rgb(32, 31, 30)", "light"],
  ["rgba(255, 255, 255, 0.86)", "dark"],
  ["rgb(255, 255, 0)", "dark"],
  ["", "light"],
])("text of %s stands on %s ground", (colour, scheme) => {
  expect(schemeOf(colour)).toBe(scheme);
});

test("each theme that the host applies decides the scheme of the body, and the root keeps none", () => {
  let colour = "";
  let applied = (): void => undefined;
  const body = { style: { colorScheme: "" } };
  const documentElement = { style: { colorScheme: "" } };
  followHostScheme({
    document: { body, documentElement },
    getComputedStyle: () => ({
      // Where motion is reduced, a transition of no length leaves the colour of before here for a moment.
      color: "rgb(0, 0, 0)",
      getPropertyValue: (name: string) => (name === "--text-primary-color" ? colour : ""),
    }),
    addEventListener: (name: string, listener: () => void) => {
      if (name === "themeApplied") applied = listener;
    },
  } as unknown as Window);
  expect(body.style.colorScheme).toBe("");

  colour = "rgba(255, 255, 255, 0.9)";
  applied();
  expect(body.style.colorScheme).toBe("dark");
  colour = "rgba(0, 0, 0, 0.9)";
  applied();
  expect(body.style.colorScheme).toBe("light");
  expect(documentElement.style.colorScheme).toBe("");
});
