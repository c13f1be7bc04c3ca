import { CALL_ENDS, type CallEnd, callerHides, type Row } from "../../core/record/mod.ts";
import type { Naming } from "./naming.ts";

export const DIRECTIONS = ["in", "out", "internal"] as const;

/** A call as lists tell it. */
export interface CallLine {
  readonly call: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly direction: typeof DIRECTIONS[number];
  readonly outcome: CallEnd;
  /** Left out: somebody outside who hides it. */
  readonly from?: { readonly number: string; readonly name: string | undefined };
  readonly dialled: string;
  /** Whom or what that number is of. */
  readonly called: string;
  /** Who took it, or was rung last. */
  readonly reached: string | undefined;
  readonly queue: string | undefined;
  /** For whom it was made. */
  readonly account: string | undefined;
  readonly talkedMs: number;
}

/** A row of the table `call` as people read it. Throws for one that no reading writes. */
export function lineOf(row: Row, naming: Naming): CallLine {
  const [dialled, queue, account] = [String(row["dialled"]), row["queue"], row["account"]];
  return {
    call: String(row["call"]),
    at: Number(row["started_at"]),
    direction: oneOf(DIRECTIONS, row["direction"]),
    outcome: oneOf(CALL_ENDS, row["outcome"]),
    ...callerHides(row)
      ? {}
      : { from: { number: String(row["from_number"] ?? ""), name: partyIn(row, "from", naming) } },
    dialled,
    called: naming.number(dialled),
    reached: partyIn(row, "reached", naming),
    queue: typeof queue === "string" ? naming.place("queue", queue) : undefined,
    account: typeof account === "string" ? account : undefined,
    talkedMs: Number(row["talked_ms"]),
  };
}

/** All numbers of the rows, to be asked for their names. */
export function numbersOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => [row["from_number"], row["dialled"], row["reached_number"]])
    .filter((number) => typeof number === "string");
}

function partyIn(row: Row, whose: "from" | "reached", naming: Naming): string | undefined {
  const [number, name, trunk] = ["number", "name", "trunk"].map((part) => row[`${whose}_${part}`]);
  if (typeof number !== "string") return undefined;
  return naming.party({
    number,
    ...typeof name === "string" ? { name } : {},
    ...typeof trunk === "string" ? { trunk } : {},
  });
}

function oneOf<Each extends string>(all: readonly Each[], value: unknown): Each {
  const found = all.find((each) => each === value);
  if (found === undefined) throw new Error(`Cannot show "${value}": expected one of ${all.join(", ")}`);
  return found;
}
