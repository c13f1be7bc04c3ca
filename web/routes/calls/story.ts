import type { CallEvent, Cause, Party } from "../../../core/record/mod.ts";

type EventOf<Type extends CallEvent["type"]> = Extract<CallEvent, { readonly type: Type }>;

/** One clause of a call's story. Durations are in ms; `at` is ms since it began. */
export type Beat =
  & { readonly at: number }
  & (
    | { readonly kind: "called"; readonly who: Party; readonly dialled: string }
    /** The box itself calls. */
    | { readonly kind: "box-called"; readonly who: Party; readonly dialled: string }
    | { readonly kind: "brought"; readonly to: string; readonly id: string }
    | { readonly kind: "chose"; readonly menu: string; readonly digits: string }
    | { readonly kind: "waited"; readonly queue: string; ms: number }
    | { readonly kind: "kept-out"; readonly queue: string }
    | { readonly kind: "rang"; readonly who: Party[]; ms: number }
    | { readonly kind: "unreached"; readonly who: Party; readonly why: "busy" | "declined" | "gone" }
    | { readonly kind: "answered"; readonly who: Party }
    | { readonly kind: "talked"; readonly who: readonly [Party, Party]; ms: number }
    | { readonly kind: "held"; readonly by: Party; ms: number }
    | {
      readonly kind: "sent";
      readonly by: Party;
      readonly target: string;
      readonly isAttended: boolean;
      isDone: boolean;
    }
    | { readonly kind: "took"; readonly who: Party; readonly from: Party }
    | { readonly kind: "parked"; readonly slot: string; readonly by: Party | undefined }
    | { readonly kind: "unparked"; readonly why: EventOf<"park.left">["why"]; readonly by: Party | undefined }
    /** His phone went over to a call that waited, or rang for another. */
    | { readonly kind: "moved"; readonly who: Party }
    | { readonly kind: "message"; readonly who: Party; readonly box: string }
    | { readonly kind: "joined"; readonly who: Party; readonly room: string; ms: number }
    /** To two who talk, or to a room. */
    | { readonly kind: "listened"; readonly by: Party; readonly to: readonly [Party, Party] | string; ms: number }
    /** Whoever listens speaks: to the one he listens to, or to all. */
    | { readonly kind: "whispered"; readonly by: Party; readonly to: Party }
    | { readonly kind: "barged"; readonly by: Party }
    | { readonly kind: "fax" }
    | { readonly kind: "ended"; readonly how: "hung-up" | "gave-up"; readonly by: Party }
    | { readonly kind: "ended"; readonly how: "nobody" | "network" | "cut" }
  );
type BeatOf<Kind extends Beat["kind"]> = Extract<Beat, { readonly kind: Kind }>;

/** Phones that begin to ring so soon after each other ring together. */
const TOGETHER_MS = 1_500;
/** The same two who are joined anew after so short a while talk on. */
const GAP_MS = 1_000;
/** Less is a press of a key too many. */
const SHORTEST_HOLD_MS = 1_000;
/** A phone that answers by itself has hardly rung. */
const SHORTEST_RING_MS = 500;
/** Places that are worth a word: a phone that rings, a queue and a room have theirs. */
const TOLD: ReadonlySet<string> = new Set(
  ["group", "menu", "voicemail", "voicemail-to", "announcement", "page", "directory", "echo-test", "clock"],
);
/** After these nobody has called in vain. */
const MET: ReadonlySet<Beat["kind"]> = new Set(["talked", "joined", "message", "listened", "moved"]);
const BUSY: ReadonlySet<Cause> = new Set(["busy"]);

interface Sitting {
  party: Party;
  readonly direction: "in" | "out";
  isAnswered: boolean;
  ring?: BeatOf<"rang">;
  ringSince?: number;
  hold?: BeatOf<"held">;
  room?: BeatOf<"joined">;
  listening?: BeatOf<"listened">;
}

/** What happened to a call, clause by clause, in the order in which it began. */
export function storyOf(events: readonly CallEvent[]): readonly Beat[] {
  const teller = new Teller(events[0]?.monotonicMs ?? 0);
  for (const event of events) teller.take(event);
  return teller.beats.filter((beat) =>
    (beat.kind !== "held" || beat.ms >= SHORTEST_HOLD_MS) && (beat.kind !== "rang" || beat.ms >= SHORTEST_RING_MS)
  );
}

/** Goes along the events, and writes down what they come to. */
class Teller {
  readonly beats: Beat[] = [];
  readonly #start: number;
  readonly #legs = new Map<string, Sitting>();
  readonly #left = new Map<string, EventOf<"leg.ended">>();
  #talk:
    | { readonly legs: readonly [string, string]; readonly since: number; readonly beat: BeatOf<"talked"> }
    | undefined;
  #lastPair: readonly [string, string] | undefined;
  #wait: { readonly beat: BeatOf<"waited">; readonly since: number } | undefined;
  #sent: BeatOf<"sent"> | undefined;
  #now = 0;

  constructor(start: number) {
    this.#start = start;
  }

  take(event: CallEvent): void {
    const isCut = (event.type === "leg.ended" || event.type === "call.ended") && event.cause === "cut";
    if (!isCut) this.#now = event.monotonicMs - this.#start;
    switch (event.type) {
      case "call.started":
        return this.#called(event);
      case "leg.offered":
        this.#legs.set(event.leg, { party: event.party, direction: event.direction, isAnswered: false });
        return;
      case "leg.brought":
        if (TOLD.has(event.to)) this.#tell({ kind: "brought", to: event.to, id: event.id });
        return;
      case "menu.chosen":
        return this.#tell({ kind: "chose", menu: event.menu, digits: event.digits });
      case "leg.ringing":
        return this.#ring(event.leg);
      case "leg.answered":
        return this.#answer(event.leg);
      case "leg.ended":
        return this.#leave(event);
      case "leg.taken":
        return this.#take(event);
      case "leg.held":
        return this.#hold(event.leg);
      case "leg.resumed":
        return this.#resume(event.leg);
      case "bridge.made":
        return this.#join(event.a, event.b);
      case "bridge.broken":
        return this.#part();
      case "call.ended":
        return this.#end(event);
      default:
        return this.#other(event);
    }
  }

  #other(event: CallEvent): void {
    switch (event.type) {
      case "transfer.asked": {
        const by = this.#partyOn(event.leg);
        if (by === undefined) return;
        const isAttended = event.kind === "attended";
        this.#sent = { at: this.#now, kind: "sent", by, target: event.target, isAttended, isDone: false };
        this.beats.push(this.#sent);
        return;
      }
      case "leg.deflected": {
        const { target } = event;
        return this.#by(event.leg, (by) => ({ kind: "sent", by, target, isAttended: false, isDone: true }));
      }
      case "transfer.done":
        if (this.#sent !== undefined) this.#sent.isDone = event.status < 300;
        return;
      case "queue.joined": {
        const beat: BeatOf<"waited"> = { at: this.#now, kind: "waited", queue: event.queue, ms: 0 };
        this.#wait = { beat, since: this.#now };
        this.beats.push(beat);
        return;
      }
      case "queue.could-not-join":
        return this.#tell({ kind: "kept-out", queue: event.queue });
      case "queue.connected":
      case "queue.abandoned":
      case "queue.left":
        return this.#waited();
      case "park.entered":
        return this.#park(event);
      case "park.left":
        return this.#unpark(event);
      case "leg.moved":
        return this.#by(event.leg, (who) => ({ kind: "moved", who }));
      case "voicemail.left":
        return this.#by(event.leg, (who) => ({ kind: "message", who, box: event.box }));
      case "room.entered":
        return this.#enter(event);
      case "room.left":
        return this.#stop(event.leg);
      case "supervision.started":
        return this.#listen(event);
      case "supervision.changed":
        return this.#speak(event.leg, event.heardBy);
      case "supervision.ended":
        return this.#stop(event.leg);
      case "fax.carried":
        if (!this.beats.some(({ kind }) => kind === "fax")) this.#tell({ kind: "fax" });
    }
  }

  #called({ from, dialled, sipCallId }: EventOf<"call.started">): void {
    this.#tell({ kind: sipCallId === undefined ? "box-called" : "called", who: from, dialled });
  }

  #ring(leg: string): void {
    const sitting = this.#legs.get(leg);
    if (sitting === undefined || sitting.direction === "in" || sitting.ring !== undefined) return;
    sitting.ringSince = this.#now;
    const last = this.beats.findLast(({ kind }) => kind !== "unreached");
    if (last?.kind === "rang" && this.#now - last.at < TOGETHER_MS) {
      sitting.ring = last;
      // Several phones of one extension are his phone.
      if (!last.who.some(({ number }) => number === sitting.party.number)) last.who.push(sitting.party);
      return;
    }
    sitting.ring = { at: this.#now, kind: "rang", who: [sitting.party], ms: 0 };
    this.beats.push(sitting.ring);
  }

  #quiet(sitting: Sitting): void {
    if (sitting.ring === undefined || sitting.ringSince === undefined) return;
    sitting.ring.ms = Math.max(sitting.ring.ms, this.#now - sitting.ringSince);
    delete sitting.ringSince;
  }

  #answer(leg: string): void {
    const sitting = this.#legs.get(leg);
    if (sitting === undefined || sitting.isAnswered) return;
    this.#quiet(sitting);
    sitting.isAnswered = true;
    if (sitting.direction === "out") this.#tell({ kind: "answered", who: sitting.party });
  }

  #leave(event: EventOf<"leg.ended">): void {
    const { leg, by, cause } = event;
    const sitting = this.#legs.get(leg);
    this.#left.set(leg, event);
    if (sitting === undefined) return;
    this.#quiet(sitting);
    this.#resume(leg);
    this.#stop(leg);
    if (sitting.isAnswered || sitting.direction === "in") return;
    const who = sitting.party;
    if (BUSY.has(cause)) this.#tell({ kind: "unreached", who, why: sitting.ring === undefined ? "busy" : "declined" });
    else if (cause === "rejected" && by === "them") this.#tell({ kind: "unreached", who, why: "declined" });
    else if (cause === "unavailable" || cause === "not-found" || cause === "timeout") {
      this.#tell({ kind: "unreached", who, why: "gone" });
    }
  }

  #take({ leg, party }: EventOf<"leg.taken">): void {
    const sitting = this.#legs.get(leg);
    if (sitting === undefined) return;
    // Who connects two calls of his is left in the one that he asked it in, where nobody is any more.
    const isLeftOver = this.#sent?.isAttended === true && !this.#sent.isDone && this.#sent.by.number === party.number;
    const isThere = sitting.isAnswered || sitting.direction === "in";
    if (isThere && !isLeftOver && sitting.party.number !== party.number) {
      const talk = this.#talk;
      if (talk?.legs.includes(leg)) this.#part();
      this.#tell({ kind: "took", who: party, from: sitting.party });
      sitting.party = party;
      if (talk?.legs.includes(leg)) this.#join(...talk.legs);
    }
    sitting.party = party;
  }

  #hold(leg: string): void {
    const sitting = this.#legs.get(leg);
    if (sitting === undefined || sitting.hold !== undefined) return;
    sitting.hold = { at: this.#now, kind: "held", by: sitting.party, ms: 0 };
    this.beats.push(sitting.hold);
  }

  #resume(leg: string): void {
    const sitting = this.#legs.get(leg);
    if (sitting?.hold === undefined) return;
    sitting.hold.ms = this.#now - sitting.hold.at;
    delete sitting.hold;
  }

  #park({ slot, by }: EventOf<"park.entered">): void {
    // By which code he did it goes without saying.
    const last = this.beats.at(-1);
    if (last !== undefined && last === this.#sent && last.by.number === by?.number) this.beats.pop();
    this.#tell({ kind: "parked", slot, by });
  }

  #unpark({ leg, why }: EventOf<"park.left">): void {
    const fetcher = [...this.#legs].findLast(([id, { direction }]) => id !== leg && direction === "in")?.[1].party;
    const beat: Beat = { at: this.#now, kind: "unparked", why, by: why === "fetched" ? fetcher : undefined };
    // It came back before the phone of whoever had parked it rang.
    const rung = this.beats.findLastIndex(({ kind }) => kind === "parked") + 1;
    const next = this.beats[rung];
    if (why === "returned" && next !== undefined) this.beats.splice(rung, 0, { ...beat, at: next.at });
    else this.beats.push(beat);
  }

  #enter({ leg, room }: EventOf<"room.entered">): void {
    const sitting = this.#legs.get(leg);
    if (sitting === undefined) return;
    sitting.room = { at: this.#now, kind: "joined", who: sitting.party, room, ms: 0 };
    this.beats.push(sitting.room);
  }

  #listen(event: EventOf<"supervision.started">): void {
    const sitting = this.#legs.get(event.leg);
    if (sitting === undefined) return;
    const to = "whom" in event ? [event.whom, event.with] as const : event.room;
    sitting.listening = { at: this.#now, kind: "listened", by: event.by, to, ms: 0 };
    this.beats.push(sitting.listening);
    this.#speak(event.leg, event.heardBy);
  }

  #speak(leg: string, heardBy: EventOf<"supervision.changed">["heardBy"]): void {
    const listening = this.#legs.get(leg)?.listening;
    if (listening === undefined || heardBy === "nobody") return;
    const { by, to } = listening;
    if (heardBy === "whom" && typeof to !== "string") this.#tell({ kind: "whispered", by, to: to[0] });
    else this.#tell({ kind: "barged", by });
  }

  /** He is no longer in his room, or has listened long enough. */
  #stop(leg: string): void {
    const sitting = this.#legs.get(leg);
    for (const beat of [sitting?.room, sitting?.listening]) if (beat !== undefined) beat.ms = this.#now - beat.at;
    delete sitting?.room;
    delete sitting?.listening;
  }

  #join(a: string, b: string): void {
    const [one, other] = [this.#partyOn(a), this.#partyOn(b)];
    if (one === undefined || other === undefined) return;
    this.#part();
    this.#waited();
    this.#lastPair = [a, b];
    const last = this.beats.findLast(({ kind }) => kind !== "held");
    const isOn = last?.kind === "talked" && this.#now - (last.at + last.ms) < GAP_MS &&
      last.who.every(({ number }) => number === one.number || number === other.number);
    const beat: BeatOf<"talked"> = isOn ? last : { at: this.#now, kind: "talked", who: [one, other], ms: 0 };
    if (!isOn) this.beats.push(beat);
    this.#talk = { legs: [a, b], since: this.#now - beat.ms, beat };
  }

  #part(): void {
    if (this.#talk === undefined) return;
    this.#talk.beat.ms = this.#now - this.#talk.since;
    this.#talk = undefined;
  }

  #waited(): void {
    if (this.#wait === undefined) return;
    this.#wait.beat.ms = this.#now - this.#wait.since;
    this.#wait = undefined;
  }

  #end({ cause }: EventOf<"call.ended">): void {
    this.#part();
    this.#waited();
    if (cause === "cut") return this.#tell({ kind: "ended", how: "cut" });
    const caller = [...this.#legs].find(([, { direction }]) => direction === "in")?.[0];
    const pair = this.#lastPair ?? (caller === undefined ? [] : [caller]);
    const ends = pair.map((leg) => this.#left.get(leg)).filter((end) => end !== undefined);
    const first = ends.filter(({ by }) => by === "them").sort((one, other) => one.sequence - other.sequence)[0];
    const by = first === undefined ? undefined : this.#partyOn(first.leg);
    if (by !== undefined) this.#tell({ kind: "ended", how: this.#isMet ? "hung-up" : "gave-up", by });
    else if (ends.some(({ by }) => by === "network")) this.#tell({ kind: "ended", how: "network" });
    else if (!this.#isMet) this.#tell({ kind: "ended", how: "nobody" });
  }

  /** Whether he met anybody or anything that answers. */
  get #isMet(): boolean {
    return this.beats.some(({ kind }) => MET.has(kind));
  }

  #partyOn(leg: string): Party | undefined {
    return this.#legs.get(leg)?.party;
  }

  #by(leg: string, tell: (who: Party) => Untimed): void {
    const who = this.#partyOn(leg);
    if (who !== undefined) this.#tell(tell(who));
  }

  #tell(beat: Untimed): void {
    this.beats.push({ at: this.#now, ...beat } as Beat);
  }
}

/** A beat before it is known when it was. */
type Untimed = Beat extends infer Each ? Each extends Beat ? Omit<Each, "at"> : never : never;
