import { kinds } from "../../../src/domain/view-query";
import {
  checkedDraft,
  decodeConfiguration,
  defaultConfiguration,
  draftOf,
  encodeConfiguration,
  queryOf,
} from "../../../src/domain/widget/configuration";

const chosen = { days: 45, text: "prod", kinds: ["automatic", "manual"] as const, showOwner: true };

describe("the configuration of a widget", () => {
  test("comes back as it went in, and a widget without one has the usual", () => {
    expect(decodeConfiguration(encodeConfiguration(chosen))).toEqual({
      state: "read",
      configuration: chosen,
    });
    for (const nothing of [null, undefined, ""])
      expect(decodeConfiguration(nothing)).toEqual({ state: "read", configuration: defaultConfiguration });
  });

  test("of a newer version is told, whatever else it holds", () => {
    expect(decodeConfiguration('{"version":2,"days":"all"}')).toEqual({ state: "newer-version" });
  });

  test.each([
    "{",
    "[]",
    "null",
    "{}",
    '{"version":1}',
    '{"version":-1,"days":null,"text":"","kinds":[],"showOwner":false}',
    '{"version":1,"days":400,"text":"","kinds":[],"showOwner":false}',
    '{"version":1,"days":1.5,"text":"","kinds":[],"showOwner":false}',
    '{"version":1,"days":null,"text":"","kinds":["all"],"showOwner":false}',
    '{"version":1,"days":null,"text":"","kinds":[],"showOwner":"yes"}',
    `{"version":1,"days":null,"text":"${"x".repeat(201)}","kinds":[],"showOwner":false}`,
    "x".repeat(20_000),
    42,
  ])("that is damaged is told: %j", (stored) => {
    expect(decodeConfiguration(stored)).toEqual({ state: "damaged" });
  });
});

describe("what a person enters", () => {
  test("is taken where it makes sense; no number of days follows the hub's settings", () => {
    expect(checkedDraft(draftOf(chosen))).toEqual({ ok: true, configuration: chosen });
    expect(checkedDraft({ ...draftOf(chosen), days: " ", text: " a " })).toEqual({
      ok: true,
      configuration: { ...chosen, days: null, text: "a" },
    });
  });

  test.each(["0", "366", "-1", "1.5", "1e2", "ten", "0x10"])("is refused with %s days", (days) => {
    expect(checkedDraft({ ...draftOf(chosen), days })).toEqual({
      ok: false,
      problems: ["days-out-of-range"],
    });
  });

  test("is refused with a text that no name is as long as", () => {
    expect(checkedDraft({ ...draftOf(chosen), text: "x".repeat(201) })).toEqual({
      ok: false,
      problems: ["text-too-long"],
    });
  });
});

test("the hub's query has the widget's days, or those of its widest band", () => {
  expect(queryOf(chosen, [30, 14, 7])).toMatchObject({ within: 45, text: "prod", kinds: chosen.kinds });
  expect(queryOf({ ...defaultConfiguration, kinds }, [60, 14, 7])).toMatchObject({ within: 60 });
});
