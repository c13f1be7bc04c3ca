import type { Chance, WallTime } from "../../core/base/mod.ts";
import type { CallerNames, Directory } from "../../core/directory/mod.ts";
import type { ContactStore, ImportUndo, StoredContact } from "../../core/store/mod.ts";
import { type BookEntry, ContactBook, type Reader } from "./book.ts";
import type { Encoding } from "./decode.ts";
import { ImportDraft, type ReadFile } from "./import_draft.ts";
import { type ContactDraft, type ContactFault, judgeContact, type JudgedContact } from "./judge.ts";
import { type Duplicates, type ImportPlan, newContactId, planImport, undoOf } from "./plan_import.ts";
import type { ImportWish } from "./read_import.ts";

export interface ContactParts {
  readonly store: ContactStore;
  readonly chance: Chance;
  readonly wall: () => WallTime;
  readonly readFile: ReadFile;
  /** Resolves when others have had their turn. */
  readonly breathe: () => Promise<void>;
  /** Who is called how is different now. */
  readonly onNames: (names: CallerNames) => void;
}

/** Why a contact was not changed. */
export type Refused =
  | { readonly refused: "gone" }
  /** Somebody else has changed it since. */
  | { readonly refused: "moved"; readonly now: StoredContact }
  | { readonly refused: "faulty"; readonly faults: readonly ContactFault[] };
export type Saved = { readonly saved: StoredContact } | Refused;

/** What an import has come to. */
export type ImportOutcome = Pick<ImportPlan, "added" | "changed" | "same"> & { readonly skipped: number };

/** A last import that can be taken back. */
export type LastImport = Pick<ImportUndo, "at" | "who" | "file" | "added"> & { readonly changed: number };

/** After so many contacts others have their turn. */
const AT_ONCE = 250;
/** What is looked at and never confirmed is forgotten, the oldest first. */
const MOST_DRAFTS = 8;
const ID_BITS = 96;

/** Where the phone book is kept: one change at a time, on the disk before anybody sees it. */
export class ContactDesk {
  readonly #parts: ContactParts;
  readonly #book = new ContactBook();
  readonly #drafts = new Map<string, ImportDraft>();
  #undo: ImportUndo | undefined;
  #country = "US";
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ContactParts) {
    this.#parts = parts;
  }

  /** Takes in what was kept before the start. */
  async load(): Promise<void> {
    const { contacts, undo } = await this.#parts.store.load();
    this.#undo = undo;
    this.#book.put(contacts);
    this.#tell();
  }

  /** The office is another one: its file's contacts win. */
  follow({ contacts, office }: Pick<Directory, "contacts" | "office">): void {
    this.#country = office.country;
    this.#book.follow(contacts, office.country);
    this.#tell();
  }

  /** How many people keep here. */
  get size(): number {
    return this.#book.size;
  }

  get names(): CallerNames {
    return this.#book.names;
  }

  get lastImport(): LastImport | undefined {
    if (this.#undo === undefined) return undefined;
    const { at, who, file, added, before } = this.#undo;
    return { at, who, file, added, changed: before.length };
  }

  /** Whose number that is to somebody, by how `callerKey` names it. */
  holder(key: string, reader: Reader): BookEntry | undefined {
    return this.#book.holder(key, reader);
  }

  find(q: string, reader: Reader): readonly BookEntry[] {
    return this.#book.find(q, reader);
  }

  /** The first few whom somebody may mean who still types. */
  begun(typed: string, reader: Reader, most: number): readonly BookEntry[] {
    return this.#book.begun(typed, reader, most);
  }

  entry(id: string, reader: Reader): BookEntry | undefined {
    return this.#book.entry(id, reader);
  }

  add(draft: ContactDraft): Promise<Saved> {
    return this.#inTurn(() => this.#save(draft, { id: newContactId(this.#parts.chance), version: 1 }));
  }

  /** @param version the one that the change was made of; undefined: whatever there is */
  change(id: string, draft: ContactDraft, version?: number): Promise<Saved> {
    return this.#inTurn(async () => {
      const refused = this.#refusal(id, version);
      if (refused !== undefined) return refused;
      return await this.#save(draft, { id, version: this.#book.kept(id)!.version + 1 });
    });
  }

  remove(id: string, version?: number): Promise<{ readonly removed: StoredContact } | Refused> {
    return this.#inTurn(async () => {
      const refused = this.#refusal(id, version);
      if (refused !== undefined) return refused;
      const removed = this.#book.kept(id)!;
      await this.#parts.store.change({ remove: [id] });
      this.#book.remove([id]);
      this.#tell();
      return { removed };
    });
  }

  /** Begins to read a file; nothing of it is in the book before it is confirmed. */
  begin(file: { readonly octets: Uint8Array; readonly name: string; readonly who: string }): ImportDraft {
    const { chance, wall, readFile } = this.#parts;
    const facts = { id: chance.token(ID_BITS), file: file.name, who: file.who, at: wall() };
    const draft = new ImportDraft(facts, { octets: file.octets, country: this.#country });
    for (const [id, other] of this.#drafts) {
      if (other.who === file.who || this.#drafts.size >= MOST_DRAFTS) this.#drafts.delete(id);
    }
    this.#drafts.set(draft.id, draft);
    void draft.read(draft.wish, readFile);
    return draft;
  }

  /** Whoever brought it sees it, and nobody else. */
  draft(id: string, who: string): ImportDraft | undefined {
    const draft = this.#drafts.get(id);
    return draft?.who === who ? draft : undefined;
  }

  /** Reads it again as somebody wants it read. */
  readAgain(
    draft: ImportDraft,
    wish: Pick<ImportWish, "columns" | "mended"> & { readonly encoding?: Encoding },
  ): Promise<void> {
    return draft.read({ ...draft.wish, ...wish }, this.#parts.readFile);
  }

  drop(draft: ImportDraft): void {
    this.#drafts.delete(draft.id);
  }

  /** What confirming it would do now. */
  plan({ contacts }: Pick<ImportDraft, "contacts">, duplicates: Duplicates): Promise<ImportPlan> {
    return this.#inTurn(() => this.#plan(contacts, duplicates));
  }

  /** Puts it into the book, whole; rows with faults are left out. */
  confirm(draft: ImportDraft, duplicates: Duplicates): Promise<ImportOutcome> {
    return this.#inTurn(async () => {
      const { put, added, changed, same, before } = await this.#plan(draft.contacts, duplicates);
      const { wall, store } = this.#parts;
      const left = put.map(({ id, version }) => [id, version] as const);
      const undo = { at: wall(), who: draft.who, file: draft.file, added, before, left };
      await store.change({ put, undo });
      this.#undo = undo;
      this.drop(draft);
      await this.#take(put);
      return { added, changed, same, skipped: draft.faulty };
    });
  }

  /** Takes the last import back, but for what was changed since; undefined: there is none. */
  undoImport(): Promise<{ readonly removed: number; readonly restored: number; readonly spared: number } | undefined> {
    return this.#inTurn(async () => {
      if (this.#undo === undefined) return undefined;
      const { put, remove, spared } = undoOf(this.#undo, this.#book);
      await this.#parts.store.change({ put, remove, undo: null });
      this.#undo = undefined;
      this.#book.remove(remove);
      await this.#take(put);
      return { removed: remove.length, restored: put.length, spared };
    });
  }

  async #plan(contacts: readonly JudgedContact[], duplicates: Duplicates): Promise<ImportPlan> {
    const planning = planImport(contacts, { book: this.#book, duplicates, chance: this.#parts.chance });
    for (;;) {
      const { done, value } = planning.next();
      if (done === true) return value;
      await this.#parts.breathe();
    }
  }

  async #save(draft: ContactDraft, mark: Pick<StoredContact, "id" | "version">): Promise<Saved> {
    const { contact, faults } = judgeContact(draft, this.#country);
    if (contact === undefined) return { refused: "faulty", faults };
    const saved = { ...contact, ...mark };
    await this.#parts.store.change({ put: [saved] });
    await this.#take([saved]);
    return { saved };
  }

  #refusal(id: string, version: number | undefined): Refused | undefined {
    const now = this.#book.kept(id);
    if (now === undefined) return { refused: "gone" };
    return version === undefined || version === now.version ? undefined : { refused: "moved", now };
  }

  async #take(contacts: readonly StoredContact[]): Promise<void> {
    for (let at = 0; at < contacts.length; at += AT_ONCE) {
      this.#book.put(contacts.slice(at, at + AT_ONCE));
      if (at + AT_ONCE < contacts.length) await this.#parts.breathe();
    }
    this.#tell();
  }

  #tell(): void {
    this.#parts.onNames(this.#book.names);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }
}
