import type { DatabaseSync } from "node:sqlite";
import type { FollowedRecord, Keeper, KeeperStep } from "../../../core/store/io/mod.ts";
import type { Ledger } from "../ledger.ts";
import { LEDGERS } from "../ledgers.ts";
import { readLedger } from "../read_ledger.ts";
import type { LedgerPage, LedgerQuestion, LedgerSettings } from "../words.ts";
import { LedgerFile } from "./ledger_file.ts";

/** The keeper of Asterisk's files. */
export function asteriskKeeper(db: DatabaseSync): Keeper {
  return new AsteriskKeeper(db, LEDGERS);
}

const NOTHING: KeeperStep = { isBehind: false, faults: [] };

/** Keeps ledgers as files, below a folder that is made when the first of them is. */
export class AsteriskKeeper implements Keeper {
  readonly #db: DatabaseSync;
  readonly #ledgers: readonly Ledger[];
  readonly #files = new Map<string, LedgerFile>();
  /** Those that cannot be written: told once, and tried again. */
  readonly #failing = new Set<string>();
  #settings: LedgerSettings | undefined;

  constructor(db: DatabaseSync, ledgers: readonly Ledger[]) {
    this.#db = db;
    this.#ledgers = ledgers;
  }

  set(settings: unknown): Promise<undefined> {
    this.#settings = settings as LedgerSettings;
    return Promise.resolve(undefined);
  }

  /** Works off what is new in the record, one step of it for each file that is wanted. */
  follow(record: FollowedRecord): Promise<KeeperStep> {
    const settings = this.#settings;
    const steps = settings === undefined ? [] : settings.files.map((name) => this.#step(name, record, settings));
    const isBehind = steps.some((step) => step.isBehind);
    return Promise.resolve({ isBehind, faults: steps.flatMap(({ faults }) => faults) });
  }

  answer(told: unknown, record: FollowedRecord): Promise<LedgerPage> {
    const question = told as LedgerQuestion;
    const timeZone = this.#settings?.timeZone ?? "UTC";
    return Promise.resolve(readLedger(record, this.#ledgerOf(question.ledger), { ...question, timeZone }));
  }

  /** A disk that is full for one file keeps nobody from the others. */
  #step(name: string, record: FollowedRecord, { folder, timeZone }: LedgerSettings): KeeperStep {
    try {
      const step = this.#fileOf(name, folder).step(record, timeZone);
      this.#failing.delete(name);
      return step;
    } catch (error) {
      if (this.#failing.has(name)) return NOTHING;
      this.#failing.add(name);
      const reason = error instanceof Error ? error.message : String(error);
      return { isBehind: false, faults: [`Cannot write ledger "${name}", tried again: ${reason}`] };
    }
  }

  #fileOf(name: string, folder: string): LedgerFile {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    Deno.mkdirSync(folder, { recursive: true, mode: 0o750 });
    const file = new LedgerFile(this.#ledgerOf(name), { folder, db: this.#db });
    this.#files.set(name, file);
    return file;
  }

  #ledgerOf(name: string): Ledger {
    const ledger = this.#ledgers.find((each) => each.name === name);
    if (ledger === undefined) throw new Error(`Cannot read ledger "${name}": there is none of that name`);
    return ledger;
  }
}
