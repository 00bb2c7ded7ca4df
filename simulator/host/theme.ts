/**
 * The themes a host hands to its extensions: CSS variables without the leading dashes (P56). Light holds the fallbacks
 * written in azure-devops-ui's style sheets; tokens without a fallback are the simulator's choice (P57). Nobody outside
 * knows the dark map of Azure DevOps: here the neutrals are inverted onto a dark grey (P58).
 */
export type ThemeName = "light" | "dark";

const neutrals: Record<string, number> = {
  "0": 255,
  "2": 248,
  "4": 244,
  "6": 239,
  "8": 234,
  "10": 218,
  "20": 200,
  "30": 166,
  "60": 102,
  "70": 76,
  "80": 51,
  "100": 0,
};

const alphas = [2, 4, 6, 8, 10, 20, 30, 60, 70, 80];

const inverted = (level: number): number => Math.round(32 + ((255 - level) * 223) / 255);

function palette(theme: ThemeName): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [name, level] of Object.entries(neutrals)) {
    const shown = theme === "light" ? level : inverted(level);
    entries[`palette-neutral-${name}`] = `${shown}, ${shown}, ${shown}`;
  }
  const base = theme === "light" ? "0, 0, 0" : "255, 255, 255";
  for (const alpha of alphas) entries[`palette-black-alpha-${alpha}`] = `rgba(${base}, ${alpha / 100})`;
  return entries;
}

const light: Record<string, string> = {
  "palette-primary-shade-30": "0, 69, 120",
  "palette-primary-shade-20": "0, 90, 158",
  "palette-primary-shade-10": "16, 110, 190",
  "palette-primary-darkened-10": "0, 91, 161",
  "palette-primary-darkened-6": "0, 103, 181",
  "palette-primary": "0, 120, 212",
  "palette-primary-tint-10": "43, 136, 216",
  "palette-primary-tint-20": "199, 224, 244",
  "palette-primary-tint-30": "222, 236, 249",
  "palette-primary-tint-40": "239, 246, 252",
  "palette-accent3": "214, 127, 60",
  "palette-accent3-dark": "184, 94, 6",
  "palette-error": "rgba(232, 17, 35, 1)",
  "palette-error-6": "rgba(203, 15, 31, 1)",
  "palette-error-10": "rgba(184, 14, 28, 1)",
  "background-color": "rgba(255, 255, 255, 1)",
  "communication-foreground": "rgba(0, 90, 158, 1)",
  "communication-background": "rgba(0, 120, 212, 1)",
  "text-primary-color": "rgba(0, 0, 0, .9)",
  "text-secondary-color": "rgba(0, 0, 0, .55)",
  "text-disabled-color": "rgba(0, 0, 0, .38)",
  "text-on-communication-background": "rgba(255, 255, 255, 1)",
  "border-subtle-color": "rgba(0, 0, 0, .08)",
  "splitter-border-color": "rgba(0, 0, 0, .42)",
  "focus-border-color": "rgba(0, 120, 212, 1)",
  "focus-pulse-max-color": "rgba(0, 120, 212, 0.23)",
  "focus-pulse-min-color": "rgba(0, 120, 212, 0.15)",
  "callout-background-color": "rgba(255, 255, 255, 1)",
  "callout-filtered-background-color": "rgba(255, 255, 255, 0.86)",
  "callout-shadow-color": "rgba(0, 0, 0, .132)",
  "callout-shadow-secondary-color": "rgba(0, 0, 0, .108)",
  "panel-shadow-color": "rgba(0, 0, 0, .22)",
  "panel-shadow-secondary-color": "rgba(0, 0, 0, .18)",
  "third-party-icon-filter": "none",
  "component-label-default-color": "rgba(244, 244, 244, 1)",
  "component-label-default-color-hover": "rgba(218, 218, 218, 1)",
  "component-grid-row-hover-color": "rgba(0, 0, 0, .02)",
  "component-grid-selected-row-color": "rgba(222, 236, 249, 1)",
  "component-grid-focus-border-color": "rgba(0, 120, 212, 1)",
  "component-grid-cell-bottom-border-color": "rgba(234, 234, 234, 1)",
  "component-grid-drag-source-color": "rgba(255, 255, 255, 0.40)",
  "component-grid-action-selected-cell-hover-color": "rgba(222, 236, 249, 1)",
  "component-status-error": "rgba(205, 74, 69, 1)",
  "component-status-info": "rgba(0, 120, 212, 1)",
  "component-status-neutral": "rgba(102, 102, 102, 1)",
  "component-status-success": "rgba(85, 163, 98, 1)",
  "component-status-warning": "rgba(214, 127, 60, 1)",
  "status-info-foreground": "rgba(0, 120, 212, 1)",
  "status-info-background": "rgba(239, 246, 252, 1)",
  "status-error-foreground": "rgba(205, 74, 69, 1)",
  "status-error-background": "rgba(249, 235, 235, 1)",
  "status-error-text": "rgba(218, 10, 0, 1)",
  "status-error-strong": "rgba(168, 0, 0, 1)",
  "status-success-foreground": "rgba(16, 124, 16, 1)",
  "status-success-background": "rgba(223, 246, 221, 1)",
  "status-success-text": "rgba(16, 124, 16, 1)",
  "status-warning-icon-foreground": "rgba(177, 133, 37, 1)",
  "status-warning-foreground": "rgba(214, 127, 60, 1)",
  "status-warning-background": "rgba(251, 242, 236, 1)",
  "status-warning-text": "rgba(184, 94, 6, 1)",
  "header-background": "rgba(255, 255, 255, 1)",
  "nav-background": "rgba(244, 244, 244, 1)",
};

/** Only what differs from light. */
const dark: Record<string, string> = {
  "palette-primary-shade-30": "205, 227, 247",
  "palette-primary-shade-20": "143, 195, 238",
  "palette-primary-shade-10": "108, 175, 232",
  "palette-primary-darkened-10": "0, 91, 161",
  "palette-primary-darkened-6": "0, 103, 181",
  "palette-primary-tint-20": "13, 70, 114",
  "palette-primary-tint-30": "18, 58, 92",
  "palette-primary-tint-40": "24, 46, 68",
  "palette-accent3-dark": "240, 170, 110",
  "background-color": "rgba(32, 32, 32, 1)",
  "communication-foreground": "rgba(86, 164, 232, 1)",
  "text-primary-color": "rgba(255, 255, 255, .92)",
  "text-secondary-color": "rgba(255, 255, 255, .66)",
  "text-disabled-color": "rgba(255, 255, 255, .42)",
  "border-subtle-color": "rgba(255, 255, 255, .10)",
  "splitter-border-color": "rgba(255, 255, 255, .42)",
  "focus-border-color": "rgba(86, 164, 232, 1)",
  "focus-pulse-max-color": "rgba(86, 164, 232, 0.30)",
  "callout-background-color": "rgba(45, 45, 45, 1)",
  "callout-filtered-background-color": "rgba(45, 45, 45, 0.86)",
  "callout-shadow-color": "rgba(0, 0, 0, .40)",
  "callout-shadow-secondary-color": "rgba(0, 0, 0, .32)",
  "panel-shadow-color": "rgba(0, 0, 0, .60)",
  "panel-shadow-secondary-color": "rgba(0, 0, 0, .50)",
  "component-label-default-color": "rgba(58, 58, 58, 1)",
  "component-label-default-color-hover": "rgba(76, 76, 76, 1)",
  "component-grid-row-hover-color": "rgba(255, 255, 255, .05)",
  "component-grid-selected-row-color": "rgba(18, 58, 92, 1)",
  "component-grid-focus-border-color": "rgba(86, 164, 232, 1)",
  "component-grid-cell-bottom-border-color": "rgba(58, 58, 58, 1)",
  "component-grid-drag-source-color": "rgba(32, 32, 32, 0.40)",
  "component-grid-action-selected-cell-hover-color": "rgba(18, 58, 92, 1)",
  "component-status-neutral": "rgba(160, 160, 160, 1)",
  "status-info-foreground": "rgba(86, 164, 232, 1)",
  "status-info-background": "rgba(24, 46, 68, 1)",
  "status-error-foreground": "rgba(240, 120, 116, 1)",
  "status-error-background": "rgba(68, 30, 30, 1)",
  "status-error-text": "rgba(255, 140, 134, 1)",
  "status-error-strong": "rgba(255, 170, 165, 1)",
  "status-success-foreground": "rgba(125, 205, 125, 1)",
  "status-success-background": "rgba(26, 54, 28, 1)",
  "status-success-text": "rgba(125, 205, 125, 1)",
  "status-warning-icon-foreground": "rgba(240, 190, 90, 1)",
  "status-warning-foreground": "rgba(240, 170, 110, 1)",
  "status-warning-background": "rgba(66, 46, 26, 1)",
  "status-warning-text": "rgba(245, 185, 125, 1)",
  "header-background": "rgba(32, 32, 32, 1)",
  "nav-background": "rgba(45, 45, 45, 1)",
};

/** A complete map: every variable azure-devops-ui reads has a value in both themes. */
export function themeData(theme: ThemeName): Record<string, string> {
  return { ...light, ...(theme === "dark" ? dark : {}), ...palette(theme) };
}

/** How Azure DevOps names a theme in the page context. */
export const themeId = (theme: ThemeName): string =>
  theme === "dark" ? "ms.vss-web.vsts-theme-dark" : "ms.vss-web.vsts-theme";

/** Gives this page itself the theme: its own style sheet reads the same variables. */
export function applyToPage(theme: ThemeName): void {
  const { style, dataset } = document.documentElement;
  for (const [name, value] of Object.entries(themeData(theme))) style.setProperty(`--${name}`, value);
  dataset["theme"] = theme;
}
