import type { WallTime } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { NewMessage } from "./mailboxes.ts";
import { type Message, readMessage, writeMessage } from "./message.ts";

/** The family of the notebook in which they are kept. */
const DRAFT_FAMILY = "message-draft";

/** Messages that are being spoken, in the notebook: what a power loss leaves of their files is found again by them. */
export class Drafts {
  readonly #notebook: Notebook;
  /** Those of this run of the box, by their file. */
  readonly #own = new Set<string>();

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  add(message: NewMessage, now: WallTime): void {
    const { box, id } = message;
    this.#own.add(fileOf(message));
    const draft: Message = { ...message, at: now, durationMs: 0, state: "new", since: now };
    this.#notebook.set(DRAFT_FAMILY, `${box}/${id}`, writeMessage(draft));
  }

  /** It is a message now, or nothing. */
  forget(draft: Pick<NewMessage, "box" | "id" | "files">): void {
    this.#own.delete(fileOf(draft));
    this.#notebook.set(DRAFT_FAMILY, `${draft.box}/${draft.id}`, undefined);
  }

  /** Those that are spoken into a file: one for each box that the message is for. */
  ofFile(path: string): readonly Message[] {
    return this.#all().filter((draft) => fileOf(draft) === path);
  }

  /** Those that a run before this one has left. */
  orphans(): readonly Message[] {
    return this.#all().filter((draft) => !this.#own.has(fileOf(draft)));
  }

  #all(): readonly Message[] {
    return [...this.#notebook.all(DRAFT_FAMILY)].flatMap(([key, value]) => {
      const [box = "", id = ""] = key.split("/");
      return readMessage(box, id, value) ?? [];
    });
  }
}

export function fileOf({ files }: Pick<NewMessage, "files">): string {
  return files[0] ?? "";
}
