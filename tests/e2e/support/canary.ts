import type { Frame } from "playwright-core";
import type { RecordedRequest } from "../../../simulator/core/traffic";
import type { Simulator } from "../../../simulator/simulator";
import { subjectOf } from "../../support/simulated-tab";
import type { OpenHub } from "./hub-page";

/** Characters that URLs, JSON and HTML each write in their own way, so that each form can be looked for. */
export const canary = 'Ca~na"ry\\8Q<&%+/ü-secret-0123456789abcdef';

/** How a text can be written: as it is, for URLs, in JSON, twice in JSON, in HTML, and as base64 at any offset. */
function formsOf(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const base64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
    // The first and last groups hold bits of the neighbours.
    return padded.slice(4, Math.floor(padded.replace(/=+$/, "").length / 4) * 4 - 4);
  });
  return [
    text,
    encodeURIComponent(text),
    encodeURI(text),
    new URLSearchParams({ v: text }).toString().slice(2),
    json,
    JSON.stringify(json).slice(1, -1),
    html,
    html.replaceAll('"', "&quot;"),
    // The tail has no character that is written differently anywhere.
    "-secret-0123456789abcdef",
    ...base64,
  ];
}

export const forms = formsOf(canary);
export const holds = (text: string): boolean => forms.some((form) => text.includes(form));

/** Everything a script of a frame could read or has kept: document, fields, stores, caches, its own address. */
function keptIn(frame: Frame): Promise<string> {
  return frame.evaluate(async () => {
    const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].map((attribute) => attribute.value),
    );
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
    const databases = await Promise.all(
      (await indexedDB.databases()).map(
        ({ name }) =>
          new Promise<string>((resolve, reject) => {
            const opening = indexedDB.open(name ?? "");
            opening.onerror = () => reject(new Error(`${name ?? ""} cannot be opened`));
            opening.onsuccess = async () => {
              const database = opening.result;
              const stores = [...database.objectStoreNames];
              const read = stores.map(
                (store) =>
                  new Promise<string>((done) => {
                    const all = database.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => done(JSON.stringify(all.result));
                  }),
              );
              const texts = await Promise.all(read);
              database.close();
              resolve(texts.join("\n"));
            };
          }),
      ),
    );
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        cached.push(request.url, await ((await cache.match(request))?.text() ?? Promise.resolve("")));
    }
    return [
      document.documentElement.outerHTML,
      document.body.innerText,
      ...attributes,
      ...fields.map((field) => field.value),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      ...databases,
      ...cached,
      document.cookie,
      location.href,
      window.name,
      JSON.stringify(history.state),
    ].join("\n");
  });
}

/** Where the secret may be on the wire: the test of a value, the save, and Graph's own answer. */
const mayCarry = ({ service, method, path }: RecordedRequest): boolean =>
  service === "ado" &&
  ((method === "POST" && /serviceendpoint\/endpointproxy/i.test(path)) ||
    (method === "PUT" && /serviceendpoint\/endpoints\//i.test(path)));

/** Every place in which the secret was found although it has no business there. */
export async function leaksOf(sim: Simulator, open: OpenHub): Promise<readonly string[]> {
  const found: string[] = [];
  const look = (place: string, text: string): void => {
    if (holds(text)) found.push(place);
  };
  for (const frame of open.page.frames()) look(`frame ${frame.url()}`, await keptIn(frame));
  open.messages.forEach((message) => look("console", message));
  open.requests.forEach((request) => look("address", request));
  look("extension data", JSON.stringify(sim.world.extensionData));
  for (const { description, references } of sim.world.endpoints)
    look("description", JSON.stringify([description, references]));
  for (const one of sim.traffic.requests) {
    const name = `${one.service} ${one.method} ${one.path}`;
    look(`${name}, address`, one.url);
    look(`${name}, headers`, JSON.stringify(one.headers));
    if (!mayCarry(one)) look(`${name}, body`, one.body);
    const issued = one.service === "graph" && one.path.includes("addPassword");
    const portal = one.service === "portal";
    // A fault that repeats it in its text: the hub must not pass it on.
    const echoed = one.status >= 400;
    if (!issued && !portal && !echoed) look(`${name}, answer`, one.responseBody);
  }
  return found;
}

/** The requests that carried it, in words; each had to. */
export const carriersOf = (sim: Simulator): readonly string[] =>
  sim.traffic.requests
    .filter((one) => holds(one.body))
    .map((one) => (one.method === "PUT" ? "save" : "proof"));

/** Makes Graph hand out the canary as its next secret. */
export function issueCanary(sim: Simulator): void {
  const { application } = subjectOf(sim);
  const list = application.passwordCredentials;
  const push = list.push.bind(list);
  list.push = (...added) => {
    for (const one of added) one.secretText = canary;
    return push(...added);
  };
}
