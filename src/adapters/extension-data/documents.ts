import { fieldsOf, decoded, type Fields } from "../../domain/decode";
import { failed, success, type Failure, type Result } from "../../domain/failure";
import { messageOf, timed } from "../host/timed";
import { serviceIds } from "../host/service-ids";

/** A document with the version that a replacement has to name (P70). */
export type StoredDocument = { readonly id: string; readonly etag: number; readonly body: Fields };

/** Documents of the extension, shared by the whole organization; any member can write them (P10). */
export type Documents = {
  /** All documents of a collection; a collection nobody wrote to yet is empty (P70). */
  all(collection: string): Promise<Result<readonly StoredDocument[]>>;
  one(collection: string, id: string): Promise<Result<StoredDocument | null>>;
  /** `document-conflict` where the id exists already. */
  create(collection: string, id: string, body: Fields): Promise<Result<StoredDocument>>;
  /** `document-conflict` where somebody replaced or removed it since `etag` was read. */
  replace(collection: string, id: string, etag: number, body: Fields): Promise<Result<StoredDocument>>;
  /** An absent document is a success. */
  remove(collection: string, id: string): Promise<Result<null>>;
  /** A value kept for the signed-in user alone; null where there is none (P69). */
  ownValue(key: string): Promise<Result<unknown>>;
  setOwnValue(key: string, value: string): Promise<Result<null>>;
};

type Manager = {
  getDocuments(collection: string): Promise<unknown>;
  getDocument(collection: string, id: string): Promise<unknown>;
  createDocument(collection: string, document: unknown): Promise<unknown>;
  updateDocument(collection: string, document: unknown): Promise<unknown>;
  deleteDocument(collection: string, id: string): Promise<unknown>;
  getValue(key: string, options: unknown): Promise<unknown>;
  setValue(key: string, value: unknown, options: unknown): Promise<unknown>;
};
type DataService = { getExtensionDataManager(extensionId: string, token: string): Promise<Manager> };

/** What this adapter needs of the host. */
export type DataHost = {
  readonly extensionId: string;
  service<T>(id: string): Promise<Result<T>>;
  accessToken(): Promise<Result<string>>;
};

const limitMs = 20_000;
const system = "extension-data";

const ownScope = { scopeType: "User", scopeValue: "Me" } as const;

/** The remote error's status; errors over the host's channel are plain objects (P6). */
function statusOf(error: unknown): number | null {
  const status = decoded(() => fieldsOf(error))?.["status"];
  return typeof status === "number" ? status : null;
}

function typeKeyOf(error: unknown): string {
  const key = decoded(() => fieldsOf(fieldsOf(error)["serverError"]))?.["typeKey"];
  return typeof key === "string" ? key : "";
}

/** A key of the service's own; those of wrong arguments are the caller's fault. */
const isTyped = (error: unknown): boolean => {
  const key = typeKeyOf(error);
  return key !== "" && !/^(Argument|System\.)/.test(key);
};

/**
 * The failure behind a refused data call, by type and text before status (P70, A90). While writing, a 400 with a type key
 * is a conflict as a 409 and a 412 are (E15).
 */
export function documentFailure(error: unknown, writing = false): Failure {
  const text = `${typeKeyOf(error)} ${messageOf(error)}`;
  const status = statusOf(error);
  const detail = messageOf(error).slice(0, 500);
  if (/HostAuthorizationNotFound/i.test(text)) return { code: "extension-not-authorized" };
  if (/DoesNotExist|could not be found/i.test(text) || status === 404)
    return { code: "not-found", system, what: "document" };
  if (/DocumentExists|InvalidDocumentVersion|already exists|version .*does not match/i.test(text))
    return { code: "document-conflict" };
  if (status === 409 || status === 412) return { code: "document-conflict" };
  if (writing && status === 400 && isTyped(error)) return { code: "document-conflict" };
  if (/AccessCheck|TF400813|access denied/i.test(text) || status === 403)
    return { code: "not-permitted", system, detail };
  if (status === 401) return { code: "sign-in-required", system };
  if (status === 429) return { code: "throttled", system, retryAfterMs: null };
  if (status === null || status >= 500) return { code: "unavailable", system, status: status ?? 0, detail };
  return { code: "refused", system, status, detail };
}

function documentOf(value: unknown): StoredDocument | null {
  return decoded(() => {
    const fields = fieldsOf(value);
    const { id, __etag: etag } = fields;
    return typeof id === "string" && typeof etag === "number" ? { id, etag, body: fields } : null;
  });
}

export const withDocument = (value: unknown): Result<StoredDocument> => {
  const document = documentOf(value);
  return document === null
    ? failed({ code: "unexpected-answer", system, detail: "no document" })
    : success(document);
};

/** Documents over the host's extension data service (P69). Every call is limited in time. */
export function createDocuments(host: DataHost): Documents {
  const call = async <T>(work: (manager: Manager) => Promise<T>, writing = false): Promise<Result<T>> => {
    const service = await host.service<DataService>(serviceIds.extensionData);
    if (!service.ok) return service;
    const token = await host.accessToken();
    if (!token.ok) return token;
    const answer = await timed(
      async () => work(await service.value.getExtensionDataManager(host.extensionId, token.value)),
      limitMs,
      (_, error) => failed(documentFailure(error, writing)),
    );
    if (!answer.ok && answer.failure.code === "timeout")
      return failed({ code: "timeout", system, afterMs: limitMs });
    return answer;
  };
  return {
    all: async (collection) => {
      const answer = await call((manager) => manager.getDocuments(collection));
      if (!answer.ok) return answer.failure.code === "not-found" ? success([]) : answer;
      if (!Array.isArray(answer.value))
        return failed({ code: "unexpected-answer", system, detail: "no list of documents" });
      const documents = (answer.value as readonly unknown[]).map(documentOf);
      return success(documents.filter((one): one is StoredDocument => one !== null));
    },
    one: async (collection, id) => {
      const answer = await call((manager) => manager.getDocument(collection, id));
      if (!answer.ok) return answer.failure.code === "not-found" ? success(null) : answer;
      return answer.value === null || answer.value === undefined ? success(null) : withDocument(answer.value);
    },
    create: async (collection, id, body) => {
      const answer = await call((manager) => manager.createDocument(collection, { ...body, id }), true);
      return answer.ok ? withDocument(answer.value) : answer;
    },
    replace: async (collection, id, etag, body) => {
      const answer = await call(
        (manager) => manager.updateDocument(collection, { ...body, id, __etag: etag }),
        true,
      );
      if (answer.ok) return withDocument(answer.value);
      // Removed meanwhile is a change made meanwhile.
      return answer.failure.code === "not-found" ? failed({ code: "document-conflict" }) : answer;
    },
    remove: async (collection, id) => {
      const answer = await call((manager) => manager.deleteDocument(collection, id));
      return answer.ok || answer.failure.code === "not-found" ? success(null) : answer;
    },
    ownValue: async (key) => {
      const answer = await call((manager) => manager.getValue(key, ownScope));
      if (!answer.ok) return answer.failure.code === "not-found" ? success(null) : answer;
      return success(answer.value ?? null);
    },
    setOwnValue: async (key, value) => {
      const answer = await call((manager) => manager.setValue(key, value, ownScope));
      return answer.ok ? success(null) : answer;
    },
  };
}
