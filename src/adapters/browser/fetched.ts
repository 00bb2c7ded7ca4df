import { failed, type Result } from "../../domain/failure";

/** A part of a page that is fetched when first wanted; its failure is told as a script's, and the next try fetches it again. */
export const fetched = <T>(part: Promise<T>): Promise<Result<T>> =>
  part.then(
    (value) => ({ ok: true, value }),
    () => failed({ code: "network", system: "hub-script" }),
  );
