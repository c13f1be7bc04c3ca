import { type CallEvent, CALLS } from "../../core/record/mod.ts";
import { queueLogLine, queueLogOf } from "../../features/asterisk/mod.ts";
import type { Lab } from "./lab.ts";

/** Who is to be called back, and how often it may be tried. */
export function booked(lab: Lab): readonly string[] {
  const answer = lab.ask({ type: "call-backs" });
  return answer.type !== "call-backs" ? [] : answer.booked.map(({ number, tries }) => `${number} ${tries}`);
}

/** What agents have to answer for. */
export function calledBack(lab: Lab): readonly boolean[] {
  return lab.events.flatMap((event) => event.type === "queue.called-back" ? [event.answered] : []);
}

/** What became of each stay that a call of the box had in the queue. */
export function visits(lab: Lab): readonly unknown[] {
  return ownStories(lab).flatMap((story) => CALLS.rowsOf(story)["queue_visit"]!.map(({ outcome }) => outcome));
}

/** The same in Asterisk's words. */
export function queueLog(lab: Lab): readonly string[] {
  return ownStories(lab).flatMap((story) => queueLogOf(story).map((row) => queueLogLine(row).split("|")[4]!));
}

/** The stories of the calls that the box made by itself. */
function ownStories(lab: Lab): readonly (readonly CallEvent[])[] {
  const stories = [...Map.groupBy(lab.events.filter(({ call }) => call !== ""), ({ call }) => call).values()];
  return stories.filter(([start]) => start!.type === "call.started" && start!.sipCallId === undefined);
}
