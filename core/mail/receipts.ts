import type { Json, WallTime } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { readReceipt, type Receipt } from "./mail.ts";

/** The family of the notebook in which they wait for whoever wanted them. */
export const RECEIPT_FAMILY = "receipt";

/** What has become of a mail or a hook whose writer wants to know. */
export interface KeptReceipt {
  /** By which it is kept, until whoever wanted it has written it down. */
  readonly key: string;
  readonly receipt: Receipt;
  readonly came: "sent" | "lost";
  /** By what it was taken, or why it was given up. */
  readonly says: string;
  readonly at: WallTime;
}

interface Ended {
  readonly came: KeptReceipt["came"];
  readonly says: string;
  readonly at: WallTime;
}

/**
 * Writes down what became of those whose writers want to know, in the turn in which they leave the outbox: whatever the power
 * does, each is told of, and may be told of twice.
 */
export class Receipts {
  readonly #notebook: Notebook;
  readonly #told: (receipt: KeptReceipt) => void;

  /** @param told hears of each when it is written down; those of before a start are in the notebook */
  constructor(notebook: Notebook, told: (receipt: KeptReceipt) => void) {
    this.#notebook = notebook;
    this.#told = told;
  }

  /** Quiet where nobody wants to know. */
  ended({ id, receipt }: { readonly id: string; readonly receipt?: Receipt }, { came, says, at }: Ended): void {
    if (receipt === undefined) return;
    // Sent once more, it ends once more.
    const key = `${id} ${at}`;
    this.#notebook.set(RECEIPT_FAMILY, key, { receipt: { ...receipt }, came, says, at });
    this.#told({ key, receipt, came, says, at });
  }
}

/** Reads what was kept; undefined for what makes no sense. */
export function readKeptReceipt(key: string, kept: Json | undefined): KeptReceipt | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { came, says, at, receipt: wanted } = kept as { readonly [key: string]: Json };
  const { receipt } = readReceipt(wanted);
  if (receipt === undefined || typeof says !== "string" || typeof at !== "number") return undefined;
  return came === "sent" || came === "lost" ? { key, receipt, came, says, at: at as WallTime } : undefined;
}
