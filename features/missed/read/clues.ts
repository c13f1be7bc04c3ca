import type { Answer, Clue, Offer } from "../call.ts";
import type { Bundle } from "./bundle.ts";
import type { CdrRow } from "./cdr.ts";
import type { CelRow } from "./cel.ts";
import type { Scope } from "./channel.ts";
import { CONFERENCES } from "./offers.ts";
import { isMenu } from "./route.ts";

const MENU_APPS = ["BackGround", "Background", "WaitExten", "Read"];
/** What Queue() says, or a fork of Asterisk logs, when it lets nobody in. */
const CLOSED_DOORS = ["FULL", "JOINEMPTY", "JOINUNAVAIL", "CLOSED"];
/** Q.850: no such number, no route, no answer, not there, refused, number changed, no exchange, no line. */
const FAILURES = [1, 3, 19, 20, 21, 22, 23, 25, 27, 34, 38];
const BUSY = 17;
/** What VoiceMail() plays before it records, in whichever language's folder. */
const TONE = /^(.*\/)?beep$/;
/** What may happen while a message is recorded: the tone's own end, and keys that mean nothing there. */
const AMID_MESSAGE = ["STREAM_END", "DTMF"];
/** Whoever hangs up at the tone has left nothing to be heard. */
const LEAST_MESSAGE_MS = 3_000;

/** What else the rows give away: each clue by a test of its own. */
export function cluesOf(
  bundle: Bundle,
  scope: Scope,
  found: { readonly offers: readonly Offer[]; readonly answers: readonly Answer[] },
): ReadonlySet<Clue> {
  const tests: Readonly<Record<Clue, boolean>> = {
    ...fromApplications(bundle, scope),
    ...fromCauses(bundle),
    queued: hasQueued(bundle),
    blocked: isBlocked(bundle, found.offers),
    message: bundle.hasMessage || hasLeftMessage(bundle),
    "park-timeout": isForgotten(bundle, found.answers),
    "transfer-unanswered": !isForgotten(bundle, found.answers) && isTransferUnanswered(bundle.own),
    "no-talk": bundle.queue.some(({ event, data }) => event.startsWith("COMPLETE") && data[1] === "0"),
  };
  return new Set((Object.keys(tests) as Clue[]).filter((clue) => tests[clue]));
}

function fromApplications({ own, cel, id }: Bundle, { office }: Scope) {
  const ran = (...apps: readonly string[]) => own.some(({ app }) => apps.includes(app));
  const seen = cel.filter(({ uniqueid }) => uniqueid === id);
  const heard = own.some(({ partner, disposition }) => partner === "" && disposition === "ANSWERED");
  const playedTo = seen.some(({ event, app, data }) => event === "STREAM_BEGIN" && `${app}${data}` !== "");
  return {
    menu: ran(...MENU_APPS) || own.some(({ context }) => isMenu(context, office)) ||
      seen.some(({ context }) => isMenu(context, office)),
    conference: ran(...CONFERENCES),
    fax: ran("ReceiveFAX", "RxFAX") || faxAt({ cel }) !== undefined,
    marked: ran("missed_calls"),
    announcement: heard || ran("Playback") || playedTo ||
      (own.length === 0 && seen.some(({ event }) => event === "ANSWER")),
  };
}

/** Dispositions, and where no row was written (`unanswered=no`) why the caller's channel ended. */
function fromCauses({ own, cel, cdr, id }: Bundle): { busy: boolean; failed: boolean } {
  const cause = cel.find(({ event, uniqueid }) => event === "HANGUP" && uniqueid === id)?.extra.cause ?? 0;
  const legs = cel.filter(({ event, uniqueid }) => event === "HANGUP" && uniqueid !== id).map(({ extra }) =>
    extra.cause
  );
  const isUnwritten = own.length === 0;
  return {
    busy: cdr.some(({ disposition }) => disposition === "BUSY") || legs.includes(BUSY) ||
      (isUnwritten && cause === BUSY),
    failed: own.some(({ disposition }) => disposition === "FAILED" || disposition === "CONGESTION") ||
      (isUnwritten && FAILURES.includes(cause)),
  };
}

/** From when on it was a fax, as this box tells it: who is connected from then on is a machine. */
export function faxAt({ cel }: Pick<Bundle, "cel">): number | undefined {
  const of = (name: string) => cel.find(({ userEvent }) => userEvent === name)?.at;
  const [carried, heard] = [of("FAX_CARRIED"), of("FAX_HEARD")];
  if (heard === undefined) return carried;
  const isTaken = carried !== undefined || cel.some(({ event, at }) => event === "BRIDGE_ENTER" && at >= heard);
  return isTaken ? heard : undefined;
}

/**
 * As this box tells it, or a dialplan by `CELGenUserEvent(VOICEMAIL_MESSAGE)`; one that was too short turns out to be none a
 * moment later. VoiceMail() itself writes down nothing of a message: a CDR looks the same whether one was left or not, and
 * that it could be heard in CEL is all there is.
 */
function hasLeftMessage({ cel, id }: Bundle): boolean {
  // Asterisk's ODBC writes the name as the event itself, unless `show_user_defined` has it in a column of its own.
  const of = (name: string) =>
    cel.filter(({ event, userEvent }) => event === name || userEvent === name).map(({ extra }) => extra.message);
  const dropped = of("VOICEMAIL_DROPPED");
  return of("VOICEMAIL_MESSAGE").some((message) => !dropped.includes(message)) ||
    hasSpokenAfterTone(cel.filter(({ uniqueid }) => uniqueid === id));
}

/** What an Asterisk that tells of sounds (`STREAM_BEGIN`) has played him: the tone, and then nothing for a while. */
function hasSpokenAfterTone(his: readonly CelRow[]): boolean {
  return his.some(({ event, app, extra, at }, place) => {
    if (event !== "STREAM_BEGIN" || app !== "VoiceMail" || !TONE.test(extra.sound)) return false;
    const next = his.slice(place + 1).find(({ event }) => !AMID_MESSAGE.includes(event));
    return next !== undefined && next.at - at >= LEAST_MESSAGE_MS;
  });
}

function hasQueued({ queue }: Bundle): boolean {
  return queue.some(({ event }) => event === "ENTERQUEUE");
}

/** It went to a queue and never came in. Stock Asterisk logs nothing then: only that the application ran. */
function isBlocked(bundle: Bundle, offers: readonly Offer[]): boolean {
  if (hasQueued(bundle)) return false;
  if (bundle.queueStatus.some((status) => CLOSED_DOORS.includes(status))) return true;
  if (bundle.queue.some(({ event }) => CLOSED_DOORS.includes(event))) return true;
  const tried = bundle.own.some(({ app }) => app === "Queue") ||
    bundle.cel.some(({ event, app }) => event === "APP_START" && app === "Queue");
  return tried && offers.length === 0;
}

/** He was parked after somebody had spoken with him, and nobody fetched him. */
function isForgotten({ cel }: Bundle, answers: readonly Answer[]): boolean {
  const end = cel.findLast(({ event, extra }) => event === "PARK_END" && extra.reason === "ParkedCallTimeOut");
  return end !== undefined && answers.length > 0 && answers.every(({ at }) => at < end.at);
}

/** Somebody spoke with him and sent him on, and there nobody answered. */
function isTransferUnanswered(own: readonly CdrRow[]): boolean {
  const legs = own.filter(({ partner, app }) => partner !== "" && !CONFERENCES.includes(app));
  const last = legs.at(-1);
  const spoken = legs.findLast(({ disposition }) => disposition === "ANSWERED");
  if (last === undefined || spoken === undefined || last.disposition === "ANSWERED") return false;
  return last.at >= spoken.at + spoken.durationMs - 1_000;
}
