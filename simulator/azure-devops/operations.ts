import { convertEndpoint } from "./convert";
import { changeProperties } from "./properties";

/** What a PUT does beside saving, by its `operation` in lower case, and how it answers. */
export const operations = new Map([
  ["convertauthenticationscheme", { change: convertEndpoint, status: 202 }],
  ["changeproperties", { change: changeProperties, status: 200 }],
]);
