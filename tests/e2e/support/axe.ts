import axe from "axe-core";
import type { Frame, Page } from "playwright-core";
import { themeData, type ThemeName } from "../../../simulator/host/theme";

/** How a screen can look; forced colours are what Windows calls a contrast theme. */
export const looks = ["light", "dark", "forced colours"] as const;
export type Look = (typeof looks)[number];

/** WCAG 2.2, levels A and AA. */
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What another look can change; names, roles and sizes stay as they are. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** The frame of the hub or of the tab on a run, or the page itself where the hub was opened without a host around it. */
export function hubFrame(page: Page): Frame {
  const frame = page.frames().find((one) => /\/dist\/(hub|run-tab)\.html/.test(one.url()));
  if (frame === undefined) throw new Error("the page holds no frame of the hub");
  return frame;
}

/**
 * Gives the page a look. Light and dark are the variables which the host hands over (P56), put where the SDK puts them;
 * forced colours are the browser's own doing.
 */
async function dress(page: Page, frame: Frame, look: Look): Promise<void> {
  await page.emulateMedia({ forcedColors: look === "forced colours" ? "active" : "none" });
  const theme: ThemeName = look === "dark" ? "dark" : "light";
  await frame.evaluate((variables) => {
    for (const [name, value] of Object.entries(variables))
      document.documentElement.style.setProperty(`--${name}`, value);
    // What the host paints behind a frame that is transparent, which cannot be seen from inside.
    document.documentElement.style.backgroundColor = "var(--background-color)";
  }, themeData(theme));
}

/** Panels slide and fade in: what is half transparent has no contrast to speak of. */
async function atRest(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    for (const one of finite) one.finish();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** What lies over the page. What is behind it is veiled, and was looked at when it was in front. */
const inFront = "[role=dialog], [role=menu]";

/**
 * What axe finds serious or critical in the hub, or in the frame that is named, as it stands, as `look: rule: element: why`:
 * the rules of colour in each look, of what is in front, and in the light one all others, of the whole document. The script comes in
 * through the browser's tools, which the page's policy does not concern: the policy stays in force. Leaves the page in the
 * last look.
 */
export async function seriousFindings(
  page: Page,
  within: readonly Look[] = looks,
  frame: Frame = hubFrame(page),
): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  const findings: string[] = [];
  for (const look of within) {
    await dress(page, frame, look);
    await atRest(frame);
    const found = await frame.evaluate(
      async ({ tags, colours, over, all }) => {
        const { axe: inPage } = window as unknown as { axe: typeof axe };
        const front = [...document.querySelectorAll(over)];
        const seen = { resultTypes: ["violations" as const], preload: false };
        const off = Object.fromEntries(colours.map((rule) => [rule, { enabled: false }]));
        const results = [
          ...(all
            ? [await inPage.run(document, { ...seen, runOnly: { type: "tag", values: tags }, rules: off })]
            : []),
          await inPage.run(front.length > 0 ? { include: front } : document, {
            ...seen,
            runOnly: { type: "rule", values: colours },
          }),
        ];
        return results
          .flatMap(({ violations }) => violations)
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .flatMap(({ id, nodes }) =>
            nodes.map(
              ({ target, failureSummary, html }) =>
                `${id}: ${target.join(" ")}: ${html.slice(0, 140)}: ${failureSummary ?? ""}`,
            ),
          );
      },
      { tags: levels, colours: colourRules, over: inFront, all: look === "light" },
    );
    findings.push(...found.map((one) => `${look}: ${one}`));
  }
  return findings;
}
