import { assertNever, type Instant, later } from "../base/mod.ts";
import type { ClientEvent } from "./invite_client.ts";
import {
  earlier,
  type Moment,
  networkForgets,
  patienceEnds,
  resendAgain,
  resendFirst,
  type Resending,
  type Step,
  TERMINATED,
  type Terminated,
} from "./timing.ts";

/*
 * Any other request, our side asks (RFC 3261 §17.1.2, figure 6):
 *
 *                         | request from the user: send
 *     timer E: send again V
 *              .----> trying --------------- timer F / transport error: tell ---.
 *              '------'  | |                                                    |
 *               1xx:pass | '-------- 200-699: pass -------.                     |
 *                        V                                |                     |
 *    timer E: send .-> proceeding -- 200-699: pass -----> | -- F / error ------>|
 *    1xx: pass     '----'                                 V                     V
 *                               any response: - .-> completed -- timer K -> terminated
 *                                               '----'
 */
export type NonInviteClientState =
  | Waiting
  | { readonly at: "completed"; readonly endAt: Instant }
  | Terminated;

interface Waiting {
  readonly at: "trying" | "proceeding";
  /** Timer E; none over a reliable transport. */
  readonly resend: Resending | undefined;
  /** Timer F. */
  readonly endAt: Instant;
}

/** `send` the request (again), `pass` the response up, or tell why it failed. */
export type NonInviteClientAct = "send" | "pass" | "timeout" | "unreachable";

type NonInviteClientStep = Step<NonInviteClientState, NonInviteClientAct>;

export function startNonInviteClient(moment: Moment): NonInviteClientStep {
  const resend = moment.reliable ? undefined : resendFirst(moment);
  return [{ at: "trying", resend, endAt: patienceEnds(moment) }, "send"];
}

export function stepNonInviteClient(
  state: NonInviteClientState,
  event: ClientEvent,
  moment: Moment,
): NonInviteClientStep {
  switch (state.at) {
    case "trying":
      return onTrying(state, event, moment);
    case "proceeding":
      return onProceeding(state, event, moment);
    case "completed":
      return event.type === "deadline" ? [TERMINATED] : [state];
    case "terminated":
      return [state];
    default:
      return assertNever(state);
  }
}

/** When the machine wants to hear `deadline`. */
export function nonInviteClientDue(state: NonInviteClientState): Instant | undefined {
  if (state.at === "terminated") return undefined;
  return state.at === "completed" ? state.endAt : earlier(state.resend?.at, state.endAt);
}

function onTrying(state: Waiting, event: ClientEvent, moment: Moment): NonInviteClientStep {
  switch (event.type) {
    case "response":
      if (event.status >= 200) return onFinal(moment);
      // §17.1.2.2: timer E goes on as it was set; only from the next time on it waits T2.
      return [{ ...state, at: "proceeding" }, "pass"];
    case "deadline":
      if (moment.now >= state.endAt) return [TERMINATED, "timeout"];
      if (state.resend === undefined) return [state];
      return [{ ...state, resend: resendAgain(state.resend, moment, moment.timing.t2Ms) }, "send"];
    case "unreachable":
      return [TERMINATED, "unreachable"];
    default:
      return assertNever(event);
  }
}

function onProceeding(state: Waiting, event: ClientEvent, moment: Moment): NonInviteClientStep {
  switch (event.type) {
    case "response":
      return event.status >= 200 ? onFinal(moment) : [state, "pass"];
    case "deadline": {
      if (moment.now >= state.endAt) return [TERMINATED, "timeout"];
      if (state.resend === undefined) return [state];
      const waitMs = moment.timing.t2Ms;
      return [{ ...state, resend: { at: later(moment.now, waitMs), waitMs } }, "send"];
    }
    case "unreachable":
      return [TERMINATED, "unreachable"];
    default:
      return assertNever(event);
  }
}

function onFinal(moment: Moment): NonInviteClientStep {
  if (moment.reliable) return [TERMINATED, "pass"]; // timer K is zero
  return [{ at: "completed", endAt: networkForgets(moment) }, "pass"];
}
