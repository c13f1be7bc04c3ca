import { assertNever, type Instant } from "../base/mod.ts";
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
 * INVITE, our side answers (RFC 3261 §17.2.1, figure 7, with RFC 6026 §7.1; repeating is RFC 3262 §3 and RFC 3261
 * §13.3.1.4, which the user would otherwise have to do):
 *
 *                              | INVITE: pass to the user
 *   INVITE: last response      V
 *   101-199: send      .-> proceeding ---------------- 2xx: send ----------------.
 *   repeat the reliable '----' | 300-699: send                                   |
 *                              V                                                 V
 *   INVITE: last response .-> completed -- timer H --.      2xx: send     .-> accepted
 *   timer G: send again   '----' | ACK: -            |      ACK: pass     '----' |
 *                                V                   |      repeat the 2xx       |
 *                ACK: - .-> confirmed -- timer I --> |                           |
 *                       '----'                       V                           |
 *                                                terminated <------ timer L -----'
 */
export type InviteServerState = Proceeding | Accepted | Completed | Confirmed | Terminated;

interface Proceeding {
  readonly at: "proceeding";
  readonly repeat: Repeat | undefined;
}

interface Accepted {
  readonly at: "accepted";
  readonly repeat: Repeat | undefined;
  /** Timer L. */
  readonly endAt: Instant;
}

interface Completed {
  readonly at: "completed";
  /** Timer G; none over a reliable transport. */
  readonly resend: Resending | undefined;
  /** Timer H. */
  readonly endAt: Instant;
}

interface Confirmed {
  readonly at: "confirmed";
  /** Timer I. */
  readonly endAt: Instant;
}

/** A response that is sent until somebody confirms it, over every transport. */
interface Repeat {
  readonly resend: Resending;
  readonly endAt: Instant;
}

export type ServerEvent =
  /** The request once more. */
  | { readonly type: "request" }
  | { readonly type: "respond"; readonly status: number; readonly repeat: boolean }
  | { readonly type: "deadline" };

export type InviteServerEvent = ServerEvent | { readonly type: "ack" } | { readonly type: "confirm" };

/**
 * `send` the new response, `resend` the last one, `repeat` the one that waits for its confirmation, pass the `ack` up, or
 * tell that the repeated response stays `unconfirmed`.
 */
export type InviteServerAct = "send" | "resend" | "repeat" | "ack" | "unconfirmed";

type InviteServerStep = Step<InviteServerState, InviteServerAct>;

export const INVITE_SERVER_START: InviteServerState = { at: "proceeding", repeat: undefined };

export function stepInviteServer(state: InviteServerState, event: InviteServerEvent, moment: Moment): InviteServerStep {
  switch (state.at) {
    case "proceeding":
      return onProceeding(state, event, moment);
    case "accepted":
      return onAccepted(state, event, moment);
    case "completed":
      return onCompleted(state, event, moment);
    case "confirmed":
      return event.type === "deadline" ? [TERMINATED] : [state];
    case "terminated":
      return [state];
    default:
      return assertNever(state);
  }
}

/** When the machine wants to hear `deadline`. */
export function inviteServerDue(state: InviteServerState): Instant | undefined {
  switch (state.at) {
    case "proceeding":
      return state.repeat && earlier(state.repeat.resend.at, state.repeat.endAt);
    case "accepted":
      return earlier(state.repeat?.resend.at, state.endAt);
    case "completed":
      return earlier(state.resend?.at, state.endAt);
    case "confirmed":
      return state.endAt;
    case "terminated":
      return undefined;
    default:
      return assertNever(state);
  }
}

function onProceeding(state: Proceeding, event: InviteServerEvent, moment: Moment): InviteServerStep {
  switch (event.type) {
    case "request":
      return [state, "resend"];
    case "respond":
      if (event.status < 200) return [event.repeat ? { ...state, repeat: repeatFrom(moment) } : state, "send"];
      if (event.status < 300) {
        return [{
          at: "accepted",
          repeat: event.repeat ? repeatFrom(moment) : undefined,
          endAt: patienceEnds(moment),
        }, "send"];
      }
      return [{
        at: "completed",
        resend: moment.reliable ? undefined : resendFirst(moment),
        endAt: patienceEnds(moment),
      }, "send"];
    case "deadline":
      if (state.repeat === undefined) return [state];
      if (moment.now >= state.repeat.endAt) return [{ ...state, repeat: undefined }, "unconfirmed"];
      // RFC 3262 §3: the wait doubles without an upper limit.
      return [{ ...state, repeat: { ...state.repeat, resend: resendAgain(state.repeat.resend, moment) } }, "repeat"];
    case "confirm":
      return [{ ...state, repeat: undefined }];
    case "ack":
      return [state];
    default:
      return assertNever(event);
  }
}

function onAccepted(state: Accepted, event: InviteServerEvent, moment: Moment): InviteServerStep {
  switch (event.type) {
    case "request":
      return [state]; // RFC 6026 §7.1: absorbed; the 2xx is repeated by its own clock
    case "respond":
      if (event.status < 200 || event.status >= 300) return [state];
      return [event.repeat ? { ...state, repeat: repeatFrom(moment) } : state, "send"];
    case "deadline":
      if (moment.now >= state.endAt) return state.repeat ? [TERMINATED, "unconfirmed"] : [TERMINATED];
      if (state.repeat === undefined) return [state];
      return [{
        ...state,
        repeat: { ...state.repeat, resend: resendAgain(state.repeat.resend, moment, moment.timing.t2Ms) },
      }, "repeat"];
    case "ack":
      return [state, "ack"];
    case "confirm":
      return [{ ...state, repeat: undefined }];
    default:
      return assertNever(event);
  }
}

function onCompleted(state: Completed, event: InviteServerEvent, moment: Moment): InviteServerStep {
  switch (event.type) {
    case "request":
      return [state, "resend"];
    case "deadline":
      // The figure tells the user that no ACK came; a call that was refused has nobody left to tell.
      if (moment.now >= state.endAt) return [TERMINATED];
      if (state.resend === undefined) return [state];
      return [{ ...state, resend: resendAgain(state.resend, moment, moment.timing.t2Ms) }, "resend"];
    case "ack":
      return [moment.reliable ? TERMINATED : { at: "confirmed", endAt: networkForgets(moment) }];
    case "respond":
    case "confirm":
      return [state];
    default:
      return assertNever(event);
  }
}

function repeatFrom(moment: Moment): Repeat {
  return { resend: resendFirst(moment), endAt: patienceEnds(moment) };
}
