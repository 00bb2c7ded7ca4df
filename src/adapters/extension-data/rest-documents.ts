import { decoded, fieldsOf } from "../../domain/decode";
import { failed, success, type Failure, type Result } from "../../domain/failure";
import type { BadAnswer } from "../http/failure-from-response";
import { jsonOf, type HttpRequest, type Send } from "../http/http";
import { documentFailure, withDocument, type Documents, type StoredDocument } from "./documents";

const system = "extension-data";

/** The failure behind a refused call over REST: a conflict is a 400 with its key (L10, E15). */
export function restDocumentFailure({ status, text, retryAfterMs }: BadAnswer): Failure {
  const fields = decoded(() => fieldsOf(parsed(text))) ?? {};
  const failure = documentFailure({ status, message: fields["message"], serverError: fields });
  return failure.code === "throttled" ? { ...failure, retryAfterMs } : failure;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export type RestData = {
  readonly send: Send;
  /** Root of the extension management area, ending in a slash (P62). */
  readonly root: () => Promise<string>;
  readonly publisher: string;
  readonly extension: string;
};

/** Documents over REST, for callers without a host: the same documents, scope and etags (L10, P70). */
export function createRestDocuments(data: RestData): Documents {
  const path = `_apis/ExtensionManagement/InstalledExtensions/${data.publisher}/${data.extension}/Data/Scopes/Default/Current/Collections`;
  const call = async (
    method: string,
    [collection, id]: readonly [string, string?],
    body?: unknown,
  ): Promise<Result<unknown>> => {
    const place = `${encodeURIComponent(collection)}/Documents${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
    const request: HttpRequest = {
      method,
      url: `${await data.root()}${path}/${place}?api-version=7.2-preview.1`,
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      repeatable: method === "GET",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const sent = await data.send(request);
    return sent.ok ? jsonOf(sent.value, system) : sent;
  };
  const isMissing = (answer: Result<unknown>): boolean => !answer.ok && answer.failure.code === "not-found";
  return {
    all: async (collection) => {
      const answer = await call("GET", [collection]);
      if (isMissing(answer)) return success([]);
      if (!answer.ok) return answer;
      const items = decoded(() => fieldsOf(answer.value))?.["value"] ?? answer.value;
      if (!Array.isArray(items))
        return failed({ code: "unexpected-answer", system, detail: "no list of documents" });
      const documents = (items as readonly unknown[]).map(withDocument);
      return success(documents.flatMap((one): readonly StoredDocument[] => (one.ok ? [one.value] : [])));
    },
    one: async (collection, id) => {
      const answer = await call("GET", [collection, id]);
      if (isMissing(answer)) return success(null);
      return answer.ok ? withDocument(answer.value) : answer;
    },
    create: async (collection, id, body) => {
      const answer = await call("POST", [collection], { ...body, id });
      return answer.ok ? withDocument(answer.value) : answer;
    },
    replace: async (collection, id, etag, body) => {
      const answer = await call("PATCH", [collection], { ...body, id, __etag: etag });
      if (isMissing(answer)) return failed({ code: "document-conflict" });
      return answer.ok ? withDocument(answer.value) : answer;
    },
    remove: async (collection, id) => {
      const answer = await call("DELETE", [collection, id]);
      return answer.ok || isMissing(answer) ? success(null) : answer;
    },
    // A run has no settings of its own.
    ownValue: () => Promise.resolve(success(null)),
    setOwnValue: () => Promise.resolve(success(null)),
  };
}

/** The first documents that take a document and give it back up (L11); why the last of them did not. */
export async function writableAmong(
  candidates: readonly Documents[],
  newId: () => string,
): Promise<Result<Documents>> {
  let failure: Failure = { code: "not-permitted", system, detail: "" };
  for (const documents of candidates) {
    const written = await documents.create("diagnostics", newId(), {});
    const removed = written.ok ? await documents.remove("diagnostics", written.value.id) : written;
    if (removed.ok) return success(documents);
    failure = removed.failure;
  }
  return failed(failure);
}
