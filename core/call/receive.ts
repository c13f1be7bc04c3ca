import type { Flow } from "../base/mod.ts";
import { openAsUas } from "../dialog/mod.ts";
import type { Cause, Party } from "../record/mod.ts";
import { readOffer, type SessionDescription } from "../sdp/mod.ts";
import { header, type SipRequest } from "../sip/mod.ts";
import { abilitiesOf } from "./abilities.ts";
import type { Exchange } from "./exchange.ts";
import { describedIn, rememberCodecs, takeMedia } from "./negotiate.ts";
import type { Session } from "./session.ts";

/** An INVITE that starts something, already admitted. */
export interface Arrival {
  readonly key: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Who calls, as the box knows him. */
  readonly party: Party;
  /** The call that it will belong to. */
  readonly call: string;
}

/** Why an INVITE cannot become a session. */
export interface Unfit {
  readonly status: number;
  readonly cause: Cause;
  readonly text: string;
}

/** Makes a session of an INVITE: its dialog, its ports, what it offers. Nothing is answered yet. */
export function receive(exchange: Exchange, arrival: Arrival): Session | Unfit {
  const { key, request, flow, party, call } = arrival;
  const described = describedIn(request);
  if (described?.ok === false) return unfit(400, "rejected", described.fault.text);
  const problem = described === undefined ? undefined : unusable(described.value);
  if (problem !== undefined) return unfit(488, "not-acceptable", problem);
  const localTag = exchange.chance.token();
  const opened = openAsUas(request, localTag);
  if (!opened.ok) return unfit(400, "rejected", opened.fault.text);
  const id = `s${exchange.chance.token()}`;
  const media = takeMedia(exchange, id, flow.local.ip, call);
  if (media === undefined) return unfit(503, "no-media", "No RTP ports are left");
  const session: Session = {
    id,
    direction: "in",
    party,
    sipCallId: header(request, "Call-ID")!,
    flow,
    leg: undefined,
    dialog: opened.value,
    state: { at: "offered", key, invite: request, localTag, shown: 0, reliable: undefined },
    media,
    peer: abilitiesOf(request),
    change: { at: "none" },
    timer: undefined,
  };
  if (described !== undefined) rememberCodecs(session, described.value);
  exchange.add(session, key);
  return session;
}

function unusable(description: SessionDescription): string | undefined {
  const offer = readOffer(description);
  return offer.ok ? undefined : offer.fault.text;
}

function unfit(status: number, cause: Cause, text: string): Unfit {
  return { status, cause, text };
}
