import type { Log } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import type { Keepers } from "../../core/store/mod.ts";
import type { LedgerPage, LedgerQuestion, LedgerSettings } from "./words.ts";

/** The name of the keeper on the reader's thread. */
const KEEPER = "asterisk";

export interface AsteriskParts {
  readonly log: Log;
  readonly keepers: Pick<Keepers, "ask" | "set">;
  /** In which the files are. */
  readonly folder: string;
}

/** Where the rest of the house asks for Asterisk's files. */
export class AsteriskDesk {
  readonly #parts: AsteriskParts;

  constructor(parts: AsteriskParts) {
    this.#parts = parts;
  }

  /** Keeps the files that this office wants, by its clock, from now on. */
  follow({ asterisk: { files }, office: { timeZone } }: Pick<Directory, "asterisk" | "office">): void {
    const { keepers, folder, log } = this.#parts;
    const settings: LedgerSettings = { folder, timeZone, files };
    keepers.set(KEEPER, settings).catch((fault) => {
      const facts = { reason: fault instanceof Error ? fault.message : String(fault) };
      log.write({ level: "error", text: "Cannot tell which of Asterisk's files are wanted", facts });
    });
  }

  /** Lines from behind an event on, whether they are kept as a file or not. */
  async lines(question: LedgerQuestion): Promise<LedgerPage> {
    return await this.#parts.keepers.ask(KEEPER, question) as LedgerPage;
  }
}
