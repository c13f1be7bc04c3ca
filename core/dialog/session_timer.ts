import { type Fault, type Instant, later, ok, type Result } from "../base/mod.ts";
import {
  hasToken,
  type Header,
  header,
  parseCount,
  parseSessionExpires,
  type SipRequest,
  type SipResponse,
} from "../sip/mod.ts";

/** RFC 4028 §4 and §5: nobody may ask for less, whatever he says. */
const LEAST_S = 90;

/** How long the session lives without a refresh, and who refreshes it (RFC 4028). */
export interface SessionTimer {
  readonly seconds: number;
  readonly refresher: "us" | "them";
}

/** What we want: the least and the wished interval, in seconds. */
export interface TimerWish {
  readonly minSeS: number;
  readonly wantS: number;
}

/** Too short for us: answer 422 with these headers (§6). */
export interface TimerFault extends Fault {
  readonly status: 422;
  readonly headers: readonly Header[];
}

const WISH: TimerWish = { minSeS: LEAST_S, wantS: 1800 };

/**
 * The headers with which our INVITE or UPDATE asks for a session timer (§7.1). A request inside a session with a timer
 * gives it as `running`, so that its refresher stays who he is (§7.4).
 */
export function offerTimer(
  { minSeS = WISH.minSeS, wantS = WISH.wantS, running }: Partial<TimerWish> & { readonly running?: SessionTimer } = {},
): readonly Header[] {
  const seconds = Math.max(running?.seconds ?? wantS, minSeS);
  const role = running === undefined ? "" : running.refresher === "us" ? ";refresher=uac" : ";refresher=uas";
  return [
    { name: "Supported", value: "timer" },
    { name: "Session-Expires", value: `${seconds}${role}` },
    { name: "Min-SE", value: String(minSeS) },
  ];
}

/**
 * The timer by which a request to us is answered, and the headers of the 2xx (§9). One who does not know session timers is
 * refreshed by us. Fault `short-session`: answer 422.
 */
export function negotiateAsUas(
  request: SipRequest,
  wish: TimerWish = WISH,
): Result<SessionTimer & { readonly headers: readonly Header[] }, TimerFault> {
  const knows = hasToken(request, "Supported", "timer") || hasToken(request, "Require", "timer");
  const asked = parseSessionExpires(header(request, "Session-Expires") ?? "");
  // Only one who knows 422 may be sent it; a proxy may have put the header there (§9).
  if (asked.ok && asked.value.seconds < wish.minSeS && knows) {
    return {
      ok: false,
      fault: {
        code: "short-session",
        text: `Cannot accept Session-Expires "${asked.value.seconds}": expected ${wish.minSeS} or more`,
        status: 422,
        headers: [{ name: "Min-SE", value: String(wish.minSeS) }],
      },
    };
  }
  const theirLeast = parseCount(header(request, "Min-SE") ?? "");
  // §9: what is asked for may be lowered down to both sides' least, and never raised over what a proxy wrote.
  const ourLeast = asked.ok ? Math.min(asked.value.seconds, wish.minSeS) : wish.minSeS;
  const least = Math.max(LEAST_S, ourLeast, theirLeast.ok ? theirLeast.value : 0);
  const seconds = Math.max(least, asked.ok ? Math.min(asked.value.seconds, wish.wantS) : wish.wantS);
  // Table 2 of §9: they refresh unless they cannot, or want us to.
  const refresher = knows && !(asked.ok && asked.value.refresher === "uas") ? "them" : "us";
  const role = refresher === "them" ? "uac" : "uas";
  const headers = [{ name: "Session-Expires", value: `${seconds};refresher=${role}` }];
  if (refresher === "them") headers.push({ name: "Require", value: "timer" });
  return ok({ seconds, refresher, headers });
}

/** The timer that a 2xx to our request decided; undefined when the session has none (§7.2). */
export function negotiateAsUac(response: SipResponse): SessionTimer | undefined {
  const agreed = parseSessionExpires(header(response, "Session-Expires") ?? "");
  if (!agreed.ok) return undefined;
  const { seconds, refresher } = agreed.value;
  return { seconds: Math.max(seconds, LEAST_S), refresher: refresher === "uas" ? "them" : "us" };
}

/** What to ask for after a 422 (§7.3). Fault `bad-min-se` when it asks for no more than we had offered: it would go on for ever. */
export function raiseTimer(wish: TimerWish, refusal: SipResponse): Result<TimerWish> {
  const least = parseCount(header(refusal, "Min-SE") ?? "");
  if (least.ok && least.value > Math.min(wish.minSeS, wish.wantS)) {
    return ok({ minSeS: least.value, wantS: Math.max(wish.wantS, least.value) });
  }
  const text = `Cannot raise Session-Expires "${wish.wantS}" by Min-SE "${header(refusal, "Min-SE") ?? ""}"`;
  return { ok: false, fault: { code: "bad-min-se", text } };
}

/** When we must refresh a session that was refreshed at `now`: at half its time (§10); undefined when they must. */
export function nextRefresh(timer: SessionTimer, now: Instant): Instant | undefined {
  return timer.refresher === "us" ? later(now, timer.seconds * 500) : undefined;
}

/** When a session that was refreshed at `now` is to be ended by BYE for want of a refresh (§10). */
export function expiresAt(timer: SessionTimer, now: Instant): Instant {
  return later(now, 1000 * (timer.seconds - Math.min(32, timer.seconds / 3)));
}
