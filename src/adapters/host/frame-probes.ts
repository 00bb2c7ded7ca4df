import type { Probe, ProbeId } from "../../ports/diagnostics";

/** Variables of the host's theme on which the hub and its components rely (P56, P113). */
const usedVariables = [
  "background-color",
  "text-primary-color",
  "text-secondary-color",
  "text-disabled-color",
  "focus-border-color",
  "communication-background",
  "communication-foreground",
  "text-on-communication-background",
  "callout-background-color",
  "status-error-text",
  "status-warning-text",
  "status-success-text",
  "palette-neutral-20",
  "palette-black-alpha-4",
];

type PermissionsPolicy = { allowedFeatures?: () => readonly string[] };

/** Features that the page or its links use, or might. */
const wantedFeatures = ["clipboard-write", "clipboard-read", "fullscreen", "local-network-access"];

const told = (id: ProbeId, detail: string): Probe => ({ id, answer: "told", detail });
const yesOrNo = (id: ProbeId, holds: boolean, detail = ""): Probe => ({
  id,
  answer: holds ? "present" : "absent",
  detail,
});

/** A sandboxed frame throws on the very name of its storage. */
function storageOf(frame: Window): Probe {
  try {
    return yesOrNo("frame-storage", typeof frame.localStorage.length === "number");
  } catch (error) {
    return yesOrNo("frame-storage", false, error instanceof Error ? error.name : "");
  }
}

function featuresOf(frame: Window): Probe {
  const { permissionsPolicy, featurePolicy } = frame.document as {
    permissionsPolicy?: PermissionsPolicy;
    featurePolicy?: PermissionsPolicy;
  };
  const allowed = (permissionsPolicy ?? featurePolicy)?.allowedFeatures?.();
  if (allowed === undefined)
    return { id: "frame-features", answer: "unknown", detail: "this browser does not tell" };
  return told(
    "frame-features",
    wantedFeatures.map((name) => `${name}: ${allowed.includes(name) ? "yes" : "no"}`).join(", "),
  );
}

function themeOf(frame: Window): readonly Probe[] {
  const style = frame.getComputedStyle(frame.document.documentElement);
  const missing = usedVariables.filter((name) => style.getPropertyValue(`--${name}`).trim() === "");
  const media = (query: string): string => (frame.matchMedia(query).matches ? "yes" : "no");
  return [
    {
      id: "theme-variables",
      answer: missing.length === 0 ? "present" : "absent",
      detail: missing.length === 0 ? `${String(usedVariables.length)} of those used` : missing.join(", "),
    },
    told(
      "theme-preferences",
      `forced colours: ${media("(forced-colors: active)")}, dark: ${media("(prefers-color-scheme: dark)")}, ` +
        `reduced motion: ${media("(prefers-reduced-motion: reduce)")}`,
    ),
  ];
}

/** What the frame allows and what the theme brings (P111, P113). Looks only; asks for nothing, opens nothing. */
export function frameProbes(frame: Window): readonly Probe[] {
  const navigator = frame.navigator as { clipboard?: Clipboard; locks?: LockManager; userAgent: string };
  const opaque = frame.origin === "null";
  return [
    told("browser", navigator.userAgent),
    yesOrNo("frame-origin", !opaque, opaque ? "the frame is sandboxed without its own origin" : ""),
    storageOf(frame),
    yesOrNo("frame-clipboard", navigator.clipboard !== undefined),
    yesOrNo("frame-locks", navigator.locks !== undefined),
    featuresOf(frame),
    ...themeOf(frame),
  ];
}
