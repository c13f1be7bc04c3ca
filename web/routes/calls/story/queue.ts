import type { Telling } from "./telling.ts";

export function joinQueue(telling: Telling, queue: string): void {
  telling.wait = telling.begin({ at: telling.now, kind: "waited", queue, ms: 0 });
}

export function leaveQueue(telling: Telling): void {
  if (telling.wait === undefined) return;
  telling.wait.ms = telling.now - telling.wait.at;
  telling.wait = undefined;
}
