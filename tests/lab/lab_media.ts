import { Deadlines, elapsed, type Instant, later } from "../../core/base/mod.ts";
import type { MediaPlan } from "../../core/sdp/mod.ts";
import type {
  DigitTerms,
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

/** The media engine's side of the bargain without a packet: who is open, where he speaks to, who hears whom. */
export class LabMedia {
  /** Open legs, and the lease each sits in. */
  readonly open: Map<string, number> = new Map();
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
  /** Tones that end by themselves, which is at once, oldest first. */
  readonly tones: { readonly leg: string; readonly tone: ToneName }[] = [];
  /** What legs are played just now. A list that does not repeat is over at once. */
  readonly played: Map<string, { readonly play: number; readonly sound: Tone | Playlist }> = new Map();
  /** What the box has said to whom, oldest first: lists that do not repeat. */
  readonly said: { readonly leg: string; readonly sound: Playlist }[] = [];
  /** What is being recorded of whom, and since when. */
  readonly recorded: Map<string, { readonly recording: number; readonly path: string; readonly since: Instant }> =
    new Map();
  /** The files that were made, and how long they are, in ms. */
  readonly files: Map<string, number> = new Map();
  /** The disk is full. */
  isFull = false;
  readonly digits: { readonly leg: string; readonly digit: string; readonly durationMs: number }[] = [];
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
        const { leg, recording, path } = command;
        if (this.files.has(path)) this.faults.push(`recorded twice: ${path}`);
        if (this.isFull) {
          return void this.#events.push({ type: "recorded", leg, recording, why: "failed", durationMs: 0 });
        }
        this.#endRecording(leg, "ended", now);
        this.files.set(path, 0);
        this.recorded.set(leg, { recording, path, since: now });
        return;
      }
      case "end-recording":
        return this.#endRecording(command.leg, "ended", now);
      case "digit":
        this.#expect(command.leg);
        this.digits.push({ leg: command.leg, digit: command.digit, durationMs: command.durationMs });
        return;
      case "close": {
        this.#expect(command.leg);
        this.#hush(command.leg, "stopped");
        this.#endRecording(command.leg, "ended", now);
        this.#silence(command.leg);
        const lease = this.open.get(command.leg);
        this.open.delete(command.leg);
        this.plans.delete(command.leg);
        this.sources.delete(command.leg);
        this.treatments.delete(command.leg);
        this.deaf.delete(command.leg);
        this.#events.push({ type: "quality", leg: command.leg, report: NOTHING });
        if (lease !== undefined) this.#resting.set(lease, later(now, REST_MS));
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
    for (const table of [this.open, this.plans, this.treatments, this.heard, this.rooms, this.played]) table.clear();
    while (this.#resting.take(Infinity as Instant) !== undefined);
    while (this.#lists.take(Infinity as Instant) !== undefined);
    this.#events.splice(0, Infinity, ...this.#events.filter(({ type }) => type === "recorded"));
    for (const leg of [...this.recorded.keys()]) this.#endRecording(leg, "ended");
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
    for (const leg of [...this.recorded.keys()]) this.#endRecording(leg, "silence", now);
  }

  /** Without a time: what was flushed before counts. */
  #endRecording(leg: string, why: "ended" | "silence", now?: Instant): void {
    const taped = this.recorded.get(leg);
    if (taped === undefined) return;
    this.recorded.delete(leg);
    const durationMs = now === undefined ? 0 : elapsed(taped.since, now);
    this.files.set(taped.path, durationMs);
    this.#events.push({ type: "recorded", leg, recording: taped.recording, why, durationMs });
  }

  #expect(leg: string): void {
    if (!this.open.has(leg)) this.faults.push(`not open: ${leg}`);
  }
}

function leaseOf(lease: number): Lease {
  return { lease, family: 4, rtpPort: 10_000 + 2 * lease, rtcpPort: 10_001 + 2 * lease };
}
