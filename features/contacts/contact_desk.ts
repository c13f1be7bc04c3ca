import type { Chance, WallTime } from "../../core/base/mod.ts";
import type { CallerNames, Directory } from "../../core/directory/mod.ts";
import type { ContactStore, ImportUndo, PastChange, StoredContact } from "../../core/store/mod.ts";
import { type BookEntry, ContactBook, type Reader } from "./book.ts";
import type { Encoding } from "./decode.ts";
import { ContactHistory, whoseIs } from "./history.ts";
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
export type Saved = { readonly saved: StoredContact; readonly change: number } | Refused;
/** `change`: by which it is taken back, as with {@link Saved}. */
export type Removed = { readonly removed: StoredContact; readonly change: number };

/** Who changes a contact, and of which version; undefined: of whatever there is. */
export interface Changing {
  readonly who: string;
  readonly version?: number | undefined;
}

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
  readonly #history = new ContactHistory();
  readonly #drafts = new Map<string, ImportDraft>();
  #undo: ImportUndo | undefined;
  #country = "US";
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ContactParts) {
    this.#parts = parts;
  }

  /** Takes in what was kept before the start. */
  async load(): Promise<void> {
    const { contacts, undo, past } = await this.#parts.store.load();
    this.#history.load(past);
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

  add(draft: ContactDraft, who: string): Promise<Saved> {
    return this.#inTurn(() => this.#judge(draft, who, { id: newContactId(this.#parts.chance), version: 1 }));
  }

  change(id: string, draft: ContactDraft, { who, version }: Changing): Promise<Saved> {
    return this.#inTurn(async () => {
      const refused = this.#refusal(id, version);
      return refused ?? await this.#judge(draft, who, { id, version: this.#book.kept(id)!.version + 1 });
    });
  }

  remove(id: string, { who, version }: Changing): Promise<Removed | Refused> {
    return this.#inTurn(async () => this.#refusal(id, version) ?? await this.#remove(this.#book.kept(id)!, who));
  }

  /** Which one a contact is at, as {@link Changing} has it; 0: it is not in the book. */
  versionOf(id: string): number {
    return this.#book.kept(id)?.version ?? 0;
  }

  /** Changes by hand, newest first. */
  changes(): readonly PastChange[] {
    return this.#history.all();
  }

  /** Puts a contact back as it was before that change, whatever was made of it since; a change like any other. */
  undo(change: number, { who, version }: Changing): Promise<Saved | Removed | Refused> {
    return this.#inTurn(async () => {
      const past = this.#history.one(change);
      if (past === undefined) return { refused: "gone" };
      const id = whoseIs(past);
      const now = this.#book.kept(id);
      if (version !== undefined && version !== this.versionOf(id)) {
        return now === undefined ? { refused: "gone" } : { refused: "moved", now };
      }
      if (past.before !== null) {
        const known = now?.version ?? this.#history.lastVersion(id);
        return await this.#keep({ ...past.before, version: known + 1 }, who);
      }
      return now === undefined ? { refused: "gone" } : await this.#remove(now, who);
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

  async #judge(draft: ContactDraft, who: string, mark: Pick<StoredContact, "id" | "version">): Promise<Saved> {
    const { contact, faults } = judgeContact(draft, this.#country);
    return contact === undefined ? { refused: "faulty", faults } : await this.#keep({ ...contact, ...mark }, who);
  }

  async #keep(saved: StoredContact, who: string): Promise<Extract<Saved, { readonly saved: StoredContact }>> {
    const past = this.#past(who, this.#book.kept(saved.id) ?? null, saved);
    await this.#parts.store.change({ put: [saved], past });
    this.#history.add(past);
    await this.#take([saved]);
    return { saved, change: past.id };
  }

  async #remove(removed: StoredContact, who: string): Promise<Removed> {
    const past = this.#past(who, removed, null);
    await this.#parts.store.change({ remove: [removed.id], past });
    this.#history.add(past);
    this.#book.remove([removed.id]);
    this.#tell();
    return { removed, change: past.id };
  }

  #past(who: string, before: StoredContact | null, after: StoredContact | null): PastChange {
    return { id: this.#history.next, at: this.#parts.wall(), who, before, after };
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
