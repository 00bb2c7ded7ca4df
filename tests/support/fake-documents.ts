import type { Documents, StoredDocument } from "../../src/adapters/extension-data/documents";
import type { Fields } from "../../src/domain/decode";
import { failed, success, type Failure, type Result } from "../../src/domain/failure";

/** What the service keeps: documents by collection and id for everybody, values for each user by key. */
export type KeptDocuments = {
  readonly collections: Map<string, Map<string, StoredDocument>>;
  readonly ownValues: Map<string, unknown>;
};

export const nothingKept = (): KeptDocuments => ({ collections: new Map(), ownValues: new Map() });

/** A document as somebody left it, whatever it says. */
export function leave({ collections }: KeptDocuments, collection: string, id: string, body: Fields): void {
  const before = collections.get(collection) ?? [];
  collections.set(collection, new Map([...before, [id, { id, etag: 1, body: { ...body, id, __etag: 1 } }]]));
}

type Trouble = (collection: string, writing: boolean) => Failure | null;

const conflict = failed({ code: "document-conflict" });

/** A copy as the host's channel makes one: members that are null vanish on the way (P7). */
const copied = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, function (this: unknown, _key, member: unknown) {
      return member === null && !Array.isArray(this) ? undefined : member;
    }),
  ) as T;

/** Extension data in memory, for one user. Like the service it counts versions, hands out copies and refuses conflicts (P70). */
export function fakeDocuments(
  { collections, ownValues }: KeptDocuments,
  { userId = "u1", trouble = () => null }: { userId?: string; trouble?: Trouble } = {},
): Documents {
  const call = <T>(collection: string, writing: boolean, answer: () => Result<T>): Promise<Result<T>> => {
    const failure = trouble(collection, writing);
    return Promise.resolve(failure === null ? answer() : failed(failure));
  };
  const of = (collection: string): Map<string, StoredDocument> =>
    collections.get(collection) ?? new Map<string, StoredDocument>();
  const put = (collection: string, id: string, etag: number, body: Fields): Result<StoredDocument> => {
    const document = { id, etag, body: { ...body, id, __etag: etag } };
    collections.set(collection, new Map([...of(collection), [id, copied(document)]]));
    return success(copied(document));
  };
  return {
    all: (collection) => call(collection, false, () => success(copied([...of(collection).values()]))),
    one: (collection, id) =>
      call(collection, false, () => success(of(collection).has(id) ? copied(of(collection).get(id)!) : null)),
    create: (collection, id, body) =>
      call(collection, true, () => (of(collection).has(id) ? conflict : put(collection, id, 1, body))),
    replace: (collection, id, etag, body) =>
      call(collection, true, () =>
        of(collection).get(id)?.etag === etag ? put(collection, id, etag + 1, body) : conflict,
      ),
    remove: (collection, id) =>
      call(collection, true, () => {
        of(collection).delete(id);
        return success(null);
      }),
    ownValue: (key) => call("own", false, () => success(ownValues.get(`${userId} ${key}`) ?? null)),
    setOwnValue: (key, value) =>
      call("own", true, () => {
        ownValues.set(`${userId} ${key}`, value);
        return success(null);
      }),
  };
}
