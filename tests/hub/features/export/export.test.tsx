import "@testing-library/jest-dom";
import { act, fireEvent, screen, within } from "@testing-library/react";
import { webcrypto } from "node:crypto";
import { TextEncoder } from "node:util";
import { noteText } from "../../../../src/domain/note";
import { withQuery } from "../../../../src/hub/shell/contracts/hub-state";
import { inDays } from "../../../support/builders";
import { expiring, shown } from "../../support/shown";

jest.setTimeout(30_000);

beforeAll(() => {
  // Browsers have both in a page served over https; jsdom lacks them.
  Object.defineProperty(globalThis, "crypto", { value: webcrypto, configurable: true });
  Object.assign(globalThis, { TextEncoder });
});

const some = () => [
  expiring(9, "=SUM(A1)", 1),
  expiring(20, "billing", 2, { description: noteText(null, inDays(20)) }),
];

async function opened(over: Parameters<typeof shown>[0], text = "") {
  const made = await shown(over);
  if (text !== "") act(() => made.hub.store.update((state) => withQuery(state, { text })));
  fireEvent.click(screen.getByRole("button", { name: "Export" }));
  return { ...made, dialog: await screen.findByRole("dialog", { name: "Export the current view" }) };
}

/** The libraries are loaded when they are first asked for. */
async function textOf(dialog: HTMLElement): Promise<string> {
  const field = await within(dialog).findByRole<HTMLTextAreaElement>(
    "textbox",
    { name: "Text of the export" },
    { timeout: 20_000 },
  );
  return field.value;
}

test("a CSV holds the rows of the view, harmless to a spreadsheet, when it was made and what is missing", async () => {
  const { dialog } = await opened({ connections: some() });

  fireEvent.click(within(dialog).getByRole("button", { name: "Download CSV" }));
  const csv = await textOf(dialog);

  expect(csv.split("\r\n")[0]).toMatch(/"Name","Project","Kind"/);
  expect(csv).toContain('"\'=SUM(A1)","Fabrikam","Manual"');
  expect(csv).toContain("Created on 24 Nov 2026, 09:00 (2026-11-24 09:00 UTC).");
  expect(csv).toContain("Not read: Microsoft Graph, so some dates are estimates or unknown.");
  expect(within(dialog).getByRole("status")).toHaveTextContent(
    "This browser doesn't let the page start a download. Copy the text below into a file.",
  );
});

test("an export holds what the filters let through, and says so", async () => {
  const { dialog } = await opened({ connections: some() }, "bill");
  expect(dialog).toHaveTextContent("1 of 2 service connections matching the current filters.");

  fireEvent.click(within(dialog).getByRole("button", { name: "Copy as Markdown" }));
  const markdown = await textOf(dialog);

  expect(markdown).toContain("| billing | Fabrikam | Manual |");
  expect(markdown).not.toContain("SUM");
  expect(within(dialog).getByRole("status")).toHaveTextContent(/didn't let the page write to the clipboard/);
});

test("a calendar has an entry with alarms for each end ahead, and says where to renew", async () => {
  const { dialog } = await opened({ connections: some() });

  fireEvent.click(within(dialog).getByRole("button", { name: "Download calendar (.ics)" }));
  const calendar = await textOf(dialog);

  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(calendar).toContain("SUMMARY:Expires (as noted): billing");
  expect(calendar).toContain("DTSTART;VALUE=DATE:20261214");
  // Of the bands of 30, 14 and 7 days, the first has passed for both (RFC 5545 TRIGGER).
  expect(calendar.match(/BEGIN:VALARM/g)).toHaveLength(3);
  expect(calendar.replace(/\r?\n /g, "")).toContain(
    "https://dev.azure.com/contoso/Fabrikam/_settings/hub?connection=",
  );
});
