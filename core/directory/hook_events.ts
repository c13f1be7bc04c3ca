/** What a webhook can tell of: the record's events, and what is made of several of them (`call.answered`, `call.missed`). */
export const HOOK_EVENTS = [
  "account.given",
  "agent.auto-paused",
  "agent.login",
  "agent.logout",
  "agent.pause",
  "agent.unpause",
  "agent.wrap-up",
  "agent.outbound-on",
  "agent.outbound-off",
  "box.started",
  "brake.acted",
  "bridge.broken",
  "bridge.made",
  "call.answered",
  "call.ended",
  "call.missed",
  "call.started",
  "desk.changed",
  "door.opened",
  "emergency.called",
  "emergency.failed",
  "fax.carried",
  "fax.heard",
  "leg.answered",
  "leg.brought",
  "leg.deflected",
  "leg.digit",
  "leg.early-media",
  "leg.ended",
  "leg.held",
  "leg.moved",
  "leg.offered",
  "leg.quality",
  "leg.resumed",
  "leg.ringing",
  "leg.taken",
  "menu.chosen",
  "park.entered",
  "park.left",
  "presence.changed",
  "queue.abandoned",
  "queue.call-back-booked",
  "queue.called-back",
  "queue.completed",
  "queue.connected",
  "queue.could-not-join",
  "queue.joined",
  "queue.left",
  "queue.outbound-offered",
  "queue.outbound-ended",
  "queue.offered",
  "queue.overflowed",
  "queue.ring-cancelled",
  "queue.ring-no-answer",
  "queue.transferred",
  "recording.adopted",
  "recording.dropped",
  "recording.erased",
  "recording.paused",
  "recording.resumed",
  "recording.started",
  "recording.stopped",
  "recordings.filling",
  "room.entered",
  "room.left",
  "supervision.changed",
  "supervision.ended",
  "supervision.started",
  "transfer.asked",
  "transfer.done",
  "trunk.failed",
  "voicemail.left",
  "voicemail.dropped",
] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];

/** What somebody keys in may be a PIN of somebody else's system: no pattern means it, only its name. */
const ONLY_BY_NAME: ReadonlySet<string> = new Set<HookEvent>(["leg.digit"]);

/** Whether a webhook that names `wanted` is told of it: the event itself, all of a kind (`queue.*`), or all (`*`). */
export function wantsEvent(wanted: readonly string[], event: string): boolean {
  if (wanted.includes(event)) return true;
  if (ONLY_BY_NAME.has(event)) return false;
  return wanted.includes("*") || wanted.includes(`${event.split(".")[0]}.*`);
}

/** Whether it is the name of an event, or a pattern of some. */
export function isWantable(text: string): boolean {
  return text === "*" || (HOOK_EVENTS as readonly string[]).includes(text) ||
    HOOK_EVENTS.some((event) => text === `${event.split(".")[0]}.*`);
}
