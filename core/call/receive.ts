import type { Flow } from "../base/mod.ts";
import { negotiateAsUas, openAsUas } from "../dialog/mod.ts";
import type { Cause, Party } from "../record/mod.ts";
import { type Header, header, type SipRequest } from "../sip/mod.ts";
import { abilitiesOf } from "./abilities.ts";
import { contentRefusal } from "./content.ts";
import type { Exchange } from "./exchange.ts";
import { describedIn, takeBrowserMedia, takeMedia } from "./negotiate.ts";
import { readOfferOf } from "./read_offer.ts";
import { warning } from "./reply.ts";
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
  /** It may have the ports that are kept for such calls. */
  readonly isForHelp?: boolean;
}

/** Why an INVITE cannot become a session. */
export interface Unfit {
  readonly status: number;
  readonly cause: Cause;
  readonly text: string;
  /** For the response. */
  readonly headers: readonly Header[];
}

/** Makes a session of an INVITE: its dialog, its ports, what it offers. Nothing is answered yet. */
export function receive(exchange: Exchange, arrival: Arrival): Session | Unfit {
  const { key, request, flow, party, call, isForHelp } = arrival;
  const content = contentRefusal(request);
  if (content !== undefined) return unfit(content.status, "not-acceptable", "Unusable content", content.headers);
  const timer = negotiateAsUas(request);
  if (!timer.ok) return unfit(timer.fault.status, "rejected", timer.fault.text, timer.fault.headers);
  const described = describedIn(request);
  if (described?.ok === false) return unfit(400, "rejected", described.fault.text);
  const offer = described?.value;
  const read = offer === undefined ? undefined : readOfferOf(exchange, { party }, offer);
  if (read?.ok === false) return unfit(488, "not-acceptable", read.fault.text, [warning(read.fault.text)]);
  const localTag = exchange.chance.token();
  const opened = openAsUas(request, localTag);
  if (!opened.ok) return unfit(400, "rejected", opened.fault.text);
  const id = `s${exchange.chance.token()}`;
  const media = read?.value.dtls === undefined
    ? takeMedia(exchange, id, { call, ip: flow.local.ip, isForHelp })
    : takeBrowserMedia(exchange, id, call);
  if (media === undefined) {
    return unfit(503, "no-media", "No RTP ports are left", [{ name: "Retry-After", value: "5" }]);
  }
  if (read !== undefined) media.theirCodecs = read.value.codecs;
  const session: Session = {
    id,
    direction: "in",
    party,
    sipCallId: header(request, "Call-ID")!,
    flow,
    leg: undefined,
    dialog: opened.value,
    state: {
      at: "offered",
      key,
      invite: request,
      localTag,
      offer,
      shown: 0,
      reliable: undefined,
      waiting: "nothing",
    },
    media,
    peer: abilitiesOf(request),
    change: { at: "none" },
    timer: undefined,
  };
  exchange.sessions.add(session, key);
  return session;
}

function unfit(status: number, cause: Cause, text: string, headers: readonly Header[] = []): Unfit {
  return { status, cause, text, headers };
}
