import { assertNever, type Instant, later } from "../base/mod.ts";
import {
  earlier,
  type Moment,
  patienceEnds,
  resendAgain,
  resendFirst,
  type Resending,
  type Step,
  TERMINATED,
  type Terminated,
} from "./timing.ts";

/*
 * INVITE, our side asks (RFC 3261 §17.1.1, figure 5, with RFC 6026 §7.2 and the CANCEL of RFC 3261 §9.1):
 *
 *                         | INVITE from the user: send
 *     timer A: send again V
 *              .----> calling --------- timer B / transport error: tell --------------.
 *              '------'  | |  \                                                       |
 *                    1xx | |   \ 300-699: ACK, pass                                   |
 *                   pass | |    '------------------------------.                      |
 *                        V | 2xx: pass                         |                      |
 *       1xx: pass .-> proceeding ---- 300-699: ACK, pass ----> | ---- given up ------>|
 *     repeat: send '----'  |                                   V                      |
 *      cancel: CANCEL      | 2xx: pass    300-699: ACK .-> completed --- timer D ---->|
 *                          V                           '----'  '- transport error --->|
 *            2xx: pass .-> accepted ------------------------------------- timer M --->|
 *                      '----'                                                         V
 *                                                                                terminated
 */
export type InviteClientState =
  | Calling
  | Proceeding
  | { readonly at: "accepted"; readonly endAt: Instant }
  | { readonly at: "completed"; readonly endAt: Instant }
  | Terminated;

interface Calling {
  readonly at: "calling";
  /** Timer A; none over a reliable transport. */
  readonly resend: Resending | undefined;
  /** Timer B. */
  readonly endAt: Instant;
  /** The user has thought better of it; CANCEL waits for the first provisional response (§9.1). */
  readonly unwanted: boolean;
}

interface Proceeding {
  readonly at: "proceeding";
  /** CANCEL has been sent. */
  readonly cancelled: boolean;
  /** Timer C, or 64*T1 after the CANCEL. */
  readonly endAt: Instant | undefined;
}

export type ClientEvent =
  | { readonly type: "response"; readonly status: number }
  | { readonly type: "deadline" }
  /** `mayReturn`: the peer is reached by a new connection, or without one, so that what it owes us may still come. */
  | { readonly type: "unreachable"; readonly mayReturn: boolean };

export type InviteClientEvent = ClientEvent | { readonly type: "cancel" } | { readonly type: "repeat" };

/** `send` the request (again), `pass` the response up, send the `ack` or the `cancel`, or tell why it failed. */
export type InviteClientAct = "send" | "pass" | "ack" | "cancel" | "timeout" | "unreachable" | "broken";

type InviteClientStep = Step<InviteClientState, InviteClientAct>;

export function startInviteClient(moment: Moment): InviteClientStep {
  const resend = moment.reliable ? undefined : resendFirst(moment);
  return [{ at: "calling", resend, endAt: patienceEnds(moment), unwanted: false }, "send"];
}

export function stepInviteClient(state: InviteClientState, event: InviteClientEvent, moment: Moment): InviteClientStep {
  switch (state.at) {
    case "calling":
      return onCalling(state, event, moment);
    case "proceeding":
      return onProceeding(state, event, moment);
    case "accepted":
      return onAccepted(state, event);
    case "completed":
      return onCompleted(state, event);
    case "terminated":
      return [state];
    default:
      return assertNever(state);
  }
}

/** When the machine wants to hear `deadline`. */
export function inviteClientDue(state: InviteClientState): Instant | undefined {
  if (state.at === "terminated") return undefined;
  return state.at === "calling" ? earlier(state.resend?.at, state.endAt) : state.endAt;
}

function onCalling(state: Calling, event: InviteClientEvent, moment: Moment): InviteClientStep {
  switch (event.type) {
    case "response":
      if (event.status >= 200) return onFinal(event.status, moment);
      if (state.unwanted) return [cancelled(moment), "pass", "cancel"];
      return [{ at: "proceeding", cancelled: false, endAt: timerC(moment) }, "pass"];
    case "deadline":
      if (moment.now >= state.endAt) return [TERMINATED, "timeout"];
      if (state.resend === undefined) return [state];
      return [{ ...state, resend: resendAgain(state.resend, moment) }, "send"]; // timer A knows no T2
    case "unreachable":
      return [TERMINATED, "unreachable"];
    case "cancel":
      return [{ ...state, unwanted: true }];
    case "repeat":
      return [state]; // timer A does so
    default:
      return assertNever(event);
  }
}

function onProceeding(state: Proceeding, event: InviteClientEvent, moment: Moment): InviteClientStep {
  switch (event.type) {
    case "response":
      if (event.status >= 200) return onFinal(event.status, moment);
      // §16.7: a 100 does not prolong timer C.
      if (state.cancelled || event.status === 100) return [state, "pass"];
      return [{ ...state, endAt: timerC(moment) }, "pass"];
    case "deadline":
      // §16.8: when timer C fires, the request is cancelled; when that brings nothing either, §9.1 ends it.
      return state.cancelled ? [TERMINATED, "timeout"] : [cancelled(moment), "cancel"];
    case "unreachable":
      // §17.1.1.2 knows no transport error here: somebody may be rung still, and his answer is to find us.
      return event.mayReturn && !state.cancelled
        ? [cancelled(moment), "broken", "cancel"]
        : [TERMINATED, "unreachable"];
    case "cancel":
      return state.cancelled ? [state] : [cancelled(moment), "cancel"];
    case "repeat":
      return state.cancelled || moment.reliable ? [state] : [state, "send"];
    default:
      return assertNever(event);
  }
}

function onAccepted(state: InviteClientState, event: InviteClientEvent): InviteClientStep {
  if (event.type === "deadline") return [TERMINATED];
  // RFC 6026 §7.2: every 2xx goes up, be it a copy or from another branch of a fork; all else is late.
  if (event.type === "response" && event.status >= 200 && event.status < 300) return [state, "pass"];
  return [state];
}

function onCompleted(state: InviteClientState, event: InviteClientEvent): InviteClientStep {
  if (event.type === "deadline") return [TERMINATED];
  if (event.type === "unreachable") return [TERMINATED]; // the ACK is lost for good; the user has its answer already
  if (event.type === "response" && event.status >= 300) return [state, "ack"];
  return [state];
}

function onFinal(status: number, moment: Moment): InviteClientStep {
  if (status < 300) return [{ at: "accepted", endAt: patienceEnds(moment) }, "pass"];
  if (moment.reliable) return [TERMINATED, "ack", "pass"]; // timer D is zero
  return [{ at: "completed", endAt: patienceEnds(moment) }, "ack", "pass"];
}

function cancelled(moment: Moment): Proceeding {
  return { at: "proceeding", cancelled: true, endAt: patienceEnds(moment) };
}

function timerC(moment: Moment): Instant | undefined {
  const { timerCMs } = moment.timing;
  return timerCMs === undefined ? undefined : later(moment.now, timerCMs);
}
