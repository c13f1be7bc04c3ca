import { folded, type Log } from "../../base/mod.ts";
import type { CallerAbout, Crm, Directory, OpenMatter } from "../../directory/mod.ts";
import type { MailOutcome } from "../../mail/mod.ts";
import { callerKey } from "../../routing/mod.ts";
import { CRM_ADDRESS } from "../crm_address.ts";
import { namesOf } from "../person_name.ts";
import type { CrmLine } from "./crm_line.ts";

export interface CrmParts {
  readonly log: Log;
  readonly wall: () => number;
  /** How long a name may be waited for; 1.5 s unless told. */
  readonly budgetMs?: number;
  readonly patienceMs?: number;
}

const BUDGET_MS = 1_500;

/** One database, and the line to it once something was asked. */
interface Way {
  readonly crm: Crm;
  readonly text: string;
  line?: CrmLine;
}

/** Says who callers are: by the office's phone book, then by its customer databases, the first that knows. */
export class CrmDesk {
  readonly #parts: CrmParts;
  #book: ReadonlyMap<string, string> = new Map();
  #ways: readonly Way[] = [];
  #country = "US";

  constructor(parts: CrmParts) {
    this.#parts = parts;
  }

  /** The phone book is another one: names by how `callerKey` names their numbers. */
  knows(book: ReadonlyMap<string, string>): void {
    this.#book = book;
  }

  /** Goes by the office as it is now; a database whose settings are as before keeps its token and what it knows. */
  follow({ crm, office }: Pick<Directory, "crm" | "office">): void {
    this.#country = office.country;
    this.#ways = crm.map((each) => {
      const text = JSON.stringify(each);
      return this.#ways.find((way) => way.text === text) ?? { crm: each, text };
    });
  }

  /** What a caller is called, if that is known in time; what comes later is known the next time. Never rejects. */
  async callerName(number: string, budgetMs: number = this.#parts.budgetMs ?? BUDGET_MS): Promise<string | undefined> {
    const key = callerKey(number, { country: this.#country });
    const name = this.#book.get(key);
    if (name !== undefined || this.#ways.length === 0 || !key.startsWith("+")) return name;
    return await within(budgetMs, this.#nameOf(key));
  }

  /**
   * Of whom databases have told lately, the numbers of all that are called so. No database is asked: whoever was shown by a name
   * is found by it, and a search costs no more than what is held.
   */
  numbersCalled(name: string): readonly string[] {
    const wanted = folded(name);
    const named = this.#ways.flatMap(({ line }) => [...line?.named() ?? []]);
    const found = named.filter(([number, called]) => !this.#book.has(number) && folded(called).includes(wanted));
    return [...new Set(found.map(([number]) => number))];
  }

  /** What a caller is called, and what is open with him: whichever of it is known in time. Never rejects. */
  async about(number: string, budgetMs: number = this.#parts.budgetMs ?? BUDGET_MS): Promise<CallerAbout> {
    const key = callerKey(number, { country: this.#country });
    const [name, matters] = await Promise.all([
      this.callerName(number, budgetMs),
      this.#ways.length === 0 || !key.startsWith("+") ? [] : within(budgetMs, this.#mattersOf(key)),
    ]);
    return { ...name === undefined ? {} : { name }, matters: matters ?? [] };
  }

  /** The names of several at once: no slower than of one. */
  async names(numbers: readonly string[], budgetMs?: number): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(
      numbers.map(async (number) => [number, await this.callerName(number, budgetMs)] as const),
    );
    return new Map(found.flatMap(([number, name]) => name === undefined ? [] : [[number, name] as const]));
  }

  /** Takes a hook that is a call to be written down; undefined: it is for somebody else. Never rejects. */
  takes({ url, body }: { readonly url: string; readonly body: string }): Promise<MailOutcome> | undefined {
    return url.startsWith(CRM_ADDRESS) ? this.#note(url.slice(CRM_ADDRESS.length), body) : undefined;
  }

  async #note(name: string, body: string): Promise<MailOutcome> {
    const way = this.#ways.find(({ crm }) => crm.name === name);
    const { readNote } = await import("../call_note.ts");
    const note = readNote(body);
    if (way === undefined || note === undefined || !way.crm.logsCalls) {
      return { came: "never", why: `the office has no database "${name}" that calls are written down in` };
    }
    return await (await this.#lineOf(way)).note(note);
  }

  /** What it takes to ask is brought in with the first question. */
  async #lineOf(way: Way): Promise<CrmLine> {
    const { CrmLine } = await import("./crm_line.ts");
    way.line ??= new CrmLine({ ...this.#parts, crm: way.crm });
    return way.line;
  }

  /** Of the first database that has something. */
  async #mattersOf(key: string): Promise<readonly OpenMatter[]> {
    for (const way of this.#ways) {
      const matters = await (await this.#lineOf(way)).matters(key);
      if (matters.length > 0) return matters;
    }
    return [];
  }

  async #nameOf(key: string): Promise<string | undefined> {
    for (const way of this.#ways) {
      const line = await this.#lineOf(way);
      const name = namesOf(await line.find(key));
      if (name !== undefined) return name;
    }
    return undefined;
  }
}

/** Undefined where it takes longer. */
async function within<T>(budgetMs: number, answer: Promise<T>): Promise<T | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), budgetMs);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
