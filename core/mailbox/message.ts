import type { Json, WallTime } from "../base/mod.ts";
import type { Party } from "../record/mod.ts";

/** Deleted ones can be brought back until they are thrown away. */
export type MessageState = "new" | "saved" | "deleted";

/** What somebody left for the owner of a box. */
export interface Message {
  /** Unique among all boxes; also the name of its file. */
  readonly id: string;
  readonly box: string;
  /** Undefined where he did not want to be known. */
  readonly from: Party | undefined;
  readonly at: WallTime;
  readonly durationMs: number;
  readonly state: MessageState;
  /** Since when it is in that state. */
  readonly since: WallTime;
  readonly urgent: boolean;
  /** What is heard, in this order, below the box's data folder: a comment, and what it was made on. */
  readonly files: readonly string[];
  /** The extension that passed it on. */
  readonly forwardedBy?: string;
}

/** What is to be kept of a message beside its box and its id. */
export function writeMessage(message: Message): Json {
  const { id: _, box: __, from, forwardedBy, files, ...plain } = message;
  return {
    ...plain,
    files: [...files],
    ...(from === undefined ? {} : { from: { ...from } }),
    ...(forwardedBy === undefined ? {} : { forwardedBy }),
  };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readMessage(box: string, id: string, kept: Json): Message | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const value = kept as { readonly [key: string]: Json };
  const { at, durationMs, state, since, urgent, files, forwardedBy } = value;
  if (typeof at !== "number" || typeof durationMs !== "number" || !Array.isArray(files)) return undefined;
  if (state !== "new" && state !== "saved" && state !== "deleted") return undefined;
  const from = partyOf(value["from"]);
  return {
    id,
    box,
    from,
    at: at as WallTime,
    durationMs,
    state,
    since: (typeof since === "number" ? since : at) as WallTime,
    urgent: urgent === true,
    files: files.filter((file): file is string => typeof file === "string"),
    ...(typeof forwardedBy === "string" ? { forwardedBy } : {}),
  };
}

function partyOf(kept: Json | undefined): Party | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { number, name } = kept as { readonly [key: string]: Json };
  if (typeof number !== "string") return undefined;
  return typeof name === "string" ? { number, name } : { number };
}
