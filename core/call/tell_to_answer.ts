import { BROWSER_PHONE, TALK_TYPE, toBytes } from "../base/mod.ts";
import { requestIn } from "../dialog/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

const TALK = "talk";

/**
 * Whether a phone that rings can be told to go off hook: it has said that it takes the event "talk" (BroadSoft's remote control,
 * which Yealink, snom, Polycom, Grandstream and others know), or is the phone on our own pages.
 */
export function canBeToldToAnswer({ state, dialog, peer }: Session): boolean {
  if (state.at !== "calling" || dialog === undefined) return false;
  return peer.events.has(TALK) || peer.userAgent === BROWSER_PHONE;
}

/** Has a phone that rings go off hook, within the dialog of its 180; its 200 then is as if somebody had taken the receiver. */
export function tellToAnswer(exchange: Exchange, session: Session): void {
  const { dialog, peer } = session;
  if (dialog === undefined) return;
  const isPage = peer.userAgent === BROWSER_PHONE;
  const [next, request] = isPage
    ? requestIn(dialog, "INFO", { body: toBytes("answer"), contentType: TALK_TYPE })
    : requestIn(dialog, "NOTIFY", {
      headers: [{ name: "Event", value: TALK }, { name: "Subscription-State", value: "active" }],
    });
  session.dialog = next;
  exchange.send(session, request);
}
