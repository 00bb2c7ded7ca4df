import { defaultSettings, isGuid, settingsProblems, type Settings } from "../../src/domain/settings";
import { appId } from "../support/builders";

test("the defaults can be saved as they are", () => {
  expect(settingsProblems(defaultSettings)).toEqual([]);
});

test.each<[string, Partial<Settings>, readonly string[]]>([
  ["a client id", { clientId: appId }, []],
  ["a client id in capitals", { clientId: appId.toUpperCase() }, []],
  ["a name as client id", { clientId: "my-app" }, ["client-id-not-a-guid"]],
  ["an empty client id", { clientId: "" }, ["client-id-not-a-guid"]],
  ["equal bands", { bands: [30, 14, 14] }, ["bands-not-descending"]],
  ["ascending bands", { bands: [7, 14, 30] }, ["bands-not-descending"]],
  ["a band of no days", { bands: [30, 14, 0] }, ["bands-out-of-range"]],
  ["a band of half days", { bands: [30, 14, 7.5] }, ["bands-out-of-range"]],
  ["a band of a year", { bands: [365, 14, 7] }, []],
  ["a band beyond a year", { bands: [366, 14, 7] }, ["bands-out-of-range"]],
  ["no number as band", { bands: [30, Number.NaN, 7] }, ["bands-not-descending", "bands-out-of-range"]],
  ["one day", { lifetimeDays: 1 }, []],
  ["no day", { lifetimeDays: 0 }, ["lifetime-out-of-range"]],
  ["the longest lifetime (G137)", { lifetimeDays: 730 }, []],
  ["a longer lifetime", { lifetimeDays: 731 }, ["lifetime-out-of-range"]],
  ["half a day", { lifetimeDays: 1.5 }, ["lifetime-out-of-range"]],
  ["several at once", { clientId: "x", lifetimeDays: 0 }, ["client-id-not-a-guid", "lifetime-out-of-range"]],
])("with %s", (_name, change, expected) => {
  expect(settingsProblems({ ...defaultSettings, ...change })).toEqual(expected);
});

test.each([
  [appId, true],
  [` ${appId}\n`, true],
  [`{${appId}}`, false],
  [appId.slice(1), false],
  ["", false],
])("%j is a GUID: %p", (text, expected) => {
  expect(isGuid(text)).toBe(expected);
});
