import { Deadlines, type Instant } from "../base/mod.ts";
import type { LegEvent, LegId } from "../call/mod.ts";
import type { Destination } from "../directory/mod.ts";
import type { Command } from "./outcomes.ts";
import type { Ending, Script, Want } from "./vocabulary.ts";

/** What carries a script's commands out, and finds the script of a destination. */
export interface Stage {
  perform(call: string, command: Command): unknown;
  /** Makes the script that brings a caller to a destination. */
  scriptFor(caller: LegId, destination: Destination): Script<Ending>;
  /** The call's script is over: `fault` when it threw. */
  ended(call: string, ending: Ending, fault: ScriptFault | undefined): void;
}

/** A script threw: our own mistake, which costs its call and no other. */
export interface ScriptFault {
  readonly error: unknown;
  /** What had happened to the call, oldest first. */
  readonly story: readonly string[];
}

interface Play {
  readonly call: string;
  /** Events that no fiber waits for yet. */
  readonly mail: LegEvent[];
  readonly story: string[];
  /** Destinations tried since two people last talked, or somebody pressed a key. */
  hops: number;
  /** The first is the call's own script. */
  readonly fibers: Set<Fiber>;
  /** The first thing that went wrong. */
  fault: ScriptFault | undefined;
}

interface Fiber {
  readonly play: Play;
  readonly script: Script<unknown>;
  /** Whose child it is; a spawned one is nobody's, and the call's own script is the "root". */
  readonly parent: { readonly fiber: Fiber; readonly at: number } | "root" | undefined;
  waiting:
    | { readonly for: "event"; readonly of: readonly LegId[] }
    | { readonly for: "fax"; readonly of: LegId }
    | Children
    | undefined;
}

interface Children {
  readonly for: "first" | "all" | "one";
  /** Whom the one is to bring somewhere. */
  readonly caller?: LegId;
  readonly fibers: Fiber[];
  readonly values: unknown[];
  left: number;
}

const LONGEST_MAIL = 256;
const LONGEST_STORY = 32;
/** More destinations than these, with nobody there in between, lead in a circle. */
const MOST_HOPS = 20;

/** What a script is ended with that is no longer wanted. Nothing catches it, as scripts have no `catch`. */
const CANCELLED = Symbol("cancelled");

/** After these nothing more is heard of a leg, so that there is one at most for each. */
const IS_LAST: ReadonlySet<LegEvent["type"]> = new Set(["refused", "redirected", "ended"]);

/** Signs that a person is at work, and no circle of settings. Whoever answers may be a machine that nobody talks with. */
const IS_SOMEBODY: ReadonlySet<LegEvent["type"]> = new Set(["digit", "transfer", "fetched"]);

/**
 * Runs the scripts of all calls: one turn at a time, never re-entered. A script waits for events of legs, for a
 * deadline, or for scripts of its own; events that nobody waits for yet are kept in order.
 */
export class Runner {
  readonly #stage: Stage;
  readonly #plays = new Map<string, Play>();
  readonly #deadlines = new Deadlines<Fiber>();
  readonly #ready: { readonly fiber: Fiber; readonly value: unknown }[] = [];
  #running = false;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get size(): number {
    return this.#plays.size;
  }

  next(): Instant | undefined {
    return this.#deadlines.next();
  }

  start(call: string, script: Script<Ending>): void {
    const play: Play = { call, mail: [], story: [], hops: 0, fibers: new Set(), fault: undefined };
    this.#plays.set(call, play);
    this.#begin(play, script, "root");
  }

  /** Hands an event to the call's script that waits for it, or keeps it until one does. */
  deliver(call: string, event: LegEvent): void {
    const play = this.#plays.get(call);
    if (play === undefined) return;
    tell(play, `${event.type} ${event.leg}`);
    if (IS_SOMEBODY.has(event.type)) play.hops = 0;
    for (const fiber of play.fibers) {
      if (fiber.waiting?.for === "event" && fiber.waiting.of.includes(event.leg)) {
        return this.#resume(fiber, event);
      }
    }
    // A phone that never stops pressing keys must not fill the memory; how a leg ended is never lost.
    if (play.mail.length < LONGEST_MAIL || IS_LAST.has(event.type)) play.mail.push(event);
  }

  /** A fax calls on a leg: whoever waits for one is told; it is no news to anybody else. */
  heardFax(call: string, leg: LegId): void {
    for (const fiber of this.#plays.get(call)?.fibers ?? []) {
      if (fiber.waiting?.for !== "fax" || fiber.waiting.of !== leg) continue;
      tell(fiber.play, `fax ${leg}`);
      return this.#resume(fiber, undefined);
    }
  }

  /**
   * Brings a caller elsewhere, from outside his script: what was last reached for him ends, and the destination stands in its
   * place. False where nothing was reached for him.
   */
  redirect(call: string, caller: LegId, destination: Destination): boolean {
    const play = this.#plays.get(call);
    const last = [...play?.fibers ?? []].findLast(({ waiting }) => waiting?.for === "one" && waiting.caller === caller);
    if (play === undefined || last?.waiting?.for !== "one") return false;
    tell(play, `redirected ${caller}`);
    play.hops = 0;
    for (const child of last.waiting.fibers) this.#cancel(child);
    this.#children(last, { for: "one", caller }, [this.#reach(play, caller, destination)]);
    return true;
  }

  expire(now: Instant): void {
    for (let fiber = this.#deadlines.take(now); fiber !== undefined; fiber = this.#deadlines.take(now)) {
      tell(fiber.play, "time-out");
      this.#resume(fiber, "time-out");
    }
  }

  /** Ends a call's script from outside: its `finally` blocks run. */
  stop(call: string, ending: Ending): void {
    const play = this.#plays.get(call);
    if (play === undefined) return;
    this.#close(play, ending);
  }

  #resume(fiber: Fiber, value: unknown): void {
    this.#ready.push({ fiber, value });
    if (this.#running) return;
    this.#running = true;
    for (let step = this.#ready.shift(); step !== undefined; step = this.#ready.shift()) {
      if (step.fiber.play.fibers.has(step.fiber)) this.#step(step.fiber, step.value);
    }
    this.#running = false;
  }

  #step(fiber: Fiber, value: unknown): void {
    this.#deadlines.clear(fiber);
    fiber.waiting = undefined;
    for (let given = value;;) {
      const result = this.#advance(fiber, (script) => script.next(given));
      if (result === undefined) return;
      if (result.done === true) return this.#finished(fiber, result.value);
      const outcome = this.#grant(fiber, result.value);
      if (outcome === undefined) return;
      given = outcome.value;
    }
  }

  /** Lets the script go on; when it throws, its whole call is over. */
  #advance(
    fiber: Fiber,
    go: (script: Script<unknown>) => IteratorResult<Want, unknown>,
  ): IteratorResult<Want, unknown> | undefined {
    try {
      return go(fiber.script);
    } catch (error) {
      if (error === CANCELLED) return undefined;
      const { play } = fiber;
      play.fibers.delete(fiber);
      play.fault ??= { error, story: [...play.story] };
      this.#close(play, { reached: false, cause: "fault" });
      return undefined;
    }
  }

  /** Gives a script what it wants; undefined when it has to wait for that. */
  #grant(fiber: Fiber, want: Want): { readonly value: unknown } | undefined {
    switch (want.want) {
      case "act":
        tell(fiber.play, want.command.do);
        if (want.command.do === "join") fiber.play.hops = 0;
        return { value: this.#stage.perform(fiber.play.call, want.command) };
      case "next":
        return this.#await(fiber, want.of, want.until);
      case "fax":
        fiber.waiting = { for: "fax", of: want.of };
        return undefined;
      case "reach":
        return this.#children(fiber, { for: "one", caller: want.caller }, [
          this.#reach(fiber.play, want.caller, want.destination),
        ]);
      case "race":
        return this.#children(fiber, { for: "first" }, want.scripts);
      case "all":
        return this.#children(fiber, { for: "all" }, want.scripts);
      case "spawn":
        this.#begin(fiber.play, want.script, undefined);
        return { value: undefined };
    }
  }

  #reach(play: Play, caller: LegId, destination: Destination): Script<unknown> {
    play.hops += 1;
    if (play.hops <= MOST_HOPS) return this.#stage.scriptFor(caller, destination);
    tell(play, `a circle at ${destination.kind} ${destination.id}`);
    return this.#stage.scriptFor(caller, { kind: "circle", id: "" });
  }

  #await(fiber: Fiber, of: readonly LegId[], until: Instant | undefined): { readonly value: LegEvent } | undefined {
    const { mail } = fiber.play;
    const at = mail.findIndex((event) => of.includes(event.leg));
    if (at >= 0) return { value: mail.splice(at, 1)[0]! };
    fiber.waiting = { for: "event", of };
    if (until !== undefined) this.#deadlines.set(fiber, until);
    return undefined;
  }

  #children(fiber: Fiber, kind: Pick<Children, "for" | "caller">, scripts: readonly Script<unknown>[]): undefined {
    const children: Children = { ...kind, fibers: [], values: [], left: scripts.length };
    fiber.waiting = children;
    if (scripts.length === 0) this.#resume(fiber, []);
    scripts.forEach((script, at) => children.fibers.push(this.#begin(fiber.play, script, { fiber, at })));
    return undefined;
  }

  #begin(play: Play, script: Script<unknown>, parent: Fiber["parent"]): Fiber {
    const fiber: Fiber = { play, script, parent, waiting: undefined };
    play.fibers.add(fiber);
    this.#resume(fiber, undefined);
    return fiber;
  }

  #finished(fiber: Fiber, value: unknown): void {
    const { play, parent } = fiber;
    play.fibers.delete(fiber);
    if (parent === "root") return this.#close(play, value as Ending);
    if (parent === undefined) return;
    const { waiting } = parent.fiber;
    if (waiting === undefined || !("fibers" in waiting)) return;
    waiting.values[parent.at] = value;
    waiting.left -= 1;
    if (waiting.for === "first") {
      for (const loser of waiting.fibers) if (loser !== fiber) this.#cancel(loser);
      this.#resume(parent.fiber, { first: parent.at, value });
    } else if (waiting.left === 0) this.#resume(parent.fiber, waiting.for === "one" ? value : waiting.values);
  }

  /**
   * Ends a script that is no longer wanted: its `finally` blocks may act, never wait. Thrown in, not `return()`ed: a
   * `finally` that yields inside a `yield*` turns a return into a normal end of the inner script, and the outer one
   * would go on as if nothing had been.
   */
  #cancel(fiber: Fiber): void {
    const { play } = fiber;
    if (!play.fibers.delete(fiber)) return;
    this.#deadlines.clear(fiber);
    if (fiber.waiting !== undefined && "fibers" in fiber.waiting) {
      for (const child of fiber.waiting.fibers) this.#cancel(child);
    }
    let result = this.#advance(fiber, (script) => script.throw(CANCELLED));
    while (result !== undefined && result.done !== true) {
      const want = result.value;
      if (want.want === "act") {
        const given = this.#stage.perform(play.call, want.command);
        result = this.#advance(fiber, (script) => script.next(given));
      } else {
        const wrong = new Error(`Cannot wait for "${want.want}" in a finally block`);
        result = this.#advance(fiber, (script) => script.throw(wrong));
      }
    }
  }

  #close(play: Play, ending: Ending): void {
    if (!this.#plays.delete(play.call)) return;
    for (const fiber of [...play.fibers].reverse()) this.#cancel(fiber);
    this.#stage.ended(play.call, ending, play.fault);
  }
}

function tell(play: Play, what: string): void {
  if (play.story.length === LONGEST_STORY) play.story.shift();
  play.story.push(what);
}
