import type { Call } from "../../support/fault-table";
import type { Mode } from "../../../src/domain/renewal/renewal";

type Place = Pick<Call, "name" | "service" | "method" | "path" | "nth"> & { readonly body?: string };

const data = (name: string, operation: string, collection: string, nth = 1): Place => ({
  name,
  service: "data",
  method: "POST",
  path: /_sim\/extension-data/,
  nth,
  body: `{"operation":"${operation}","args":["${collection}`,
});
const endpoint = (name: string, method: "GET" | "PUT", nth = 1): Place => ({
  name,
  service: "ado",
  method,
  path: /serviceendpoint\/endpoints\/[0-9a-f-]{36}/i,
  nth,
});
const test = (name: string, nth: number): Place => ({
  name,
  service: "ado",
  method: "POST",
  path: /endpointproxy/i,
  nth,
});
const graph = (name: string, path: RegExp, nth = 1): Place => ({
  name,
  service: "graph",
  method: "POST",
  path,
  nth,
});

const beginning: readonly Place[] = [
  data("lock", "createDocument", "locks"),
  data("journal intent", "createDocument", "journal"),
  endpoint("read", "GET"),
];
const ending: readonly Place[] = [
  data("record", "createDocument", "records"),
  data("end of the journal", "deleteDocument", "journal"),
  data("end of the lock", "deleteDocument", "locks"),
];
/** Each test of an unsaved value, and the save, reads the connection first: hence the counts. */
const save = (readings: number, journals: number): readonly Place[] => [
  data("journal of the save", "updateDocument", "journal", journals),
  endpoint("read before the save", "GET", readings),
  endpoint("save", "PUT"),
];

/** The calls of an undisturbed renewal at which a step begins or ends, in their order. */
export const boundaries: Readonly<Record<Mode, readonly Place[]>> = {
  graph: [
    ...beginning,
    graph("reading of the app registration", /\$batch/),
    test("baseline test", 1),
    data("journal of the issue", "updateDocument", "journal", 1),
    graph("addPassword", /addPassword/),
    data("journal of the proof", "updateDocument", "journal", 2),
    test("wrong value", 2),
    test("first proof", 3),
    test("last proof", 5),
    ...save(6, 3),
    data("journal of the verification", "updateDocument", "journal", 4),
    test("first verification", 6),
    test("last verification", 10),
    ...ending,
  ],
  guided: [
    ...beginning,
    test("baseline test", 1),
    data("journal of the paste", "updateDocument", "journal", 1),
    data("journal of the proof", "updateDocument", "journal", 2),
    test("wrong value", 2),
    test("last proof", 5),
    ...save(6, 3),
    data("journal of the verification", "updateDocument", "journal", 4),
    test("first verification", 6),
    ...ending,
  ],
  automatic: [
    ...beginning,
    test("baseline test", 1),
    ...save(2, 1),
    data("journal of the verification", "updateDocument", "journal", 2),
    test("first verification", 2),
    test("last verification", 5),
    ...ending,
  ],
};
