import { markerText, parseMarker, short } from "../../src/domain/marker";
import { connectionId, runId } from "../support/builders";

test("ties a credential to one connection and one run (G113)", () => {
  expect(markerText(connectionId, runId)).toBe(`ADO-SC v1 ${connectionId} aabbccdd`);
});

test("stays well below the 90 characters of a displayName", () => {
  expect(markerText(connectionId, runId)).toHaveLength(55);
});

test("reads what it writes, in lower case", () => {
  const marker = { connectionId, runId8: "aabbccdd" };

  expect(parseMarker(markerText(connectionId.toUpperCase(), runId.toUpperCase()))).toEqual(marker);
  expect(parseMarker(`  ADO-SC V1 ${connectionId.toUpperCase()} AABBCCDD `)).toEqual(marker);
});

test.each([
  null,
  "",
  "rbac",
  `ADO-SC v2 ${connectionId} aabbccdd`,
  `ADO-SC v1 ${connectionId}`,
  `ADO-SC v1 ${connectionId} aabbccd`,
  `ADO-SC v1 ${connectionId} aabbccdd and more`,
  `x ADO-SC v1 ${connectionId} aabbccdd`,
])("sees no marker in %j", (displayName) => {
  expect(parseMarker(displayName)).toBeNull();
});

test("shortens an id to eight characters", () => {
  expect(short("AABBCCDD-0000")).toBe("aabbccdd");
});
