import type { WallTime } from "../base/mod.ts";
import { type Directory, pinHash } from "../directory/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { Drafts, fileOf } from "./drafts.ts";
import { type Message, type MessageState, readMessage, writeMessage } from "./message.ts";

/** The families of the notebook that mailboxes are kept in. */
export const MESSAGE_FAMILY = "message";
const PIN_FAMILY = "mailbox-pin";

/** Shorter ones are nobody's message: he heard the tone and hung up. */
export const SHORTEST_MS = 2_000;
/** A deleted message can be brought back for so long. */
const DELETED_FOR_MS = 24 * 3_600_000;
/** After so many wrong PINs in a row a box stays closed for a while, whoever tries. */
const MOST_WRONG = 10;
const CLOSED_FOR_MS = 15 * 60_000;

/** What a message is made of; it is new, and of now. */
export type NewMessage = Pick<Message, "id" | "box" | "from" | "urgent" | "files" | "forwardedBy" | "transcript">;

/** A message whose sound is still being written. */
type Draft = NewMessage & { readonly at: WallTime };

/** How long it is; or which recording it is made of, where that is not on the disk yet. */
export type MessageLength =
  | { readonly durationMs: number }
  | {
    readonly recording: number; /** In which he speaks: it is told should that come to nothing. */
    readonly call?: string;
  };

/** So many messages of a kind, for lamps and menus. */
export interface MessageCount {
  readonly new: number;
  readonly saved: number;
  readonly deleted: number;
  readonly urgentNew: number;
  readonly urgentSaved: number;
}

/** Whom mailboxes tell what has changed. */
export interface MailboxEars {
  /** Something about a box's messages has changed. */
  readonly changed: (box: string) => void;
  /** A message has come. */
  readonly arrived: (message: Message) => void;
  /** What somebody had begun to say in a call turned out to be no message: it was too short. */
  readonly dropped?: (call: string, message: NewMessage) => void;
  /** A file that no message is made of any more. */
  readonly erase: (path: string) => void;
  /** A file that nobody writes any more: what is in it is to be found out ({@link Mailboxes.adopted}). */
  readonly adopt: (path: string) => void;
  /** A power loss cut a message off: so much of it is in its box now, or nothing. */
  readonly rescued: (path: string, durationMs: number, bytes: number) => void;
}

/**
 * Every mailbox: its messages, in memory and in the notebook, which outlives a restart; the sound itself is in files. A
 * message that is still on its way to the disk is a draft: it comes to be when its recording is over, whatever became of the
 * call that left it.
 */
export class Mailboxes {
  readonly #notebook: Notebook;
  readonly #ears: MailboxEars;
  /** By box, oldest first. */
  readonly #boxes = new Map<string, Map<string, Message>>();
  readonly #kept: Drafts;
  /** By the recording that is under way; several where one message goes into several boxes. */
  readonly #drafts = new Map<number, readonly { readonly draft: Draft; readonly call: string | undefined }[]>();
  /** Files that are to go, by the recording that still writes them. */
  readonly #unwanted = new Map<number, string>();
  readonly #wrong = new Map<string, { count: number; closedUntil: WallTime }>();

  constructor(notebook: Notebook, ears: MailboxEars) {
    this.#notebook = notebook;
    this.#ears = ears;
    this.#kept = new Drafts(notebook);
  }

  /** What waits for the end of a recording. */
  get waiting(): number {
    return this.#drafts.size + this.#unwanted.size;
  }

  /** What the notebook has kept. */
  restore(): void {
    this.#boxes.clear();
    const kept = [...this.#notebook.all(MESSAGE_FAMILY)].flatMap(([key, value]) => {
      const [box = "", id = ""] = key.split("/");
      return readMessage(box, id, value) ?? [];
    });
    for (const message of kept.sort((a, b) => a.at - b.at)) this.#boxOf(message.box).set(message.id, message);
    for (const file of new Set(this.#kept.orphans().map(fileOf))) this.#ears.adopt(file);
  }

  /** Oldest first. */
  messagesOf(box: string): readonly Message[] {
    return [...this.#boxes.get(box)?.values() ?? []];
  }

  countOf(box: string): MessageCount {
    const count = { new: 0, saved: 0, deleted: 0, urgentNew: 0, urgentSaved: 0 };
    for (const { state, urgent } of this.#boxes.get(box)?.values() ?? []) {
      count[state] += 1;
      if (urgent && state === "new") count.urgentNew += 1;
      if (urgent && state === "saved") count.urgentSaved += 1;
    }
    return count;
  }

  /** What the box holds, in ms; what is deleted takes no room. */
  usedMs(box: string): number {
    return this.messagesOf(box).reduce((sum, { state, durationMs }) => state === "deleted" ? sum : sum + durationMs, 0);
  }

  /** Somebody is about to speak a message: what he says is in its box even if the box goes down meanwhile. */
  expect(message: NewMessage, now: WallTime): void {
    this.#kept.add(message, now);
  }

  /** What was found of a file that had no end. */
  adopted(path: string, durationMs: number, bytes: number): void {
    const orphans = this.#kept.orphans().filter((draft) => fileOf(draft) === path);
    if (orphans.length === 0) return;
    for (const orphan of orphans) this.#add(orphan, durationMs);
    if (durationMs < SHORTEST_MS) this.#ears.rescued(path, 0, 0);
    else this.#ears.rescued(path, durationMs, bytes);
  }

  /** Puts a message into its box, now or when its recording is over; one that is too short is thrown away. */
  deposit(message: NewMessage, length: MessageLength, now: WallTime): void {
    if ("recording" in length) {
      const others = this.#drafts.get(length.recording) ?? [];
      this.#drafts.set(length.recording, [...others, { draft: { ...message, at: now }, call: length.call }]);
    } else this.#add({ ...message, at: now }, length.durationMs);
  }

  /** A recording is over. */
  recorded(recording: number, durationMs: number): void {
    const unwanted = this.#unwanted.get(recording);
    this.#unwanted.delete(recording);
    if (unwanted !== undefined) this.#throwAway(unwanted);
    const drafts = this.#drafts.get(recording) ?? [];
    this.#drafts.delete(recording);
    for (const { draft, call } of drafts) {
      this.#add(draft, durationMs);
      if (durationMs < SHORTEST_MS && call !== undefined) this.#ears.dropped?.(call, draft);
    }
  }

  /** Throws a file away, once nothing is written into it any more. */
  erase(path: string, recording?: number): void {
    if (recording === undefined) this.#throwAway(path);
    else this.#unwanted.set(recording, path);
  }

  change(
    box: string,
    id: string,
    change: { readonly state?: MessageState; readonly urgent?: boolean },
    now: WallTime,
  ): void {
    const before = this.#boxes.get(box)?.get(id);
    if (before === undefined) return;
    const { state = before.state, urgent = before.urgent } = change;
    if (state === before.state && urgent === before.urgent) return;
    this.#put({ ...before, state, urgent, since: state === before.state ? before.since : now });
  }

  /** Throws away what is older than its owner wants it, and what was deleted long ago. */
  sweep({ extensions, voicemail }: Directory, now: WallTime): void {
    for (const [box, messages] of this.#boxes) {
      const usual = voicemail.retentionDays === 0 ? Infinity : voicemail.retentionDays * 24 * 3_600_000;
      const retentionMs = extensions.get(box)?.mailbox?.retentionMs ?? usual;
      for (const message of [...messages.values()]) {
        const isForgotten = message.state === "deleted" && now - message.since >= DELETED_FOR_MS;
        if (isForgotten || now - message.at >= retentionMs) this.#remove(message);
      }
    }
  }

  /** Whether that is the PIN of the box; after too many wrong ones nobody is told for a while. */
  judgePin(box: string, pin: string, directory: Directory, now: WallTime): "right" | "wrong" | "closed" {
    const wrong = this.#wrong.get(box) ?? { count: 0, closedUntil: 0 as WallTime };
    if (now < wrong.closedUntil) return "closed";
    const kept = this.#notebook.get(PIN_FAMILY, box);
    const known = typeof kept === "string" ? kept : ownPin(directory, box);
    if (known !== undefined && known === pinHash(box, pin)) {
      this.#wrong.delete(box);
      return "right";
    }
    const count = wrong.count + 1;
    const isTooMany = count >= MOST_WRONG;
    const closedUntil = isTooMany ? now + CLOSED_FOR_MS as WallTime : 0 as WallTime;
    this.#wrong.set(box, { count: isTooMany ? 0 : count, closedUntil });
    return "wrong";
  }

  setPin(box: string, pin: string): void {
    this.#notebook.set(PIN_FAMILY, box, pinHash(box, pin));
  }

  #add(message: Draft, durationMs: number): void {
    this.#kept.forget(message);
    if (durationMs < SHORTEST_MS) {
      for (const file of message.files) this.#eraseUnused(file);
      return;
    }
    const whole: Message = { ...message, durationMs, state: "new", since: message.at };
    this.#put(whole);
    this.#ears.arrived(whole);
  }

  #throwAway(path: string): void {
    for (const draft of this.#kept.ofFile(path)) this.#kept.forget(draft);
    this.#ears.erase(path);
  }

  #put(message: Message): void {
    const { box, id } = message;
    this.#boxOf(box).set(id, message);
    this.#notebook.set(MESSAGE_FAMILY, `${box}/${id}`, writeMessage(message));
    this.#ears.changed(box);
  }

  #remove({ box, id, files }: Message): void {
    const messages = this.#boxes.get(box);
    messages?.delete(id);
    if (messages?.size === 0) this.#boxes.delete(box);
    this.#notebook.set(MESSAGE_FAMILY, `${box}/${id}`, undefined);
    for (const file of files) this.#eraseUnused(file);
    this.#ears.changed(box);
  }

  /** A message that was passed on is made of the same file. */
  #eraseUnused(file: string): void {
    for (const messages of this.#boxes.values()) {
      for (const { files } of messages.values()) if (files.includes(file)) return;
    }
    this.#ears.erase(file);
  }

  #boxOf(box: string): Map<string, Message> {
    const messages = this.#boxes.get(box);
    if (messages !== undefined) return messages;
    const made = new Map<string, Message>();
    this.#boxes.set(box, made);
    return made;
  }
}

/** The PIN that the office gives somebody: his mailbox's, or his own. */
function ownPin({ extensions }: Directory, number: string): string | undefined {
  const extension = extensions.get(number);
  return extension?.mailbox?.pin ?? extension?.pin;
}
