import type { Suffered } from "../../media/rtp/mod.ts";

/** What a browser has counted of a call since it began (W3C webrtc-stats). */
export interface Counts {
  readonly packets: number;
  readonly lost: number;
  readonly jitterMs: number;
  readonly roundTripMs: number;
  /** `opus`, `PCMU`. */
  readonly codec: string | undefined;
  /** How loud it is now, 0 to 1: what is said here, and what is heard. */
  readonly here: number;
  readonly there: number;
}

/** Of every codec that browsers speak. */
const PTIME_MS = 20;

/** One entry of a browser's report, as far as it is read here. */
export interface StatsEntry {
  readonly type: string;
  readonly kind?: string;
  readonly [name: string]: unknown;
}

/** What a browser's report says of a call. */
export function countsIn(entries: readonly StatsEntry[]): Counts {
  const inbound = entries.find(({ type }) => type === "inbound-rtp");
  const remote = entries.find(({ type }) => type === "remote-inbound-rtp");
  const pair = entries.find(({ type, nominated }) => type === "candidate-pair" && nominated === true);
  const codec = entries.find((entry) => entry.type === "codec" && entry["id"] === inbound?.["codecId"]);
  const tripS = Math.max(numberAt(remote, "roundTripTime"), numberAt(pair, "currentRoundTripTime"));
  return {
    packets: numberAt(inbound, "packetsReceived"),
    lost: numberAt(inbound, "packetsLost"),
    jitterMs: 1_000 * numberAt(inbound, "jitter"),
    roundTripMs: 1_000 * tripS,
    codec: String(codec?.["mimeType"] ?? "").split("/")[1],
    here: numberAt(entries.find(({ type }) => type === "media-source"), "audioLevel"),
    there: numberAt(inbound, "audioLevel"),
  };
}

/** What a call has suffered between two looks; undefined while nothing has come in between. */
export function sufferedSince(before: Counts | undefined, now: Counts): Suffered | undefined {
  const packets = now.packets - (before?.packets ?? 0);
  const lost = Math.max(0, now.lost - (before?.lost ?? 0));
  if (packets <= 0) return undefined;
  const { jitterMs, roundTripMs, codec } = now;
  return { loss: lost / (packets + lost), jitterMs, roundTripMs, codec, ptimeMs: PTIME_MS };
}

function numberAt(entry: StatsEntry | undefined, name: string): number {
  const value = entry?.[name];
  return typeof value === "number" ? value : 0;
}
