import type { LegId } from "../call/mod.ts";

/** What a script may ask: answered at once, as it is now. */
export type Question =
  /** The moment of this turn, to reckon an `until` from. */
  | { readonly do: "now" }
  /** The wall clock, for what goes by the hour of the day. */
  | { readonly do: "wall-clock" }
  /** A lot: a whole number from 0 to below this. */
  | { readonly do: "draw"; readonly below: number }
  /** The office. Scripts keep ids and ask again: it may be another one after the next wait. */
  | { readonly do: "office" }
  /** What somebody has set for his line, and what his hours say. */
  | { readonly do: "line"; readonly number: string }
  /** What a feature has kept for itself over restarts (`core/notebook`); undefined when nothing. */
  | { readonly do: "recall"; readonly family: string; readonly key: string }
  /** All that is kept of a family, by key. */
  | { readonly do: "recall-all"; readonly family: string }
  /** The call that the box is to make, as it was planned under the key. */
  | { readonly do: "planned"; readonly key: string }
  /** An extension's mailbox and what is in it; undefined when it has none. */
  | { readonly do: "mailbox"; readonly number: string }
  /** Where a dialled number leads. */
  | { readonly do: "route"; readonly number: string }
  /** How long an extension rings, and whether it can take one more call; undefined when there is none. */
  | { readonly do: "look-up"; readonly number: string }
  /**
   * The phones of an extension; a number outside is one phone too, if whoever sends the call there (an extension, or nobody
   * of the house) may call it.
   */
  | { readonly do: "phones"; readonly number: string; readonly by?: string | undefined }
  /** How a number is written in the world, and in the office's country; undefined for one that is no subscriber's. */
  | { readonly do: "outside-number"; readonly number: string }
  /** Whether an extension, or nobody of the house, may call a number outside. */
  | { readonly do: "may-call"; readonly number: string; readonly by: string | undefined }
  /** Whether a call of the extension's to a number outside is to be made for somebody: an account. */
  | { readonly do: "needs-account"; readonly number: string; readonly by: string }
  /** For whom the leg's call is made; undefined when nobody has said. */
  | { readonly do: "account"; readonly leg: LegId }
  /** Whether the extension is in a call, or being called. */
  | { readonly do: "is-busy"; readonly number: string }
  /** Who is on the leg, or as whom he was let in. */
  | { readonly do: "party"; readonly leg: LegId }
  /** Whether the one on the leg does not want to be named. */
  | { readonly do: "is-hidden"; readonly leg: LegId }
  /** Who has sent the caller on last, and answers for where he goes; undefined when nobody has since he talked. */
  | { readonly do: "forwarder"; readonly leg: LegId }
  /** Whom the phones of these numbers ring for, the longest ringing first. */
  | { readonly do: "ringing-at"; readonly numbers: readonly string[] }
  /** On which leg whoever asked for the transfer of `leg` waits to be told; undefined when nobody does, or he is gone. */
  | { readonly do: "transferor"; readonly leg: LegId }
  /** Whether what two say to each other is to be recorded, whether it is, and whether they are to be told. */
  | { readonly do: "call-recording"; readonly a: LegId; readonly b: LegId }
  /** The phone on the leg, by the extension that it registers for, and who sits at it; undefined for a phone outside. */
  | { readonly do: "phone-of"; readonly leg: LegId }
  /** The phones at which an extension has logged in, by the extensions that they register for. */
  | { readonly do: "seats-of"; readonly number: string }
  /** The calls in which a number talks with somebody, the longest first. */
  | { readonly do: "talks"; readonly number: string }
  /** The calls in which an agent of a queue talks with a caller of it, as the agents see them, the longest first. */
  | { readonly do: "queue-talks"; readonly queue: string }
  /** The call that the leg listens in to; undefined when it listens in to nobody. */
  | { readonly do: "overheard"; readonly leg: LegId }
  /** Those who are in a room, but for supervisors. */
  | { readonly do: "in-room"; readonly room: string }
  /** Whether the leg is still there. */
  | { readonly do: "is-there"; readonly leg: LegId };
