import { assertNever, type Clock, elapsed, type Flow, type Log, type WallTime } from "../base/mod.ts";
import type { Store } from "../store/mod.ts";
import { fromStored, toStored } from "../store/mod.ts";
import type { Hook, HookAddress, KeptReceipt, Mail, MailOutcome } from "../mail/mod.ts";
import type { MediaCommand } from "../sound/mod.ts";
import type { DeskAnswer, DeskCommand, Effect, Input, Switchboard } from "../switchboard/mod.ts";
import type { TraceRing } from "../trace/mod.ts";
import { Alarm } from "./alarm.ts";
import type { Transports } from "./contract.ts";

type Wanted = Extract<Effect, { type: "resolve" }>;

const NOBODY_KNOWS = (): Promise<readonly Flow[]> => Promise.resolve([]);

/** What the driver carries effects to. */
export interface DriverParts {
  readonly switchboard: Switchboard;
  readonly store: Store;
  readonly trace: TraceRing;
  readonly clock: Clock;
  readonly log: Log;
}

/** The world's ends. */
export interface DriverEnds {
  readonly transports: Transports;
  readonly media: (command: MediaCommand) => boolean;
  /** Throws a file below the data folder away. */
  readonly erase: (path: string) => void;
  /** Tells a program elsewhere; never rejects. */
  readonly hook: (hook: Hook, to: HookAddress, at: WallTime) => Promise<MailOutcome>;
  /** Hands a mail to the mail server; never rejects. */
  readonly mail: (mail: Mail) => Promise<MailOutcome>;
  /** Hears what became of mails and hooks whose writers want to know. */
  readonly receipt?: (receipt: KeptReceipt) => void;
  /** Where a trunk is, best first; without it trunks are not found. */
  readonly resolve?: (wanted: { readonly host: string; readonly uri: string }) => Promise<readonly Flow[]>;
}

/** A wall clock that differs by more than this from what it should say was set. */
const CLOCK_WAS_SET_MS = 500;
const LOOK_AT_CLOCK_MS = 10_000;
/** How long the end of the box waits for a mail server. */
const MAIL_MAY_END_MS = 3_000;

/**
 * Waits, hands in, carries out: the only one who calls the switchboard. One input is one turn, from its first effect to
 * its last; what comes meanwhile waits.
 */
export class Driver {
  readonly #parts: DriverParts;
  readonly #alarm: Alarm;
  readonly #waiting: Input[] = [];
  readonly #answers = new Map<string, DeskAnswer>();
  #transports: Transports | undefined;
  #media: ((command: MediaCommand) => boolean) | undefined;
  #hook: DriverEnds["hook"] = () => Promise.resolve({ came: "later", why: "it has not started" });
  #mail: (mail: Mail) => Promise<MailOutcome> = () => Promise.resolve({ came: "later", why: "it has not started" });
  #receipt: DriverEnds["receipt"];
  #erase: (path: string) => void = () => {};
  #resolve: DriverEnds["resolve"];
  /** What was to be found before the world was there. */
  readonly #unresolved: Wanted[] = [];
  #wallOffset = NaN;
  #onClockSet: () => Promise<void> = () => Promise.resolve();
  #clockWatch: ReturnType<typeof setInterval> | undefined;
  #busy = false;
  #isStopped = false;
  /** The mail that is being handed over. */
  #mailing: Promise<void> = Promise.resolve();
  #asked = 0;
  #lastTurnMs = 0;
  #turns = 0;

  constructor(parts: DriverParts) {
    this.#parts = parts;
    this.#alarm = new Alarm({ clock: parts.clock }, () => this.input({ type: "tick" }));
    parts.store.record.onReady((ready) => this.input({ type: "record-ready", ready }));
  }

  /** Takes the world's ends, brings back the phones that were known, and starts to look at the wall clock. */
  async start(ends: DriverEnds): Promise<void> {
    const { clock, store } = this.#parts;
    this.#transports = ends.transports;
    this.#media = ends.media;
    this.#erase = ends.erase;
    this.#mail = ends.mail;
    this.#hook = ends.hook;
    this.#receipt = ends.receipt;
    this.#resolve = ends.resolve ?? NOBODY_KNOWS;
    for (const wanted of this.#unresolved.splice(0)) this.#find(wanted);
    this.#lookAtClock();
    this.#clockWatch = setInterval(() => this.#lookAtClock(), LOOK_AT_CLOCK_MS);
    const pages = await store.notebook.load();
    if (pages.length > 0) this.input({ type: "recalled", pages });
    const remembered = await store.registrations.load();
    const bindings = remembered.flatMap((stored) => fromStored(stored, clock.now(), clock.wall()) ?? []);
    if (bindings.length > 0) this.input({ type: "remembered", bindings });
    this.input({ type: "started" });
  }

  /** One turn, or its place in the queue when one is under way. */
  input(input: Input): void {
    this.#waiting.push(input);
    if (this.#busy) return;
    this.#busy = true;
    const { switchboard, clock } = this.#parts;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (next.type === "wire") this.#traced("in", next);
      const began = clock.now();
      for (const effect of switchboard.handle(next, began)) this.#carryOut(effect);
      this.#turns += 1;
      this.#lastTurnMs = elapsed(began, clock.now());
    }
    this.#busy = false;
    this.#alarm.set(switchboard.nextDeadline());
  }

  /** Asks the switchboard for the desk. Must not be called from inside a turn. */
  ask(command: DeskCommand): DeskAnswer {
    const id = `desk-${++this.#asked}`;
    this.input({ type: "desk", id, command });
    const answer = this.#answers.get(id);
    if (answer === undefined) throw new Error(`Cannot answer "${command.type}" from inside a turn`);
    this.#answers.delete(id);
    return answer;
  }

  /** Sets the one listener who is told that the wall clock was set. */
  onClockSet(listener: () => Promise<void>): void {
    this.#onClockSet = listener;
  }

  figures(): Record<string, number> {
    const answer = this.ask({ type: "figures" });
    const counted = answer.type === "figures" ? answer.figures : {};
    return { ...counted, turns: this.#turns, last_turn_ms: this.#lastTurnMs, trace_messages: this.#parts.trace.size };
  }

  /**
   * Stops the clocks; what is open is closed by who opened it. A mail that is being handed over may end, so that it does not go
   * out again. Closing twice is quiet.
   */
  async stop(): Promise<void> {
    clearInterval(this.#clockWatch);
    this.#alarm[Symbol.dispose]();
    const { promise: tooLate, resolve: giveUp } = Promise.withResolvers<void>();
    const limit = setTimeout(giveUp, MAIL_MAY_END_MS);
    await Promise.race([this.#mailing, tooLate]);
    clearTimeout(limit);
    // What the mail server said may have set it anew.
    this.#alarm[Symbol.dispose]();
    this.#isStopped = true;
  }

  #carryOut(effect: Effect): void {
    const { store, log, clock, trace } = this.#parts;
    switch (effect.type) {
      case "send":
        this.#traced("out", effect);
        this.#transports?.send(effect.flow, effect.bytes);
        return;
      case "media":
        if (this.#media?.(effect.command) === false) {
          log.write({
            level: "error",
            text: "The media engine takes no commands",
            facts: { type: effect.command.type },
          });
        }
        return;
      case "event": {
        const { event } = effect;
        if ("sipCallId" in event) trace.name(event.sipCallId, event.call);
        return store.record.append(event);
      }
      case "bind":
        return store.registrations.put(toStored(effect.binding, clock.now(), clock.wall()));
      case "remember":
        return store.notebook.put(effect.page);
      case "erase":
        return this.#erase(effect.path);
      case "mail": {
        const { mail } = effect;
        this.#mailing = this.#mail(mail).then((outcome) => this.#mailed(mail.id, outcome));
        return;
      }
      case "hook": {
        const { hook, to, at } = effect;
        const { id } = hook;
        // What it says after the box has stopped is for its next start, too.
        this.#hook(hook, to, at).then((outcome) => this.#isStopped || this.input({ type: "hooked", id, outcome }));
        return;
      }
      case "receipt":
        return this.#receipt?.(effect.receipt);
      case "unbind":
        return store.registrations.remove(effect.number, effect.contact);
      case "resolve":
        return this.#find(effect);
      case "desk":
        this.#answers.set(effect.id, effect.answer);
        return;
      case "log":
        return log.write(effect.line);
      default:
        return assertNever(effect);
    }
  }

  /** What a mail server says after the box has stopped is for its next start. */
  #mailed(id: string, outcome: MailOutcome): void {
    if (!this.#isStopped) this.input({ type: "mailed", id, outcome });
  }

  #find(wanted: Wanted): void {
    if (this.#resolve === undefined) {
      this.#unresolved.push(wanted);
      return;
    }
    this.#resolve(wanted).then(
      (flows) => {
        if (!this.#isStopped) this.input({ type: "resolved", trunk: wanted.trunk, flows });
      },
      (error) => {
        const facts = { trunk: wanted.trunk, error: String(error) };
        this.#parts.log.write({ level: "error", text: "Cannot find a trunk", facts });
      },
    );
  }

  #traced(direction: "in" | "out", { flow, bytes }: Pick<Extract<Input, { type: "wire" }>, "flow" | "bytes">): void {
    const { clock, trace } = this.#parts;
    trace.add({ at: clock.now(), wall: clock.wall(), direction, flow, bytes });
  }

  #lookAtClock(): void {
    const { clock, log } = this.#parts;
    const wall = clock.wall();
    const offset = wall - clock.now();
    if (Math.abs(offset - this.#wallOffset) < CLOCK_WAS_SET_MS) return;
    const byMs = Math.round(offset - this.#wallOffset);
    const wasSet = !Number.isNaN(this.#wallOffset);
    this.#wallOffset = offset;
    this.input({ type: "wall-clock", wall });
    if (!wasSet) return;
    log.write({ level: "warn", text: "The wall clock was set", facts: { byMs } });
    this.#onClockSet().catch((error) => {
      log.write({ level: "error", text: "Cannot follow the new time", facts: { error: String(error) } });
    });
  }
}
