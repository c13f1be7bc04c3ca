import type { Chance } from "../../core/base/mod.ts";
import type { ContactChange, StoredContact } from "../../core/store/mod.ts";
import type { ContactBook } from "./book.ts";
import type { JudgedContact } from "./judge.ts";

/** What becomes of somebody whose number is in the book already. */
export const DUPLICATES = ["merge", "keep", "replace"] as const;
export type Duplicates = (typeof DUPLICATES)[number];

/** What an import would do. */
export interface ImportPlan {
  readonly put: readonly StoredContact[];
  readonly added: number;
  readonly changed: number;
  /** Those who are in the book as they are. */
  readonly same: number;
  /** Whom the changed ones were before. */
  readonly before: readonly StoredContact[];
}

const ID_BITS = 64;

/** An id that was never given before. */
export function newContactId(chance: Chance): string {
  return `p${chance.token(ID_BITS)}`;
}

/** After so many rows others have their turn. */
const AT_ONCE = 250;

/**
 * Works out what an import does to the book, row by row: whoever comes twice in the file is a duplicate of himself. It stops
 * now and then, for whoever has it done to do something else.
 */
export function* planImport(
  contacts: readonly JudgedContact[],
  { book, duplicates, chance }: {
    readonly book: Pick<ContactBook, "withKey" | "kept">;
    readonly duplicates: Duplicates;
    readonly chance: Chance;
  },
): Generator<void, ImportPlan> {
  const put = new Map<string, StoredContact>();
  const byKey = new Map<string, string>();
  let [added, same] = [0, 0];
  for (const [at, contact] of contacts.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    const id = idFor(contact, book, byKey);
    const now = id === undefined ? undefined : put.get(id) ?? book.kept(id);
    const next = now === undefined
      ? { ...contact, id: newContactId(chance), version: 1 }
      : changed(now, contact, duplicates);
    if (next === undefined) {
      same++;
      continue;
    }
    if (now === undefined) added++;
    put.set(next.id, next);
    for (const key of next.keys) if (!byKey.has(key)) byKey.set(key, next.id);
  }
  const before = [...put.keys()].map((id) => book.kept(id)).filter((contact) => contact !== undefined);
  // What is changed by several rows is changed once.
  const final = [...put.values()].map((contact) => ({
    ...contact,
    version: (book.kept(contact.id)?.version ?? 0) + 1,
  }));
  return { put: final, added, changed: before.length, same, before };
}

/** What takes it back, as far as nobody has changed it since. */
export function undoOf(
  { before, left }: {
    readonly before: readonly StoredContact[];
    readonly left: readonly (readonly [string, number])[];
  },
  book: Pick<ContactBook, "kept">,
): Required<Pick<ContactChange, "put" | "remove">> & { readonly spared: number } {
  const old = new Map(before.map((contact) => [contact.id, contact]));
  const put: StoredContact[] = [];
  const remove: string[] = [];
  let spared = 0;
  for (const [id, version] of left) {
    const contact = old.get(id);
    const now = book.kept(id);
    if (now?.version !== version) {
      if (now !== undefined || contact !== undefined) spared++;
    } else if (contact === undefined) remove.push(id);
    else put.push({ ...contact, version: version + 1 });
  }
  return { put, remove, spared };
}

function idFor(
  { keys }: JudgedContact,
  book: Pick<ContactBook, "withKey">,
  planned: ReadonlyMap<string, string>,
): string | undefined {
  for (const key of keys) {
    const id = book.withKey(key)[0]?.id ?? planned.get(key);
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Undefined where nothing is different afterwards. */
function changed(now: StoredContact, given: JudgedContact, duplicates: Duplicates): StoredContact | undefined {
  if (duplicates === "keep") return undefined;
  const { id, version, seenBy } = now;
  const own = seenBy === undefined ? {} : { seenBy };
  const next: StoredContact = duplicates === "replace"
    ? { ...given, ...own, id, version: version + 1 }
    : { ...merged(now, given), ...own, id, version: version + 1 };
  return JSON.stringify(comparable(next)) === JSON.stringify(comparable(now)) ? undefined : next;
}

/** What is known stays; what the file knows besides is added. */
function merged(now: StoredContact, given: JudgedContact): JudgedContact {
  const more = given.numbers.filter((_, at) => !now.keys.includes(given.keys[at]!));
  const company = now.company ?? given.company;
  const note = [now.note, given.note].filter((each, at, both) => each !== undefined && both.indexOf(each) === at).join(
    "\n",
  );
  return {
    name: now.name,
    ...company === undefined ? {} : { company },
    numbers: [...now.numbers, ...more],
    ...note === "" ? {} : { note },
    ...now.isVip === true || given.isVip === true ? { isVip: true } : {},
    keys: [...now.keys, ...given.keys.filter((key) => !now.keys.includes(key))],
  };
}

function comparable({ name, company, numbers, note, isVip }: StoredContact): unknown {
  return [name, company, numbers, note, isVip];
}
