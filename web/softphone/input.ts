import type { Ending, Line, NoSound, Peer, Phone, TalkNow } from "./phone.ts";

/** What a person does with the phone. */
export type Deed =
  /** Calls a number; `call` is what the new call is to be known by. */
  | { readonly do: "dial"; readonly call: string; readonly number: string }
  | { readonly do: "answer" | "refuse" | "hang-up"; readonly call: string }
  | { readonly do: "hold" | "resume" | "mute" | "unmute"; readonly call: string }
  | { readonly do: "record" | "end-recording"; readonly call: string }
  | { readonly do: "press"; readonly call: string; readonly key: string }
  /** Sends whom he talks with to a number, without asking there first. */
  | { readonly do: "transfer"; readonly call: string; readonly to: string }
  /** Brings the two he talks with together, and is out of it. */
  | { readonly do: "hand-over"; readonly call: string; readonly to: string }
  /** Of his two calls the box makes one, in which all three hear one another. */
  | { readonly do: "join" }
  | { readonly do: "cross-out"; readonly notice: number };

/** What the line tells. */
export type News =
  | { readonly told: "line"; readonly line: Line }
  | { readonly told: "incoming"; readonly call: string; readonly peer: Peer }
  | {
    /** `to-answer`: somebody at the box's desk has it answered here. */
    readonly told:
      | "to-answer"
      | "rings"
      | "answered"
      | "transferred"
      | "not-transferred"
      | "not-recorded"
      | "not-joined";
    readonly call: string;
  }
  | { readonly told: "no-sound"; readonly call: string; readonly why: NoSound }
  | { readonly told: "recorded"; readonly call: string; readonly on: boolean }
  /** Whom he talked with in `call` is in `into` from now on. */
  | { readonly told: "joined"; readonly call: string; readonly into: string }
  /** How his calls are, each of them. */
  | { readonly told: "talks"; readonly talks: readonly TalkNow[] }
  /** Somebody is told to wait, or no longer. */
  | { readonly told: "held"; readonly call: string; readonly by: "us" | "them"; readonly on: boolean }
  | { readonly told: "ended"; readonly call: string; readonly how: Ending };

export type Input = Deed | News;

/** What the line is told to do. */
export type Order =
  | { readonly do: "call"; readonly call: string; readonly number: string }
  | { readonly do: "answer" | "end" | "hold" | "resume" | "mute" | "unmute"; readonly call: string }
  /** Refuses it as somebody who is busy. */
  | { readonly do: "refuse"; readonly call: string }
  | { readonly do: "press"; readonly call: string; readonly key: string }
  /** The box is asked to write down what is said with that number, or to stop. */
  | { readonly do: "record"; readonly call: string; readonly number: string; readonly on: boolean }
  | { readonly do: "refer"; readonly call: string; readonly to: string }
  /** Whom one talks with in `call` takes our place in `instead`. */
  | { readonly do: "replace"; readonly call: string; readonly instead: string }
  /** Whom one talks with in `call` comes into the call `into`. */
  | { readonly do: "join"; readonly call: string; readonly into: string };

/** What follows from an input: how the phone is then, and what is to be done, in this order. */
export interface Step {
  readonly phone: Phone;
  readonly orders: readonly Order[];
}
