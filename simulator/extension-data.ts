import type { ExtensionDocument, World } from "./world";

/** Scope of a value or document (P69). */
interface DocumentOptions {
  scopeType?: string;
  scopeValue?: string;
  defaultValue?: unknown;
}

/** What the host's extension data service offers, with the service's own refusals (P69, P70). */
export interface ExtensionDataManagerLike {
  getValue(key: string, options?: DocumentOptions): Promise<unknown>;
  setValue(key: string, value: unknown, options?: DocumentOptions): Promise<unknown>;
  getDocument(collection: string, id: string, options?: DocumentOptions): Promise<ExtensionDocument>;
  getDocuments(collection: string, options?: DocumentOptions): Promise<ExtensionDocument[]>;
  createDocument(
    collection: string,
    document: unknown,
    options?: DocumentOptions,
  ): Promise<ExtensionDocument>;
  setDocument(collection: string, document: unknown, options?: DocumentOptions): Promise<ExtensionDocument>;
  updateDocument(
    collection: string,
    document: unknown,
    options?: DocumentOptions,
  ): Promise<ExtensionDocument>;
  deleteDocument(collection: string, id: string, options?: DocumentOptions): Promise<void>;
  queryCollectionsByName(
    names: string[],
    options?: DocumentOptions,
  ): Promise<
    { collectionName: string; scopeType: string; scopeValue: string; documents: ExtensionDocument[] }[]
  >;
}

/** The refusal of a data call, in the shape an API client throws: status, message and the service's own error. */
export class ExtensionDataError extends Error {
  readonly serverError: Record<string, unknown>;
  readonly responseText: string;

  constructor(
    readonly status: number,
    readonly typeKey: string,
    message: string,
  ) {
    super(message);
    this.name = "TFS.WebApi.Exception";
    this.serverError = {
      $id: "1",
      innerException: null,
      message,
      typeName: `Microsoft.VisualStudio.Services.ExtensionManagement.WebApi.${typeKey}, Microsoft.VisualStudio.Services.ExtensionManagement.WebApi`,
      typeKey,
      errorCode: 0,
      eventId: 3000,
    };
    this.responseText = JSON.stringify(this.serverError);
  }
}

const missingDocument = (id: string): ExtensionDataError =>
  new ExtensionDataError(404, "DocumentDoesNotExistException", `The document does not exist: ${id}`);
const missingCollection = (name: string): ExtensionDataError =>
  new ExtensionDataError(
    404,
    "DocumentCollectionDoesNotExistException",
    `The collection does not exist: ${name}`,
  );
const existingDocument = (id: string): ExtensionDataError =>
  new ExtensionDataError(409, "DocumentExistsException", `A document with this id exists already: ${id}`);
const wrongVersion = (id: string): ExtensionDataError =>
  new ExtensionDataError(
    400,
    "InvalidDocumentVersionException",
    `The version of the document does not match the current version: ${id}`,
  );

type Collection = Record<string, ExtensionDocument>;

/** Direct, synchronous operations on the stored documents; every call names its scope. */
interface DocumentStore {
  /** As `list`, but an unknown collection is empty: a query is not a read. */
  peek(scope: string, collection: string): ExtensionDocument[];
  get(scope: string, collection: string, id: string): ExtensionDocument;
  list(scope: string, collection: string): ExtensionDocument[];
  create(scope: string, collection: string, document: unknown): ExtensionDocument;
  set(scope: string, collection: string, document: unknown): ExtensionDocument;
  update(scope: string, collection: string, document: unknown): ExtensionDocument;
  remove(scope: string, collection: string, id: string): void;
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const withMembers = (document: unknown): Record<string, unknown> =>
  typeof document === "object" && document !== null ? copy(document as Record<string, unknown>) : {};

/** The version a writer claims to have read; undefined where it claims none. */
const claimedEtag = (members: Record<string, unknown>): number | undefined => {
  const etag = members["__etag"];
  return typeof etag === "number" ? etag : undefined;
};

/** Documents of the world's extension data. Writing compares `__etag`; -1 means the last writer wins (P70). */
export function documentStore(world: World, newId: () => string): DocumentStore {
  const refuseIfOff = (): void => {
    if (world.switches.extensionData === "fails")
      throw new ExtensionDataError(
        500,
        "ExtensionDataServiceException",
        "The extension data service is unavailable.",
      );
  };
  const existing = (scope: string, name: string): Collection => {
    refuseIfOff();
    const found = world.extensionData[scope]?.[name.toLowerCase()];
    if (found === undefined) throw missingCollection(name);
    return found;
  };
  const forWriting = (scope: string, name: string): Collection => {
    refuseIfOff();
    const scopes = (world.extensionData[scope] ??= {});
    return (scopes[name.toLowerCase()] ??= {});
  };
  const get = (scope: string, name: string, id: string): ExtensionDocument => {
    const document = existing(scope, name)[id];
    if (document === undefined) throw missingDocument(id);
    return copy(document);
  };
  const write = (collection: Collection, id: string, members: Record<string, unknown>): ExtensionDocument => {
    const version = (collection[id]?.__etag ?? 0) + 1;
    collection[id] = { ...members, id, __etag: version };
    return copy(collection[id]);
  };
  const checked = (collection: Collection, id: string, members: Record<string, unknown>): void => {
    const claimed = claimedEtag(members);
    const held = collection[id]?.__etag;
    if (held !== undefined && claimed !== -1 && claimed !== held) throw wrongVersion(id);
  };
  const idOf = (members: Record<string, unknown>): string => {
    const id = members["id"];
    return typeof id === "string" && id !== "" ? id : newId();
  };
  return {
    peek: (scope, name) => {
      refuseIfOff();
      return Object.values(world.extensionData[scope]?.[name.toLowerCase()] ?? {}).map(copy);
    },
    get,
    list: (scope, name) => Object.values(existing(scope, name)).map(copy),
    create: (scope, name, document) => {
      const members = withMembers(document);
      const collection = forWriting(scope, name);
      const id = idOf(members);
      if (collection[id] !== undefined) throw existingDocument(id);
      return write(collection, id, members);
    },
    set: (scope, name, document) => {
      const members = withMembers(document);
      const collection = forWriting(scope, name);
      const id = idOf(members);
      checked(collection, id, members);
      return write(collection, id, members);
    },
    update: (scope, name, document) => {
      const members = withMembers(document);
      const collection = existing(scope, name);
      const id = idOf(members);
      if (collection[id] === undefined) throw missingDocument(id);
      checked(collection, id, members);
      return write(collection, id, members);
    },
    remove: (scope, name, id) => {
      const collection = existing(scope, name);
      if (collection[id] === undefined) throw missingDocument(id);
      Reflect.deleteProperty(collection, id);
    },
  };
}

/** The collection in which the service keeps simple values. */
const settings = "$settings";

/** What is left of a value that went through the host's channel: members that are null vanish there (P7). */
const heard = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(value, function (this: unknown, _key, member: unknown) {
          return member === null && !Array.isArray(this) ? undefined : member;
        }),
      );

/** The manager as the host hands it out, for one user. */
export function extensionDataManager(
  world: World,
  userId: string,
  newId: () => string,
): ExtensionDataManagerLike {
  const store = documentStore(world, newId);
  const scopeOf = (options?: DocumentOptions): string =>
    options?.scopeType?.toLowerCase() === "user" ? userId : "Default";
  // As a promise in every case: a refusal is a rejection, never a throw.
  const later = <Value>(work: () => Value): Promise<Value> => Promise.resolve().then(work);
  const valueOf = (key: string, options?: DocumentOptions): unknown => {
    try {
      return store.get(scopeOf(options), settings, key)["value"];
    } catch (error) {
      // The real manager turns a missing value, and only that, into the default.
      if (error instanceof ExtensionDataError && error.status === 404) return options?.defaultValue;
      throw error;
    }
  };
  return {
    getValue: (key, options) => later(() => valueOf(key, options)),
    setValue: (key, value, options) =>
      later(() => store.set(scopeOf(options), settings, { id: key, value, __etag: -1 })["value"]),
    getDocument: (name, id, options) => later(() => store.get(scopeOf(options), name, id)),
    getDocuments: (name, options) => later(() => store.list(scopeOf(options), name)),
    createDocument: (name, document, options) =>
      later(() => store.create(scopeOf(options), name, heard(document))),
    setDocument: (name, document, options) => later(() => store.set(scopeOf(options), name, heard(document))),
    updateDocument: (name, document, options) =>
      later(() => store.update(scopeOf(options), name, heard(document))),
    deleteDocument: (name, id, options) => later(() => store.remove(scopeOf(options), name, id)),
    queryCollectionsByName: (names, options) =>
      later(() =>
        names.map((collectionName) => ({
          collectionName,
          scopeType: options?.scopeType ?? "Default",
          scopeValue: options?.scopeValue ?? "Current",
          documents: store.peek(scopeOf(options), collectionName),
        })),
      ),
  };
}
