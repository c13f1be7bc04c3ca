import type { WallTime } from "../base/mod.ts";
import type { HeardBy } from "../sound/mod.ts";
import type { PresenceState } from "../presence/mod.ts";
import type { FeatureView } from "./features.ts";

/** What the desk, the command line and the portal may ask of the switchboard. */
export type DeskCommand =
  | { readonly type: "calls" }
  | { readonly type: "phones" }
  | { readonly type: "figures" }
  | { readonly type: "features" }
  | { readonly type: "trunks" }
  | { readonly type: "recordings" }
  /** Somebody says how he is; without a state: nothing any more. */
  | {
    readonly type: "set-presence";
    readonly number: string;
    readonly said?: { readonly state: PresenceState; readonly note?: string };
  }
  | { readonly type: "hang-up"; readonly call: string }
  /** Take no new calls; the running ones go on. */
  | { readonly type: "drain" }
  /** End every call now. */
  | { readonly type: "end-all" };

/** One running call, as people see it. */
export interface CallView {
  readonly id: string;
  readonly dialled: string;
  readonly forMs: number;
  readonly legs: readonly {
    readonly id: string;
    readonly who: string;
    readonly at: string;
    readonly held: boolean;
    /** The room that it is in: `room 2001`. */
    readonly room?: { readonly name: string; readonly muted: boolean };
    /** To whose phone it listens in, and who hears it there. */
    readonly listens?: { readonly to: string; readonly heardBy: HeardBy };
    readonly direction: "in" | "out";
    readonly forMs: number;
  }[];
}

/** One registered phone. */
export interface PhoneView {
  readonly number: string;
  /** Who sits at it, where it is not its own extension. */
  readonly who?: string;
  readonly contact: string;
  readonly transport: string;
  readonly address: string;
  readonly userAgent?: string;
  readonly expiresInMs: number;
}

/** One trunk. */
export interface TrunkView {
  readonly name: string;
  readonly kind: "register" | "peer" | "site";
  readonly state: "starting" | "up" | "down";
  readonly forMs: number;
  /** Where it is. */
  readonly address: string;
  /** Why it is down. */
  readonly why?: string;
  /** Calls that go through it now, and how many may. */
  readonly calls: number;
  readonly channels: number;
}

/** The recording of a call. */
export interface RecordingView {
  /** Below the data folder. */
  readonly path: string;
  readonly call: string;
  readonly at: WallTime;
  /** Undefined while it is written. */
  readonly durationMs?: number;
  readonly bytes?: number;
}

/** The sizes of every table, and what was counted since the start: for `/metrics`, `status` and leak tests. */
export type Figures = Readonly<Record<string, number>>;

export type DeskAnswer =
  | { readonly type: "calls"; readonly calls: readonly CallView[] }
  | { readonly type: "phones"; readonly phones: readonly PhoneView[] }
  | { readonly type: "figures"; readonly figures: Figures }
  | { readonly type: "features"; readonly features: readonly FeatureView[] }
  | { readonly type: "trunks"; readonly trunks: readonly TrunkView[] }
  | { readonly type: "recordings"; readonly recordings: readonly RecordingView[] }
  | { readonly type: "done"; readonly text: string }
  | { readonly type: "refused"; readonly text: string };
