import { countText, numberText } from "../../../../words/common";

export const exportTitle = "Export the current view";
export const csvText = "Download CSV";
export const calendarText = "Download calendar (.ics)";
export const markdownText = "Copy as Markdown";
export const textLabel = "Text of the export";
export const preparingText = "Preparing…";

/** What an export will hold. */
export const contentText = (shown: number, all: number): string =>
  shown === all
    ? `All ${countText(all, "service connection", "service connections")} of the list.`
    : `${numberText(shown)} of ${countText(all, "service connection", "service connections")} matching the current filters.`;

export const calendarExplanation =
  "The calendar holds an all-day entry for each expiry ahead, with alarms on the days of the warnings in Settings.";

/** A frame may forbid downloads without saying so (P111), so the text stays at hand. */
export const handedOverText = (fileName: string): string =>
  `${fileName} was handed to the browser. If no download starts, copy the text below into a file.`;
export const noDownloadText =
  "This browser doesn't let the page start a download. Copy the text below into a file.";
export const copiedText = "Copied. The same text stands below.";
export const notCopiedText =
  "The browser didn't let the page write to the clipboard. The text below is selected: copy it with the keyboard.";
export const partMissingText =
  "A part of the hub couldn't be loaded, so nothing was exported. Check the network connection, then try again.";
