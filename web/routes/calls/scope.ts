import type { Directory } from "../../../core/directory/mod.ts";
import type { CallEvent } from "../../../core/record/mod.ts";
import type { Account } from "../../../core/store/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import type { Source } from "../../calls/mod.ts";

/** Whose calls somebody sees: those of these extensions and queues; undefined: all. */
export function callScopeOf(account: Account): readonly string[] | undefined {
  if (mayDo(account, "see-calls")) return account.scope;
  return account.extension === undefined ? [] : [account.extension];
}

/** Where the calls of these extensions and queues are looked for. */
export function sourcesOf(scope: readonly string[], { queues }: Pick<Directory, "queues">): readonly Source[] {
  return scope.map((number) =>
    queues.has(number)
      ? { table: "queue_visit", column: "queue", value: number }
      : { table: "seat", column: "number", value: number }
  );
}

/** Whether a call is one of his: somebody of his scope sat in it, or it came by a queue of it. */
export function isHis(events: readonly CallEvent[], scope: readonly string[] | undefined): boolean {
  if (scope === undefined) return true;
  return events.some((event) =>
    (event.type === "leg.offered" || event.type === "leg.taken") && scope.includes(event.party.number) ||
    event.type === "queue.joined" && scope.includes(event.queue)
  );
}
