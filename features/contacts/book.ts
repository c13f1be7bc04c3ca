import type { CallerNames, Contact, KeptContact } from "../../core/directory/mod.ts";
import { calledOf } from "../../core/crm/mod.ts";
import { callerKey } from "../../core/routing/mod.ts";
import type { StoredContact } from "../../core/store/mod.ts";
import { folded } from "../../core/base/mod.ts";

/** A contact as it is looked for. */
export interface BookEntry extends KeptContact {
  readonly id: string;
  readonly keys: readonly string[];
  /** Undefined for one of the office file's: it is changed there. */
  readonly version?: number;
}

/** Who looks: those of these extensions, or somebody who keeps the book and sees all of it. */
export interface Reader {
  readonly extensions: readonly string[];
  readonly seesAll: boolean;
}

/** A contact with what it is found and put in order by. */
interface Filed {
  readonly entry: BookEntry;
  readonly order: string;
  readonly words: string;
  /** Name and company, each word behind a space: it is found by how its words begin. */
  readonly called: string;
  readonly digits: string;
}

/** The whole phone book in memory: the office file's contacts, which win, and those that people keep. */
export class ContactBook {
  readonly #kept = new Map<string, Filed>();
  readonly #byKey = new Map<string, Set<string>>();
  #ofOffice: readonly Filed[] = [];
  #officeByKey: ReadonlyMap<string, BookEntry> = new Map();
  #sorted: readonly Filed[] | undefined;
  #names: CallerNames | undefined;

  /** How many people keep here, besides those of the office file. */
  get size(): number {
    return this.#kept.size;
  }

  /** The office file is another one. */
  follow(contacts: readonly Contact[], country: string): void {
    this.#ofOffice = contacts.map(({ vip, ...contact }, at) => {
      const keys = contact.numbers.map((number) => callerKey(number, { country }));
      return file({ ...contact, id: `office-${at}`, keys, ...vip === true ? { isVip: true } : {} });
    });
    // Of several with one number the first counts: it is written last.
    this.#officeByKey = new Map(
      this.#ofOffice.toReversed().flatMap(({ entry }) => entry.keys.map((key) => [key, entry] as const)),
    );
    this.#turnStale();
  }

  put(contacts: readonly StoredContact[]): void {
    for (const contact of contacts) {
      this.#takeOut(contact.id);
      this.#kept.set(contact.id, file(contact));
      for (const key of contact.keys) {
        const ids = this.#byKey.get(key);
        if (ids === undefined) this.#byKey.set(key, new Set([contact.id]));
        else ids.add(contact.id);
      }
    }
    this.#turnStale();
  }

  remove(ids: readonly string[]): void {
    ids.forEach((id) => this.#takeOut(id));
    this.#turnStale();
  }

  /** One that people keep. */
  kept(id: string): StoredContact | undefined {
    return this.#kept.get(id)?.entry as StoredContact | undefined;
  }

  entry(id: string, reader: Reader): BookEntry | undefined {
    const filed = this.#kept.get(id) ?? this.#ofOffice.find(({ entry }) => entry.id === id);
    return filed !== undefined && maySee(filed.entry, reader) ? filed.entry : undefined;
  }

  /** Who has that number among those that people keep, the one who has had it longest first. */
  withKey(key: string): readonly StoredContact[] {
    return [...this.#byKey.get(key) ?? []].map((id) => this.kept(id)!);
  }

  /** Whose number that is to somebody, as his phones name him: by what only some see before all else. */
  holder(key: string, { extensions, seesAll }: Reader): BookEntry | undefined {
    const kept = [...this.#byKey.get(key) ?? []].map((id) => this.#kept.get(id)!).sort(byName).map(({ entry }) =>
      entry
    );
    return kept.find(({ seenBy }) => seenBy?.some((each) => extensions.includes(each)) === true) ??
      this.#officeByKey.get(key) ??
      kept.find(({ seenBy }) => seenBy === undefined) ??
      (seesAll ? kept[0] : undefined);
  }

  /** Whom somebody may mean by these words, or digits: in the order of names. */
  find(q: string, reader: Reader): readonly BookEntry[] {
    const wanted = folded(q).split(/\s+/).filter((word) => word !== "");
    const fits = hasNumber(q) ?? (({ words }: Filed) => wanted.every((word) => words.includes(word)));
    return this.#inOrder().filter((filed) => maySee(filed.entry, reader) && fits(filed)).map(({ entry }) => entry);
  }

  /** Whom somebody may mean who still types: words of their names or companies begin so, or they have such a number. */
  begun(typed: string, reader: Reader, most: number): readonly BookEntry[] {
    const wanted = spaced(typed).split(" ").filter((word) => word !== "");
    const fits = hasNumber(typed) ??
      (({ called }: Filed) => wanted.length > 0 && wanted.every((word) => called.includes(` ${word}`)));
    const found: BookEntry[] = [];
    for (const filed of this.#inOrder()) {
      if (found.length === most) break;
      if (maySee(filed.entry, reader) && fits(filed)) found.push(filed.entry);
    }
    return found;
  }

  /** What numbers are called; of several with one number the office file's counts, then the first by name. */
  get names(): CallerNames {
    return this.#names ??= this.#name();
  }

  #name(): CallerNames {
    const everybody = new Map<string, string>();
    const own = new Map<string, Map<string, string>>();
    const all = [...this.#ofOffice, ...this.#inOrder().filter(({ entry }) => entry.version !== undefined)];
    for (const { entry } of all) {
      const called = calledOf(entry);
      for (const key of entry.keys) {
        if (entry.seenBy === undefined) first(everybody, key, called);
        for (const extension of entry.seenBy ?? []) {
          const his = own.get(extension) ?? new Map<string, string>();
          own.set(extension, his);
          first(his, key, called);
        }
      }
    }
    return { everybody, own };
  }

  #inOrder(): readonly Filed[] {
    return this.#sorted ??= [...this.#ofOffice, ...this.#kept.values()].sort(byName);
  }

  #takeOut(id: string): void {
    const filed = this.#kept.get(id);
    if (filed === undefined) return;
    this.#kept.delete(id);
    for (const key of filed.entry.keys) {
      const ids = this.#byKey.get(key);
      ids?.delete(id);
      if (ids?.size === 0) this.#byKey.delete(key);
    }
  }

  #turnStale(): void {
    this.#sorted = undefined;
    this.#names = undefined;
  }
}

function file(entry: BookEntry): Filed {
  const { name, company = "", note = "", numbers, keys } = entry;
  return {
    entry,
    order: folded(name),
    words: folded(`${name} ${company} ${note}`),
    called: spaced(` ${name} ${company}`),
    digits: [...keys, ...numbers].map((number) => number.replace(/[^0-9*#]/g, "")).join(" "),
  };
}

/** Nothing but letters and digits, and a space for all between them. */
function spaced(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]+/gu, " ").replace(/^ ?/, " ");
}

/** Who has a number in which these digits are; undefined where no digits are looked for. */
function hasNumber(q: string): ((filed: Filed) => boolean) | undefined {
  const digits = q.replace(/[\s().\/+-]/g, "");
  if (!/^[0-9*#]{2,}$/.test(digits)) return undefined;
  const wanted = digits.replace(/^0+/, "");
  return (filed) => filed.digits.includes(wanted);
}

function byName(one: Filed, other: Filed): number {
  return one.order < other.order ? -1 : one.order > other.order ? 1 : one.entry.id < other.entry.id ? -1 : 1;
}

/** Whether somebody sees a contact: everybody does whom it does not leave out. */
export function maySee({ seenBy }: KeptContact, { extensions, seesAll }: Reader): boolean {
  return seenBy === undefined || seesAll || seenBy.some((each) => extensions.includes(each));
}

function first(names: Map<string, string>, key: string, called: string): void {
  if (!names.has(key)) names.set(key, called);
}
