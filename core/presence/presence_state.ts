/** How somebody is, in the order in which a telephone would list it. */
export const PRESENCE_STATES = [
  "available",
  "away",
  "busy",
  "do-not-disturb",
  "in-a-call",
  "in-a-meeting",
  "offline",
] as const;
/** One of {@link PRESENCE_STATES}. */
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** Characters of a text of one's own, as long as a display may show. */
export const MOST_NOTE_CHARS = 120;

/** What somebody says of himself: on the desk, or by a phone's PUBLISH. */
export interface Word {
  readonly state: PresenceState;
  /** In his own words: `Back at three`. */
  readonly note?: string;
  /** Which of several is the latest. */
  readonly saidAt: number;
}

/** What the box sees by itself. */
export interface Seen {
  /** He talks, or calls somebody. */
  readonly isInCall: boolean;
  /** His line takes no calls. */
  readonly doNotDisturb: boolean;
  /** At least one phone of his can be reached. */
  readonly isRegistered: boolean;
  /** What follows from how long there was no sign of life. */
  readonly idle: "no" | "away" | "offline";
}

/** How somebody is, and by whose word: his own, or what the box sees. */
export interface Composed {
  readonly state: PresenceState;
  readonly note?: string;
  readonly by: "own word" | "line" | "phone" | "idleness";
}

/**
 * How somebody is, out of all that is known of him. His latest own word counts, and earlier ones do not; unless it is
 * `available`, it stands before whatever the box sees. `available` takes back what was said before: then what he does on his
 * line tells most, then whether a phone of his is there, then how long he was not heard of. His own text stays with each.
 */
export function compose(words: readonly Word[], seen: Seen): Composed {
  const latest = words.reduce<Word | undefined>(
    (best, word) => best === undefined || word.saidAt >= best.saidAt ? word : best,
    undefined,
  );
  const note = latest?.note === undefined ? {} : { note: latest.note };
  if (latest !== undefined && latest.state !== "available") return { state: latest.state, ...note, by: "own word" };
  if (seen.doNotDisturb) return { state: "do-not-disturb", ...note, by: "line" };
  if (seen.isInCall) return { state: "in-a-call", ...note, by: "line" };
  if (!seen.isRegistered) return { state: "offline", ...note, by: "phone" };
  if (seen.idle !== "no") return { state: seen.idle, ...note, by: "idleness" };
  return { state: "available", ...note, by: latest === undefined ? "phone" : "own word" };
}
