import type { Context, MiddlewareHandler } from "hono";
import { type Clock, type Log, sourceOf } from "../../core/base/mod.ts";
import type { ApiKey } from "../../core/store/mod.ts";
import type { Refusals } from "../audit/mod.ts";
import { keyOf, type Visitor } from "./gate.ts";
import { GuessTable } from "./guess_table.ts";
import { problem } from "./problem.ts";

export interface GuardWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly keyOf: (key: string) => ApiKey | undefined;
}

/** What the audit is told of wrong keys. */
export interface GuardNotes {
  readonly refusals: Pick<Refusals, "note">;
  /** Whoever asks behind the door says himself what was refused. */
  readonly onlyClosed?: true;
}

/**
 * Stands before the gates: whoever guesses at keys is sent away unheard for a while, with 429 and Retry-After (RFC 6585 §4), and
 * the log names where he comes from, and the audit has a few lines of it. Keys may do what they may: that is for the gates.
 */
export function againstGuessing(
  world: GuardWorld,
  { refusals, onlyClosed }: GuardNotes,
  shown: (context: Context<Visitor>) => string | undefined | Promise<string | undefined> = keyOf,
): MiddlewareHandler<Visitor> {
  const { clock, log } = world;
  const table = new GuessTable();
  const note = (context: Context<Visitor>, address: string, closedForS: number) => {
    const { method, path } = context.req;
    const closed = closedForS > 0 ? { closedForS } : {};
    // Of a program that shows the same wrong key again and again one line says all.
    const look = `${method} ${path} ${closedForS > 0}`;
    return refusals.note({ action: "key.refused", who: "", address, facts: { path, method, ...closed }, look });
  };
  return async (context, next) => {
    const given = await shown(context);
    if (given === undefined) return await next();
    const ip = context.env?.address ?? "";
    const now = clock.now();
    const closedForMs = table.closedForMs(ip, now);
    const key = world.keyOf(given);
    if (closedForMs > 0 && (key === undefined || !table.isTrusted(ip, key.name, now))) {
      const seconds = Math.ceil(closedForMs / 1_000);
      await note(context, ip, seconds);
      return problem(429, `Cannot answer: too many wrong keys from ${sourceOf(ip)}`, {
        "retry-after": String(seconds),
      });
    }
    if (key !== undefined) table.right(ip, key.name, now);
    else {
      const forMs = table.wrong(ip, now);
      const facts = { event: "api-key-guessing", source: sourceOf(ip), closedForS: forMs / 1_000 };
      if (onlyClosed !== true) await note(context, ip, 0);
      if (forMs > 0) log.write({ level: "warn", text: "Too many wrong API keys: nobody is heard from there", facts });
    }
    return await next();
  };
}
