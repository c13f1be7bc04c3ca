import type { Json, Log } from "../../../core/base/mod.ts";
import { type KeptReceipt, readKeptReceipt, RECEIPT_FAMILY } from "../../../core/mail/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import type { Deed } from "../deed.ts";
import { aboutOf } from "../kept.ts";
import { NOTICE_RECEIPT, type NoticeAbout, type Posted } from "./notice_parts.ts";

/** A server's answer says no more that is worth keeping. */
const MOST_SAID = 200;
const DEEDS = { sent: "notify-sent", lost: "notify-lost" } as const;

export interface NoticeReceiptParts {
  readonly log: Log;
  readonly act: (tenant: string, deed: Deed) => Promise<boolean>;
  readonly post: (posted: Posted) => void;
}

/**
 * Writes into the journal what became of each notice: that the mail server, or the program, has taken it, or why nobody ever
 * will. A receipt is kept until that is written; a box that dies in between writes it twice.
 */
export class NoticeReceipts {
  readonly #parts: NoticeReceiptParts;
  /** What was heard of before it was known what the last run of the box has left: that is among it. */
  #early: Set<string> | undefined = new Set();
  #work: Promise<void> = Promise.resolve();

  constructor(parts: NoticeReceiptParts) {
    this.#parts = parts;
  }

  /** Those that the last run of the box has left. */
  start(pages: readonly Page[]): void {
    const heard = this.#early;
    this.#early = undefined;
    for (const { family, key, value } of pages) {
      const receipt = family === RECEIPT_FAMILY && !heard?.has(key) ? readKeptReceipt(key, value) : undefined;
      if (receipt !== undefined) this.take(receipt);
    }
  }

  /** Quiet for what is no notice's. */
  take(receipt: KeptReceipt): void {
    const { key, receipt: { of, about } } = receipt;
    const told = of === NOTICE_RECEIPT ? readAbout(about) : undefined;
    if (told === undefined) return;
    this.#early?.add(key);
    this.#work = this.#work.then(() => this.#write(receipt, told));
  }

  /** Resolves when all that was heard before has been written. */
  settled(): Promise<void> {
    return this.#work;
  }

  async #write({ key, came, says }: KeptReceipt, { tenant, entries, how }: NoticeAbout): Promise<void> {
    const { act, log, post } = this.#parts;
    // The journal names nobody, and the server's answer may.
    const said = says.replace(/[^\s<>"]+@[^\s<>":]+/g, "…").replace(/\s+/g, " ").slice(0, MOST_SAID);
    const note = said === "" ? how : `${how}: ${said}`;
    try {
      for (const entry of entries) {
        await act(tenant, { do: DEEDS[came], id: aboutOf({ entry }).id, user: "system", note });
      }
    } catch (error) {
      // Its page stays, and the next start writes it.
      const facts = { error: String(error) };
      return log.write({ level: "error", text: "Cannot write down what became of a notice of a missed call", facts });
    }
    post({ mails: [], hooks: [], pages: [{ family: RECEIPT_FAMILY, key, value: undefined }] });
  }
}

function readAbout(about: Json): NoticeAbout | undefined {
  if (typeof about !== "object" || about === null || Array.isArray(about)) return undefined;
  const { tenant, entries, how } = about as { readonly [key: string]: Json };
  if (typeof tenant !== "string" || typeof how !== "string" || !Array.isArray(entries)) return undefined;
  return { tenant, how, entries: entries.filter((entry) => typeof entry === "string") };
}
