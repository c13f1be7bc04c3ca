import { Deadlines, elapsed, type Instant, later } from "../../core/base/mod.ts";
import type { MediaPlan } from "../../core/sdp/mod.ts";
import type {
  DigitTerms,
  HeardBy,
  Lease,
  MediaCommand,
  MediaEvent,
  Playlist,
  SourceRule,
  StreamReport,
  Tone,
  ToneName,
  Treatment,
} from "../../core/sound/mod.ts";

const REST_MS = 30_000;

/** Tones that are played once. */
const ENDING: ReadonlySet<ToneName> = new Set(["entry", "exit"]);

const NOTHING: StreamReport = {
  packetsIn: 0,
  packetsOut: 0,
  octetsIn: 0,
  octetsOut: 0,
  lostIn: 0,
  jitterMs: 0,
  worstJitterMs: 0,
  mos: 4.4,
  strangers: 0,
};

/** A file that is being written. */
interface LabRecording {
  readonly leg: string;
  readonly path: string;
  readonly of: "speaker" | "call";
  readonly title: string | undefined;
  /** Undefined while it is paused. */
  since: Instant | undefined;
  /** What was written before the last pause. */
  beforeMs: number;
}

/** As Ogg Opus at 24 kbit/s has it. */
const OCTETS_PER_MS = 3;

/** The media engine's side of the bargain without a packet: who is open, where he speaks to, who hears whom. */
export class LabMedia {
  /** Open legs, and the lease each sits in. */
  readonly open: Map<string, number> = new Map();
  /** How many browsers there were. */
  browsers = 0;
  readonly plans: Map<string, MediaPlan> = new Map();
  /** Whose packets each leg listens to. */
  readonly sources: Map<string, SourceRule> = new Map();
  /** What is done to what a leg says; nothing to a leg that is not here. */
  readonly treatments: Map<string, Treatment> = new Map();
  /** Legs on which no fax is listened for. */
  readonly deaf: Set<string> = new Set();
  /** Who hears whom; a leg on `*43` hears itself. */
  readonly heard: Map<string, string> = new Map();
  /** Who is in which room, muted or not: he hears all others there, and they him unless he is muted. */
  readonly rooms: Map<string, { readonly room: string; readonly muted: boolean }> = new Map();
  /** Who listens in to whom, and who hears him there. */
  readonly overhearing: Map<string, { readonly whom: string; readonly heardBy: HeardBy }> = new Map();
  /** Tones that end by themselves, which is at once, oldest first. */
  readonly tones: { readonly leg: string; readonly tone: ToneName }[] = [];
  /** What legs are played just now. A list that does not repeat is over at once. */
  readonly played: Map<string, { readonly play: number; readonly sound: Tone | Playlist }> = new Map();
  /** What the box has said to whom, oldest first: lists that do not repeat. */
  readonly said: { readonly leg: string; readonly sound: Playlist }[] = [];
  /** What is being recorded of whom, and since when; one that is paused has no `since`. */
  readonly recorded: Map<number, LabRecording> = new Map();
  /** The files that were made, and how long they are, in ms. A file takes 3 octets a ms. */
  readonly files: Map<string, number> = new Map();
  /** The disk is full. */
  isFull = false;
  readonly digits: { readonly leg: string; readonly digit: string; readonly durationMs: number }[] = [];
  /** Which digits of each leg's peer go on to nobody, where any. */
  readonly withheld: Map<string, string> = new Map();
  /** How each leg's peer deals with digits, where anything was said of it. */
  readonly terms: Map<string, DigitTerms> = new Map();
  /** What went against the bargain: a leg opened twice, a lease used twice, a command for a leg that is not there. */
  readonly faults: string[] = [];
  /** How long a list lasts that does not repeat; it is over at once unless told. */
  listMs = 0;
  readonly #lists = new Deadlines<string>();
  readonly #resting = new Deadlines<number>();
  readonly #events: MediaEvent[] = [];

  /** Port pairs bound ahead. */
  ahead(count: number): readonly Lease[] {
    return Array.from({ length: count }, (_, lease) => leaseOf(lease));
  }

  take(command: MediaCommand, now: Instant): void {
    switch (command.type) {
      case "open":
        if (this.open.has(command.leg)) this.faults.push(`opened twice: ${command.leg}`);
        if ([...this.open.values()].includes(command.lease)) this.faults.push(`leased twice: ${command.lease}`);
        this.open.set(command.leg, command.lease);
        return;
      case "open-browser":
        if (this.open.has(command.leg)) this.faults.push(`opened twice: ${command.leg}`);
        // It has no lease; each counts as one of its own.
        this.browsers += 1;
        this.open.set(command.leg, -this.browsers);
        return;
      case "apply":
        this.#expect(command.leg);
        this.plans.set(command.leg, command.plan);
        if (command.fax === "off") this.deaf.add(command.leg);
        else this.deaf.delete(command.leg);
        this.sources.set(command.leg, command.sources);
        if (command.digits !== undefined) this.terms.set(command.leg, command.digits);
        else this.terms.delete(command.leg);
        if (command.treatment === undefined) this.treatments.delete(command.leg);
        else this.treatments.set(command.leg, command.treatment);
        return;
      case "connect":
        this.#expect(command.a);
        this.#expect(command.b);
        this.#silence(command.a);
        this.#silence(command.b);
        this.heard.set(command.a, command.b).set(command.b, command.a);
        return;
      case "join": {
        this.#expect(command.leg);
        const { leg, room, muted = false } = command;
        if (this.rooms.get(leg)?.room !== room) this.#silence(leg);
        this.rooms.set(leg, { room, muted });
        return;
      }
      case "overhear": {
        this.#expect(command.leg);
        this.#expect(command.whom);
        const { leg, whom, heardBy } = command;
        if (this.overhearing.get(leg)?.whom !== whom) this.#silence(leg);
        this.overhearing.set(leg, { whom, heardBy });
        return;
      }
      case "disconnect":
        this.#expect(command.leg);
        return this.#silence(command.leg);
      case "echo":
        this.#expect(command.leg);
        this.#silence(command.leg);
        this.heard.set(command.leg, command.leg);
        return;
      case "play": {
        this.#expect(command.leg);
        this.#hush(command.leg, "stopped");
        const { play, sound } = command;
        this.played.set(command.leg, { play, sound });
        if ("tone" in sound && ENDING.has(sound.tone)) {
          this.tones.push({ leg: command.leg, tone: sound.tone });
          return this.#hush(command.leg, "ended");
        }
        if ("tone" in sound || sound.repeats === true) return;
        this.said.push({ leg: command.leg, sound });
        if (this.listMs === 0) return this.#hush(command.leg, "ended");
        return this.#lists.set(command.leg, later(now, this.listMs));
      }
      case "stop":
        this.#expect(command.leg);
        return this.#hush(command.leg, "stopped");
      case "record": {
        this.#expect(command.leg);
        const { leg, recording, path, of = "speaker", comments } = command;
        if (this.files.has(path)) this.faults.push(`recorded twice: ${path}`);
        if (this.isFull) {
          return void this.#events.push({ type: "recorded", leg, recording, why: "failed", durationMs: 0, bytes: 0 });
        }
        this.files.set(path, 0);
        this.recorded.set(recording, { leg, path, of, title: comments?.["TITLE"], since: now, beforeMs: 0 });
        return;
      }
      case "pause-recording":
      case "resume-recording": {
        const taped = this.recorded.get(command.recording);
        if (taped?.leg !== command.leg) this.faults.push(`not recorded: ${command.leg}`);
        if (taped === undefined) return;
        taped.beforeMs = lengthOf(taped, now);
        taped.since = command.type === "pause-recording" ? undefined : now;
        return;
      }
      case "end-recording":
        return this.#endRecording(command.recording, "ended", now);
      case "adopt": {
        const { path } = command;
        const durationMs = this.files.get(path) ?? 0;
        this.#events.push({ type: "adopted", path, durationMs, bytes: OCTETS_PER_MS * durationMs });
        return;
      }
      case "withhold":
        this.#expect(command.leg);
        if (command.digits === "") this.withheld.delete(command.leg);
        else this.withheld.set(command.leg, command.digits);
        return;
      case "digit":
        this.#expect(command.leg);
        this.digits.push({ leg: command.leg, digit: command.digit, durationMs: command.durationMs });
        return;
      case "close": {
        this.#expect(command.leg);
        this.#hush(command.leg, "stopped");
        for (const [recording, { leg }] of [...this.recorded]) {
          if (leg === command.leg) this.#endRecording(recording, "ended", now);
        }
        this.#silence(command.leg);
        const lease = this.open.get(command.leg);
        for (const [other, { whom }] of this.overhearing) if (whom === command.leg) this.overhearing.delete(other);
        this.open.delete(command.leg);
        this.plans.delete(command.leg);
        this.sources.delete(command.leg);
        this.treatments.delete(command.leg);
        this.withheld.delete(command.leg);
        this.deaf.delete(command.leg);
        this.#events.push({ type: "quality", leg: command.leg, report: NOTHING });
        if (lease !== undefined && lease >= 0) this.#resting.set(lease, later(now, REST_MS));
      }
    }
  }

  /** Whom a leg hears in its room; what it is played it hears instead. */
  heardIn(leg: string): readonly string[] {
    const room = this.rooms.get(leg)?.room;
    if (room === undefined || this.played.has(leg)) return [];
    return [...this.rooms].flatMap(([other, seat]) => other !== leg && seat.room === room && !seat.muted ? other : []);
  }

  /** The engine dies, and all that it had with it. */
  lose(): void {
    const { open, plans, treatments, withheld, heard, rooms, overhearing, played } = this;
    for (const table of [open, plans, treatments, withheld, heard, rooms, overhearing, played]) table.clear();
    while (this.#resting.take(Infinity as Instant) !== undefined);
    while (this.#lists.take(Infinity as Instant) !== undefined);
    this.#events.splice(0, Infinity, ...this.#events.filter(({ type }) => type === "recorded"));
    for (const recording of [...this.recorded.keys()]) this.#endRecording(recording, "ended");
  }

  next(): Instant | undefined {
    if (this.#events.length > 0) return 0 as Instant;
    const [list, lease] = [this.#lists.next(), this.#resting.next()];
    return list === undefined || lease !== undefined && lease < list ? lease : list;
  }

  due(now: Instant): readonly MediaEvent[] {
    for (let leg = this.#lists.take(now); leg !== undefined; leg = this.#lists.take(now)) this.#hush(leg, "ended");
    const events = this.#events.splice(0);
    const leases: Lease[] = [];
    for (let lease = this.#resting.take(now); lease !== undefined; lease = this.#resting.take(now)) {
      leases.push(leaseOf(lease));
    }
    return leases.length === 0 ? events : [...events, { type: "leased", leases }];
  }

  #silence(leg: string): void {
    this.rooms.delete(leg);
    this.overhearing.delete(leg);
    const mate = this.heard.get(leg);
    this.heard.delete(leg);
    if (mate !== undefined) this.heard.delete(mate);
  }

  #hush(leg: string, why: "ended" | "stopped"): void {
    const played = this.played.get(leg);
    this.played.delete(leg);
    this.#lists.clear(leg);
    if (played !== undefined) this.#events.push({ type: "played", leg, play: played.play, why });
  }

  /** Who is recorded says nothing any more, and his recording ends by that. */
  fallSilent(now: Instant): void {
    for (const recording of [...this.recorded.keys()]) this.#endRecording(recording, "silence", now);
  }

  /** Without a time: what was flushed before counts. */
  #endRecording(recording: number, why: "ended" | "silence", now?: Instant): void {
    const taped = this.recorded.get(recording);
    if (taped === undefined) return;
    this.recorded.delete(recording);
    const durationMs = now === undefined ? 0 : lengthOf(taped, now);
    this.files.set(taped.path, durationMs);
    const { leg } = taped;
    this.#events.push({ type: "recorded", leg, recording, why, durationMs, bytes: OCTETS_PER_MS * durationMs });
  }

  #expect(leg: string): void {
    if (!this.open.has(leg)) this.faults.push(`not open: ${leg}`);
  }
}

function lengthOf({ since, beforeMs }: LabRecording, now: Instant): number {
  return beforeMs + (since === undefined ? 0 : elapsed(since, now));
}

function leaseOf(lease: number): Lease {
  return { lease, family: 4, rtpPort: 10_000 + 2 * lease, rtcpPort: 10_001 + 2 * lease };
}
