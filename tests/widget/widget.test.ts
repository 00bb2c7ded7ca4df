import { within } from "@testing-library/dom";
import "@testing-library/jest-dom";
import { failed, success, type Failure, type Result } from "../../src/domain/failure";
import { rowOf, type Row } from "../../src/domain/inventory";
import { emptyRecord } from "../../src/domain/record";
import { defaultSettings } from "../../src/domain/settings";
import { encodeConfiguration, defaultConfiguration } from "../../src/domain/widget/configuration";
import type { ExpiringReading } from "../../src/operations/read-expiring";
import { createWidget } from "../../src/widget/widget";
import { aConnection, inDays, now } from "../support/builders";

const by = { id: "u1", name: "Ada" };
const hubUrl = "https://dev.azure.com/contoso/Fabrikam/_settings/a.b.project-hub";

const row = (name: string, until: number | null, over: Parameters<typeof aConnection>[0] = {}): Row =>
  rowOf({
    connection: aConnection({ id: name, name, ...over }),
    app: { state: "not-looked", reason: "not-connected" },
    record: {
      ...emptyRecord(name),
      typedExpiry: until === null ? null : { until: inDays(until), by, at: now },
    },
    now,
    settings: defaultSettings,
  });

const reading = (rows: readonly Row[], more: Partial<ExpiringReading> = {}): Result<ExpiringReading> =>
  success({
    rows,
    settings: defaultSettings,
    settingsFailure: null,
    recordsFailure: null,
    recordsUnreadable: 0,
    graph: "not-asked",
    ...more,
  });

const many = [
  row("b-overdue", -3),
  row("a-<b>next</b>", 1),
  ...["c", "d", "e", "f", "g", "h"].map((name, place) => row(name, 5 + place)),
  row("later", 90),
  row("undated", null),
];

const opened: string[] = [];
let reads = 0;

function placed(answer: Result<ExpiringReading> | null, hub = hubUrl) {
  document.body.innerHTML = "<main></main>";
  const root = document.querySelector("main");
  if (root === null) throw new Error("no place for the widget");
  const report: ((one: Result<ExpiringReading>) => void)[] = [];
  const widget = createWidget(root, {
    read:
      answer === null
        ? null
        : (tell) => {
            reads += 1;
            report.push(tell);
            tell(answer);
            return Promise.resolve();
          },
    now: () => now,
    open: (url) => opened.push(url),
    hubUrl: hub,
    dates: { culture: "en-GB", zone: () => 0, timeZone: "UTC" },
  });
  const at = (columns: number, rows: number, stored: unknown = null, name = "Secrets & co") => ({
    name,
    size: { columns, rows },
    stored,
  });
  return { root, shown: within(root), widget, at, report };
}

async function loaded(
  answer: Result<ExpiringReading> | null,
  size: readonly [number, number],
  stored: unknown = null,
) {
  const made = placed(answer);
  await made.widget.load(made.at(...size, stored));
  return made;
}

beforeEach(() => {
  opened.splice(0);
  reads = 0;
});

const stored = (more: Partial<typeof defaultConfiguration>): string =>
  encodeConfiguration({ ...defaultConfiguration, ...more });

describe("in every size", () => {
  test.each([
    [1, 1, 0],
    [2, 1, 3],
    [2, 2, 7],
    [3, 2, 7],
  ])(
    "%d by %d: the number, its colour as a word, what it is made of, and %d connections",
    async (columns, rows, listed) => {
      const { shown, root } = await loaded(reading(many), [columns, rows]);

      expect(root).toHaveAccessibleName("Secrets & co");
      expect(shown.getByRole("heading", { name: "Secrets & co" })).toBeVisible();
      const opener = shown.getByRole("link", {
        name: "8 due 1 overdue, 7 within 30 days Open in the hub",
      });
      expect(opener).toHaveAttribute("href", `${hubUrl}?within=30`);
      expect(opener.closest("p")).toHaveAttribute("data-standing", "overdue");
      expect(shown.queryAllByRole("listitem")).toHaveLength(listed);
      expect(shown.getByText(/1 without a date$/)).toBeVisible();
    },
  );

  test("the most urgent comes first, with its end and how sure that is, and leads to its detail", async () => {
    const { shown } = await loaded(reading(many), [2, 1]);
    const [first, second] = shown.getAllByRole("listitem");

    expect(first).toHaveTextContent("b-overdueExpired 3 days ago · as entered");
    expect(second).toHaveTextContent("a-<b>next</b>");
    within(second!).getByRole("link", { name: "a-<b>next</b>" }).click();
    expect(opened).toEqual([`${hubUrl}?connection=a-%3Cb%3Enext%3C%2Fb%3E&panel=detail`]);
  });

  test("with room for it the date stands beside the name, and the creator where that was asked for", async () => {
    const { shown } = await loaded(reading(many), [3, 2], stored({ showOwner: true }));

    expect(shown.getAllByRole("listitem")[0]).toHaveTextContent(
      "b-overdue21 Nov 2026Expired 3 days ago · entered by an administratorAda",
    );
    expect(shown.getByText("1 more in the hub · 1 without a date")).toBeVisible();
  });
});

test.each([
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 2],
])("%d by %d tells apart what has no date and what this person may not look into", async (columns, rows) => {
  const without = [row("undated", null), row("unsaid", null), row("hidden", null, { incomplete: true })];
  const { root } = await loaded(reading([row("next", 1), ...without]), [columns, rows]);

  expect(root.querySelector(".notes")).toHaveTextContent(/^2 without a date · 1 you may not look into$/);
});

test("where a date may have been left unread, that comes before how many have none", async () => {
  const unread = { graph: "failed" as const, recordsUnreadable: 1 };
  const { root } = await loaded(reading([row("undated", null)], unread), [1, 1]);

  expect(root.querySelector(".notes")).toHaveTextContent(
    /^Typed dates couldn't be read · Microsoft Graph couldn't be read$/,
  );
});

describe("what is not known is never a tick", () => {
  const later = row("later", 90);
  test.each([
    ["0 due", [later], {}, ""],
    ["0 known to be due", [later, row("x", null)], {}, "1 without a date"],
    ["0 known to be due", [later, row("x", null, { incomplete: true })], {}, "1 you may not look into"],
    [
      "0 known to be due",
      [later],
      { recordsFailure: { code: "network", system: "extension-data" } as Failure },
      "Typed dates couldn't be read",
    ],
    ["0 known to be due", [later], { recordsUnreadable: 1 }, "Typed dates couldn't be read"],
    ["0 known to be due", [later], { graph: "failed" as const }, "Microsoft Graph couldn't be read"],
    ["0 known to be due", [later], { graph: "asking" as const }, "Asking Microsoft Graph…"],
  ])("%s: %#", async (word, rows, more, note) => {
    const { shown, root } = await loaded(reading(rows, more), [1, 1]);

    expect(root.querySelector(".summary")).toHaveTextContent(new RegExp(`^${word} None`));
    expect(shown.getByText("None within 30 days")).toBeVisible();
    expect(root.querySelector(".notes")).toHaveTextContent(note);
  });

  test("an estimate says that it is one", async () => {
    const automatic = rowOf({
      ...many[0]!,
      connection: aConnection({ kind: "automatic", name: "auto", modifiedAt: inDays(-85) }),
      record: null,
      now,
      settings: defaultSettings,
    });
    const { shown } = await loaded(reading([automatic]), [2, 1]);

    expect(shown.getByText(/^Estimated: expires in \d+ days$/)).toBeVisible();
  });
});

describe("who may see nothing is told so, and never a number", () => {
  const sentence = "You may not be allowed to see this project's service connections.";
  test.each([
    ["an empty list", reading([])],
    ["nothing but connections one may not look into", reading([row("x", null, { incomplete: true })])],
    ["a refusal", failed({ code: "not-permitted", system: "azure-devops", detail: "" })],
  ] as const)("%s", async (_, answer) => {
    const { root, shown } = await loaded(answer, [1, 1]);

    expect(shown.getByText(sentence)).toBeVisible();
    expect(root.textContent).not.toMatch(/\d/);
  });
});

test("a list that couldn't be read says why, and is read again on a press", async () => {
  const { shown } = await loaded(failed({ code: "network", system: "azure-devops" }), [2, 1]);

  expect(
    shown.getByText(
      "The service connections couldn't be read. Azure DevOps couldn't be reached. Check the network connection, then try again.",
    ),
  ).toBeVisible();
  shown.getByRole("button", { name: "Look again" }).click();
  expect(reads).toBe(2);
});

describe("its settings", () => {
  test("decide what is counted, and the press leads to exactly that", async () => {
    const filter = stored({ days: 7, text: "next", kinds: ["manual"] });
    const { shown } = await loaded(reading(many), [2, 1], filter);

    shown.getByRole("link", { name: /^1 due soon All within 7 days/ }).click();
    expect(opened).toEqual([`${hubUrl}?q=next&kind=manual&within=7`]);
  });

  test("that nothing fits are told as such", async () => {
    const { shown } = await loaded(reading(many), [2, 1], stored({ text: "nobody" }));

    expect(shown.getByText("No connection that you can see fits this widget's filter.")).toBeVisible();
  });

  test.each([
    [
      '{"version":2}',
      /^A newer version of this extension wrote this widget's settings\. Nothing was counted\./,
    ],
    ["{", "This widget's settings can't be read. Nothing was counted. Configure it again."],
  ])("that are newer or damaged count nothing: %s", async (data, sentence) => {
    const { root, shown } = await loaded(reading(many), [2, 1], data);

    expect(shown.getByText(sentence)).toBeVisible();
    expect(root).not.toHaveTextContent("8");
  });

  test("that change are counted anew over what was read, and a dashboard that refreshes itself reads again", async () => {
    const { widget, at, shown } = await loaded(reading(many), [2, 1]);

    await widget.reload(at(2, 1, stored({ days: 1 })));
    expect(shown.getByText("1 overdue, 1 within 1 day")).toBeVisible();
    expect(reads).toBe(1);
    await widget.reload(at(2, 1, stored({ days: 1 })));
    expect(reads).toBe(2);
  });
});

test("a widget without a name of its own, a project or a hub still says what it is", async () => {
  const made = placed(null, "");
  made.widget.preload(made.at(1, 1, null, ""));
  expect(made.root).toHaveAccessibleName("Expiring service connections");
  expect(made.shown.getByText(/^Azure DevOps didn't say which project/)).toBeVisible();

  const without = placed(reading(many), "");
  without.widget.preload(without.at(2, 1));
  expect(without.shown.getByRole("status")).toHaveTextContent("Reading service connections…");
  await without.widget.load(without.at(2, 1));
  expect(without.shown.queryAllByRole("link")).toEqual([]);
  expect(without.shown.getByText("due")).toBeVisible();
});

test("an answer that comes later is drawn, unless another reading began", async () => {
  const { report, shown, widget, at } = await loaded(reading([row("a", 90)], { graph: "asking" }), [1, 1]);

  report[0]?.(reading([row("a", 9)], { graph: "read" }));
  expect(shown.getByText("due soon")).toBeVisible();
  await widget.load(at(1, 1));
  report[0]?.(reading([row("a", -9)], { graph: "read" }));
  expect(shown.queryByText("overdue")).toBeNull();
});
