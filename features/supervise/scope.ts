import type { LegId } from "../../core/call/mod.ts";
import type { Directory, Extension } from "../../core/directory/mod.ts";
import { act, type Script, type Talk } from "../../core/script/mod.ts";
import { isExempt, mayHearQueue, maySupervise } from "./may.ts";

/** Whose calls are listened to. */
export interface Scope {
  readonly of: "extension" | "queue";
  readonly number: string;
  /** Who has none now is waited for: callers of a queue will come. */
  readonly waits: boolean;
}

/** What is behind the code; undefined where that is neither a person nor a queue. */
export function scopeOf({ extensions, queues }: Directory, number: string): Scope | undefined {
  if (queues.has(number)) return { of: "queue", number, waits: true };
  if (!extensions.has(number)) return undefined;
  const isAgent = [...queues.values()].some(({ members }) => members.some((member) => member.number === number));
  return { of: "extension", number, waits: isAgent };
}

/** Whether there is anything in it that somebody may listen to. */
export function mayEnter(office: Directory, me: Extension, { of, number }: Scope): boolean {
  const { extensions, queues } = office;
  if (of === "extension") return maySupervise(office, me, extensions.get(number)!);
  return queues.get(number)!.members.some((member) => mayHearQueue(office, me, number, member));
}

/** Whether he may listen to this call. */
export function mayHear(office: Directory, me: Extension, { of, number }: Scope, talk: Talk): boolean {
  if (isExempt(office, talk.with)) return false;
  if (of === "queue") return talk.queue === number && mayHearQueue(office, me, number, talk.party);
  const whom = office.extensions.get(talk.party.number);
  return whom !== undefined && maySupervise(office, me, whom);
}

/** The calls that may be listened to, or not: of the queue, or of somebody. */
export function* talksIn({ of, number: queue }: Scope, number: string): Script<readonly Talk[]> {
  return of === "queue" ? yield* act({ do: "queue-talks", queue }) : yield* act({ do: "talks", number });
}

/** The first call that was not heard yet and may be listened to. */
export function* nextTalk(me: Extension, scope: Scope, heard: ReadonlySet<LegId>): Script<Talk | undefined> {
  const office = yield* act({ do: "office" });
  const talks = yield* talksIn(scope, scope.number);
  return talks.find((talk) => !heard.has(talk.leg) && mayHear(office, me, scope, talk));
}
