import type { Log } from "../../base/mod.ts";
import type { Crm, OpenMatter } from "../../directory/mod.ts";
import type { MailOutcome } from "../../mail/mod.ts";
import { formsOf } from "../../routing/mod.ts";
import {
  AnswerCache,
  type CallNote,
  type Connector,
  CONNECTORS,
  type CrmAnswer,
  type CrmFault,
  type CrmRequest,
  MOST_MATTERS,
  type Person,
  type Read,
  type Session,
} from "../mod.ts";
import { namesOf } from "../person_name.ts";
import { ask } from "./ask.ts";

export interface LineParts {
  readonly crm: Crm;
  readonly log: Log;
  readonly wall: () => number;
  /** How long one question may take; ten seconds unless told. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;
/** Somebody stays who he is for a day, and whom nobody knows for a quarter of an hour; what is open with him changes by the hour. */
const KNOWN_MS = 24 * 3_600_000;
const UNKNOWN_MS = 15 * 60_000;
const MATTERS_MS = 5 * 60_000;
/** After a failure nobody is asked for so long: what is away must not slow down every notice. */
const REST_MS = 60_000;
const LONGEST_REST_MS = 15 * 60_000;
/** Questions at once: databases count them by the second. */
const MOST_AT_ONCE = 4;

/** The way to one customer database: its token, its cache, and when it wants to be left in peace. */
export class CrmLine {
  readonly #parts: LineParts;
  readonly #connector: Connector;
  readonly #cache = new AnswerCache<readonly Person[]>((people) => people.length > 0 ? KNOWN_MS : UNKNOWN_MS);
  readonly #matters = new AnswerCache<readonly OpenMatter[]>(() => MATTERS_MS);
  readonly #asking = new Map<string, Promise<Read<readonly Person[]>>>();
  readonly #askingOpen = new Map<string, Promise<readonly OpenMatter[]>>();
  /** Of what kind it does not tell. */
  readonly #untold = new Set<OpenMatter["kind"]>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #session: { readonly session: Session; readonly until: number } | undefined;
  #restsUntil = 0;
  #isFaulty = false;

  constructor(parts: LineParts) {
    this.#parts = parts;
    this.#connector = CONNECTORS[parts.crm.kind];
  }

  /** Who has a number; nobody where it cannot be found out. Never rejects. */
  async find(number: string): Promise<readonly Person[]> {
    const read = await this.#find(number);
    return read.ok ? read.value : [];
  }

  /** The numbers of whom it has told lately, by what they are called. */
  *named(): Iterable<readonly [number: string, name: string]> {
    for (const [number, people] of this.#cache.held()) {
      const name = namesOf(people);
      if (name !== undefined) yield [number, name];
    }
  }

  /** What is open with whoever has a number, if that is one person. Never rejects. */
  async matters(number: string): Promise<readonly OpenMatter[]> {
    const found = await this.#find(number);
    const [person] = found.ok ? found.value : [];
    if (person === undefined || !found.ok || found.value.length !== 1) return [];
    const known = this.#matters.get(number, this.#parts.wall()) ?? this.#askingOpen.get(number);
    if (known !== undefined) return known;
    const asked = this.#askOpen(number, person).finally(() => this.#askingOpen.delete(number));
    this.#askingOpen.set(number, asked);
    return await asked;
  }

  async #askOpen(number: string, person: Person): Promise<readonly OpenMatter[]> {
    const { crm, wall } = this.#parts;
    const { open } = this.#connector;
    if (open === undefined || this.#restsUntil > wall()) return [];
    const session = await this.#signedIn();
    if (!session.ok) return [];
    const asked = { crm, session: session.value };
    const found = await Promise.all(
      open.ask(crm, session.value, person).map(async ({ kind, request }) => {
        const answer = await this.#ask(request);
        const read = answer.ok ? open.read(answer.value, { ...asked, kind }) : answer;
        if (read.ok) return read.value.slice(0, MOST_MATTERS);
        this.#untells(kind, read.fault);
        return [];
      }),
    );
    this.#matters.keep(number, found.flat(), wall());
    return found.flat();
  }

  /** Who has no right to see tickets, or no such module, still has names. */
  #untells(kind: OpenMatter["kind"], fault: CrmFault): void {
    if (fault.code === "too-much") return this.#complain(fault);
    if (this.#untold.has(kind)) return;
    this.#untold.add(kind);
    const { crm: { name }, log } = this.#parts;
    log.write({
      level: "info",
      text: `"${name}" does not tell of any ${kind}: ${fault.text}`,
      facts: { code: fault.code },
    });
  }

  /** Writes a call down with whom it was, if that is one person. Never rejects. */
  async note(note: CallNote): Promise<MailOutcome> {
    const found = await this.#find(note.outsider);
    if (!found.ok) return outcomeOf(found.fault);
    const [person] = found.value;
    if (person === undefined || found.value.length !== 1) return { came: "sent" };
    const { stands } = this.#connector;
    const isThere = stands === undefined
      ? undefined
      : await this.#with((session) => stands.ask(this.#parts.crm, session, note, person), (answer) =>
        stands.read(answer));
    if (isThere?.ok === false) return outcomeOf(isThere.fault);
    if (isThere?.value === true) return { came: "sent" };
    const noted = await this.#with(
      (session) => this.#connector.note(this.#parts.crm, session, note, person),
      (answer) => this.#connector.noted(answer),
    );
    return noted.ok ? { came: "sent" } : outcomeOf(noted.fault);
  }

  #find(number: string): Promise<Read<readonly Person[]>> {
    const known = this.#cache.get(number, this.#parts.wall());
    if (known !== undefined) return Promise.resolve({ ok: true, value: known });
    const asking = this.#asking.get(number);
    if (asking !== undefined) return asking;
    const asked = this.#lookUp(number).finally(() => this.#asking.delete(number));
    this.#asking.set(number, asked);
    return asked;
  }

  async #lookUp(number: string): Promise<Read<readonly Person[]>> {
    const forms = formsOf(number);
    if (forms === undefined) return { ok: true, value: [] };
    const { crm, wall } = this.#parts;
    const found = (answer: CrmAnswer) => this.#connector.found(answer, crm);
    let last: Read<readonly Person[]> = { ok: true, value: [] };
    for (let way = 0;; way++) {
      // Made anew each time: the token may be another by then.
      const read = await this.#with((session) => this.#connector.find(crm, session, forms)[way], found);
      if (read === LAST) break;
      last = read;
      // A question that is not understood may be understood in other words.
      if (!read.ok && read.fault.code !== "not-understood") break;
      if (read.ok && read.value.length > 0) break;
    }
    if (last.ok) this.#cache.keep(number, last.value, wall());
    else if (last.fault.code === "not-understood") this.#complain(last.fault);
    return last;
  }

  /** One question, with a token that holds: one that was taken back is had anew, once. */
  async #with<T>(
    request: (session: Session) => CrmRequest | undefined,
    read: (answer: CrmAnswer) => Read<T>,
  ): Promise<Read<T>> {
    if (this.#restsUntil > this.#parts.wall()) return failed("too-much", "it is left in peace for a while");
    const hadToken = this.#session !== undefined;
    const first = await this.#once(request, read);
    if (first.ok || first === LAST || first.fault.code === "not-understood") return first;
    const again = first.fault.code === "refused" && hadToken && this.#connector.signIn !== undefined;
    this.#session = first.fault.code === "refused" ? undefined : this.#session;
    const second = again ? await this.#once(request, read) : first;
    if (!second.ok && second !== LAST && second.fault.code !== "not-understood") this.#complain(second.fault);
    return second;
  }

  async #once<T>(
    request: (session: Session) => CrmRequest | undefined,
    read: (answer: CrmAnswer) => Read<T>,
  ): Promise<Read<T>> {
    const session = await this.#signedIn();
    if (!session.ok) return session;
    const wanted = request(session.value);
    if (wanted === undefined) return LAST;
    const answer = await this.#ask(wanted);
    if (!answer.ok) return answer;
    const outcome = read(answer.value);
    if (outcome.ok) this.#isFaulty = false;
    return outcome;
  }

  async #signedIn(): Promise<Read<Session>> {
    const { crm, wall } = this.#parts;
    const { signIn } = this.#connector;
    if (signIn === undefined || (crm.kind === "odoo" && crm.user === undefined)) {
      return { ok: true, value: { token: crm.secret, base: crm.url, forS: Infinity } };
    }
    if (this.#session !== undefined && this.#session.until > wall()) return { ok: true, value: this.#session.session };
    const answer = await this.#ask(signIn.ask(crm));
    if (!answer.ok) return answer;
    const session = signIn.read(answer.value, crm);
    // A minute less: it must still hold when the question arrives.
    if (session.ok) this.#session = { session: session.value, until: wall() + (session.value.forS - 60) * 1_000 };
    return session;
  }

  async #ask(request: CrmRequest): Promise<Read<CrmAnswer>> {
    if (this.#busy >= MOST_AT_ONCE) await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#busy++;
    try {
      return { ok: true, value: await ask(request, this.#parts.patienceMs ?? PATIENCE_MS) };
    } catch (error) {
      return failed("failed", error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  /** Said once, until it works again; the key is in no request's address, and so in no error. */
  #complain({ code, text, retryAfterS }: CrmFault): void {
    const { crm, log, wall } = this.#parts;
    if (code !== "not-understood") {
      const restMs = Math.min(LONGEST_REST_MS, retryAfterS === undefined ? REST_MS : retryAfterS * 1_000);
      this.#restsUntil = Math.max(this.#restsUntil, wall() + restMs);
    }
    if (this.#isFaulty) return;
    this.#isFaulty = true;
    log.write({ level: "warn", text: `Cannot ask "${crm.name}" who calls: ${text}`, facts: { code } });
  }
}

/** There is no further question. */
const LAST: { readonly ok: false; readonly fault: CrmFault } = Object.freeze({
  ok: false,
  fault: Object.freeze({ code: "not-understood", text: "it understands no question on numbers" }),
});

function failed(code: CrmFault["code"], text: string): { readonly ok: false; readonly fault: CrmFault } {
  return { ok: false, fault: { code, text } };
}

/** What is refused today may be let in tomorrow, once its owner has put in the new key; what makes no sense never will. */
function outcomeOf({ code, text }: CrmFault): MailOutcome {
  return { came: code === "not-understood" ? "never" : "later", why: text };
}
