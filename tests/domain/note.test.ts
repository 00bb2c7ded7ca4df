import { instant } from "../../src/domain/instant";
import { noteText, parseNote, withNote, withoutNote } from "../../src/domain/note";

const until = instant(Date.UTC(2027, 4, 22));
const keyId = "1A2B3C4D-1111-4222-8333-666666666666";
const note = "[secret 1a2b3c4d expires 2027-05-22]";

test("names the credential by its first eight characters, in lower case", () => {
  expect(noteText(keyId, until)).toBe(note);
  expect(noteText(null, until)).toBe("[secret unknown expires 2027-05-22]");
});

test.each<[string, string, unknown]>([
  ["a note alone", note, { key8: "1a2b3c4d", until }],
  ["a note amid text", `Deploys prod. ${note} Ask Ada.`, { key8: "1a2b3c4d", until }],
  ["a note in capitals", note.toUpperCase(), { key8: "1a2b3c4d", until }],
  ["an unknown key", "[secret unknown expires 2027-05-22]", { key8: null, until }],
  ["two notes: the last", `[secret ffffffff expires 2020-01-01] ${note}`, { key8: "1a2b3c4d", until }],
  [
    "a good note before a broken one",
    `${note} [secret ffffffff expires 2027-13-45]`,
    { key8: "1a2b3c4d", until },
  ],
  ["no note", "Deploys prod.", null],
  ["nothing", "", null],
  ["a short key", "[secret 1a2b expires 2027-05-22]", null],
  ["another word", "[secret 1a2b3c4d ends 2027-05-22]", null],
  ["an impossible date", "[secret 1a2b3c4d expires 2027-99-99]", null],
  ["an open bracket", "[secret 1a2b3c4d expires 2027-05-22", null],
])("reads %s", (_name, description, expected) => {
  expect(parseNote(description)).toEqual(expected);
});

test.each([
  ["an empty description", "", note],
  ["text", "Deploys prod.", `Deploys prod. ${note}`],
  ["text that ends in a blank", "Deploys prod. ", `Deploys prod. ${note}`],
  ["text that ends in a line break", "Deploys prod.\n", `Deploys prod.\n${note}`],
  ["an older note in front", "[secret ffffffff expires 2020-01-01] Ask Ada.", `${note} Ask Ada.`],
  ["an older note in the middle", "A [secret unknown expires 2020-01-01] B", `A ${note} B`],
  ["two older notes", "[secret ffffffff expires 2020-01-01][secret eeeeeeee expires 2021-01-01]", note],
  ["text with replacement patterns", "costs $& and $1", `costs $& and $1 ${note}`],
  ["something like a note", "[secret sauce]", `[secret sauce] ${note}`],
])("writes exactly one note into %s", (_name, before, after) => {
  expect(withNote(before, note)).toBe(after);
});

test("writing the same note twice changes nothing", () => {
  const once = withNote("Deploys prod.", note);

  expect(withNote(once, note)).toBe(once);
});

test.each([
  ["Deploys prod.", "Deploys prod."],
  [`Deploys prod. ${note}`, "Deploys prod."],
  [`A ${note} B`, "A B"],
  [note, ""],
  ["two  blanks stay", "two  blanks stay"],
])("%j without its note is %j", (description, expected) => {
  expect(withoutNote(description)).toBe(expected);
});
