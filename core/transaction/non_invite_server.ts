import { assertNever, type Instant } from "../base/mod.ts";
import type { ServerEvent } from "./invite_server.ts";
import { type Moment, patienceEnds, type Step, TERMINATED, type Terminated } from "./timing.ts";

/*
 * Any other request, our side answers (RFC 3261 §17.2.2, figure 8):
 *
 *                              | request: pass to the user
 *                              V
 *           request: - .-> trying -------- 200-699: send ----.
 *                      '----'  | 1xx: send                   |
 *                              V                             |
 *   request: last      .-> proceeding ---- 200-699: send --> |
 *   1xx: send          '----'                                V
 *                           request: last response .-> completed -- timer J -> terminated
 *                                                  '----'
 */
export type NonInviteServerState =
  | { readonly at: "trying" }
  | { readonly at: "proceeding" }
  | { readonly at: "completed"; readonly endAt: Instant }
  | Terminated;

/** `send` the new response, or `resend` the last one. */
export type NonInviteServerAct = "send" | "resend";

type NonInviteServerStep = Step<NonInviteServerState, NonInviteServerAct>;

export const NON_INVITE_SERVER_START: NonInviteServerState = { at: "trying" };

const PROCEEDING: NonInviteServerState = { at: "proceeding" };

export function stepNonInviteServer(
  state: NonInviteServerState,
  event: ServerEvent,
  moment: Moment,
): NonInviteServerStep {
  switch (state.at) {
    case "trying":
      return event.type === "respond" ? onRespond(event.status, moment) : [state];
    case "proceeding":
      if (event.type === "respond") return onRespond(event.status, moment);
      return event.type === "request" ? [state, "resend"] : [state];
    case "completed":
      if (event.type === "deadline") return [TERMINATED];
      return event.type === "request" ? [state, "resend"] : [state];
    case "terminated":
      return [state];
    default:
      return assertNever(state);
  }
}

/** When the machine wants to hear `deadline`. */
export function nonInviteServerDue(state: NonInviteServerState): Instant | undefined {
  return state.at === "completed" ? state.endAt : undefined;
}

function onRespond(status: number, moment: Moment): NonInviteServerStep {
  if (status < 200) return [PROCEEDING, "send"];
  if (moment.reliable) return [TERMINATED, "send"]; // timer J is zero
  return [{ at: "completed", endAt: patienceEnds(moment) }, "send"];
}
