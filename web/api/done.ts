import type { Context } from "hono";
import type { Clock } from "../../core/base/mod.ts";
import type { AuditLog } from "../../core/store/mod.ts";
import type { DeskAnswer } from "../../core/switchboard/mod.ts";
import type { AuditAction, AuditFact } from "../audit/mod.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

/** Where it is written down what programs did. */
export interface AuditWorld {
  readonly clock: Clock;
  readonly audit: Pick<AuditLog, "append">;
}

type Facts = Readonly<Partial<Record<AuditFact, string | number | boolean | undefined>>>;

/** Writes down what a key did, and to what; it is on the disk before the program hears that it was done. */
export async function noteDone(
  world: AuditWorld,
  context: Context<Visitor>,
  action: AuditAction,
  facts: Facts,
): Promise<void> {
  const told = Object.entries(facts).filter((each): each is [string, string | number | boolean] =>
    each[1] !== undefined
  );
  await world.audit.append([{
    at: world.clock.wall(),
    who: whoOf(context),
    address: context.env?.address ?? "",
    action,
    facts: Object.fromEntries(told),
  }]);
}

/** As the audit and the history of the office name a key. */
export function whoOf(context: Context<Visitor>): string {
  return `key:${context.get("key").name}`;
}

const STATUSES = { "not-found": 404, "value": 400, "conflict": 409, "unavailable": 503 } as const;

/** What the switchboard refused, as HTTP says it. */
export function refusedAs(answer: DeskAnswer): Response {
  if (answer.type !== "refused") throw new Error(`Cannot read the answer "${answer.type}"`);
  const status = STATUSES[answer.why ?? "conflict"];
  return problem(status, answer.text, status === 503 ? { "retry-after": "5" } : {});
}
