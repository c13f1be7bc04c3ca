import { assertNever, elapsed, formatAddress, type Instant, type Result } from "../base/mod.ts";
import type { Leg } from "../call/mod.ts";
import type { CallView, DeskAnswer, DeskCommand, PhoneView, TrunkView } from "./desk.ts";
import { announcementsIn } from "./desk_announcements.ts";
import { lineIn } from "./desk_line.ts";
import { deskNoticesOf, seeDeskNotices } from "./desk_notices.ts";
import { mailboxIn } from "./desk_mailbox.ts";
import { recordingsIn } from "./desk_recordings.ts";
import { featuresOf } from "./features.ts";
import { figuresOf } from "./figures.ts";
import { callFor } from "./click_to_call.ts";
import { hangUp } from "./hang_up.ts";
import { liveOf, personOf } from "./live_view.ts";
import { hoursViews, turnNight } from "./hours_now.ts";
import { crossOutHelp } from "./help.ts";
import type { Parts } from "./parts.ts";
import { sayOf } from "./presence.ts";
import { refusal } from "./refusal.ts";
import { steer } from "./steer.ts";

/** What the desk or the command line asks. */
export function deskIn(parts: Parts, command: DeskCommand): DeskAnswer {
  switch (command.type) {
    case "calls":
      return { type: "calls", calls: callViews(parts) };
    case "live":
      return { type: "live", live: liveOf(parts) };
    case "phones":
      return { type: "phones", phones: phoneViews(parts) };
    case "figures":
      return { type: "figures", figures: figuresOf(parts) };
    case "trunks":
      return { type: "trunks", trunks: trunkViews(parts) };
    case "recordings":
    case "hold-recording":
    case "erase-recording":
      return recordingsIn(parts, command);
    case "features":
      return { type: "features", ...featuresOf(parts.exchange.directory) };
    case "webhooks":
      return { type: "webhooks", webhooks: parts.hooks.views() };
    case "dead-letters":
      return { type: "dead-letters", letters: parts.hooks.dead() };
    case "retry-dead-letters":
      return counted(parts.hooks.retry(command.id), command.id, "sent once more");
    case "drop-dead-letters":
      return counted(parts.hooks.drop(command.id), command.id, "thrown away");
    case "dead-mails":
      return { type: "dead-mails", mails: parts.mails.dead() };
    case "retry-dead-mails":
      return counted(parts.mails.retry(command.id), command.id, "sent once more");
    case "drop-dead-mails":
      return counted(parts.mails.drop(command.id), command.id, "thrown away");
    case "notices":
      return { type: "notices", notices: deskNoticesOf(parts.notebook, command.number) };
    case "see-notices": {
      const seen = seeDeskNotices(parts.notebook, command.number, command.which);
      return { type: "done", text: `${seen} ${seen === 1 ? "notice was" : "notices were"} seen` };
    }
    case "set-presence": {
      const { number, said } = command;
      if (!parts.exchange.directory.extensions.has(number)) {
        return refusal("not-found", `Cannot set the presence of "${number}": there is no such extension`);
      }
      sayOf(parts, number, said);
      return { type: "done", text: said === undefined ? `"${number}" says nothing` : `"${number}" is ${said.state}` };
    }
    case "hours":
      return { type: "hours", hours: hoursViews(parts) };
    case "turn-night":
      return turnNight(parts, command.hours, command.on);
    case "queues":
      return { type: "queues", queues: parts.atDesk(({ queues }) => queues()) };
    case "agents":
      return { type: "agents", agents: parts.atDesk(({ agents }) => agents()) };
    case "order-agent":
      return said(parts.atDesk((desk) => desk.orderAgent(command.number, command.order)));
    case "queue-front":
      return said(parts.atDesk((desk) => desk.moveToFront(command.caller)));
    case "queue-send":
      return said(parts.atDesk((desk) => desk.takeOut(command.caller, command.to)));
    case "call-lists":
      return { type: "call-lists", lists: parts.atDesk(({ callLists }) => callLists()) };
    case "call-backs":
      return { type: "call-backs", booked: parts.atDesk(({ callBacks }) => callBacks()) };
    case "cancel-call-back":
      return said(parts.atDesk((desk) => desk.cancelCallBack(command.key)));
    case "hang-up":
      return hangUp(parts, command);
    case "call-for":
      return callFor(parts, command);
    case "steer":
      return steer(parts, command);
    case "presence":
      return parts.exchange.directory.extensions.has(command.number)
        ? { type: "presence", person: personOf(parts, command.number) }
        : refusal("not-found", `Cannot tell how "${command.number}" is: there is no such extension`);
    case "announcements":
    case "record-announcement":
      return announcementsIn(parts, command);
    case "mailbox":
    case "change-message":
    case "forward-message":
    case "choose-greeting":
    case "record-greeting":
      return mailboxIn(parts, command);
    case "line":
    case "change-line":
      return lineIn(parts, command);
    case "cross-out-help": {
      const { id } = command;
      return crossOutHelp(parts.notebook, id)
        ? { type: "done", text: `The call for help "${id}" is crossed out` }
        : { type: "refused", text: `Cannot cross out call for help "${id}": there is none` };
    }
    case "drain":
      parts.draining = true;
      return { type: "done", text: `No new calls are taken; ${parts.calls.size} still run` };
    case "end-all": {
      const calls = [...parts.calls.keys()];
      for (const call of calls) parts.runner.stop(call, { reached: true, cause: "normal" });
      return { type: "done", text: `${calls.length} calls were ended` };
    }
    default:
      return assertNever(command);
  }
}

/** Of one that is not there somebody should hear. */
function counted(count: number, id: string | undefined, what: string): DeskAnswer {
  if (count === 0 && id !== undefined) {
    return { type: "refused", text: `Cannot find dead letter "${id}": there is none` };
  }
  return { type: "done", text: `${count} ${count === 1 ? "dead letter is" : "dead letters are"} ${what}` };
}

function said(done: Result<string>): DeskAnswer {
  return done.ok ? { type: "done", text: done.value } : { type: "refused", text: done.fault.text };
}

function callViews({ exchange, calls }: Parts): readonly CallView[] {
  return [...calls].map(([id, { since, dialled }]) => ({
    id,
    dialled,
    forMs: elapsed(since, exchange.now),
    legs: exchange.legs.ofCall(id).map((leg) => legView(leg, exchange.now)),
  }));
}

type LegView = CallView["legs"][number];

function legView({ id, session, since, room, overhears }: Leg, now: Instant): LegView {
  const { number, name } = session.party;
  return {
    id,
    who: name === undefined ? number : `${name} <${number}>`,
    at: session.state.at,
    held: session.media.held,
    ...(room === undefined ? {} : roomView(room)),
    ...(overhears === undefined ? {} : { listens: { to: overhears.whom.party.number, heardBy: overhears.heardBy } }),
    direction: session.direction,
    forMs: elapsed(since, now),
  };
}

/** A supervisor is none of those in the room. */
function roomView({ name, muted, supervises }: NonNullable<Leg["room"]>): Pick<LegView, "room" | "listens"> {
  return supervises === true ? { listens: { to: name, heardBy: muted ? "nobody" : "all" } } : { room: { name, muted } };
}

function trunkViews({ exchange, trunks }: Parts): readonly TrunkView[] {
  return trunks.standings().map(({ name, kind, state, since, why, address }) => ({
    name,
    kind,
    state,
    forMs: elapsed(since, exchange.now),
    address,
    ...(why === "" ? {} : { why }),
    calls: exchange.legs.ofTrunk(name).length,
    channels: exchange.directory.trunks.get(name)?.channels ?? 0,
  }));
}

function phoneViews({ exchange, registrar, seating }: Parts): readonly PhoneView[] {
  return registrar.all(exchange.now).map((binding) => ({
    number: binding.number,
    ...(seating.whoIsAt(binding.number) === binding.number ? {} : { who: seating.whoIsAt(binding.number) }),
    contact: binding.contact,
    transport: binding.flow.transport,
    address: formatAddress(binding.flow.remote),
    ...(binding.userAgent === undefined ? {} : { userAgent: binding.userAgent }),
    expiresInMs: elapsed(exchange.now, binding.expiresAt),
  }));
}
