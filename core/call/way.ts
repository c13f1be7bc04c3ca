import { type Flow, later } from "../base/mod.ts";
import type { Header, SipRequest, SipResponse } from "../sip/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** One way to a number outside: through this trunk, at this address of its. */
export interface Way {
  readonly trunk: string;
  readonly flow: Flow;
  /** Request-URI and To. */
  readonly uri: string;
  /** The outbound proxy, as the INVITE's Route. */
  readonly route: readonly string[];
  /** From, without its tag. */
  readonly from: string;
  /** Who calls, besides: P-Asserted-Identity, Remote-Party-ID, Privacy. */
  readonly identity: readonly Header[];
}

/** A call to a number outside. */
export interface Outside {
  readonly way: Way;
  /** To an emergency number: it waits for no way as long as others do. */
  readonly isForHelp: boolean;
  /** Whether another way than this one is left. */
  hasOther(than: Way): boolean;
  /** The next way to be tried when this one comes to nothing; undefined when none is left. */
  next(from: Way): Way | undefined;
}

/** What calls ask of whoever keeps the trunks. */
export interface Providers {
  /** With credentials, where the trunk has asked for them before. */
  sign(trunk: string, request: SipRequest): SipRequest;
  /** Learns from a 401 or 407; false when it cannot be answered. */
  learn(trunk: string, response: SipResponse): boolean;
  /** A call got no answer at all there. */
  doubt(trunk: string, flow: Flow): void;
  /**
   * A call waits there for news: whether it is there, unless it said so within the last `withinMs`, is asked now.
   *
   * @returns whether silence would be news: false for one that has never answered such a question
   */
  probe(trunk: string, withinMs: number): boolean;
}

/** Where there are no trunks. */
export const NO_PROVIDERS: Providers = {
  sign: (_, request) => request,
  learn: () => false,
  doubt: () => {},
  probe: () => false,
};

/** How often a call that is not answered looks after its way. */
const LOOK_EVERY_MS = 1_000;

/** A call that is placed outside will be looked after until it is answered. */
export function watchWay(exchange: Exchange, session: Session, inMs: number = LOOK_EVERY_MS): void {
  if (session.outside !== undefined) exchange.setDuty(session, "way", later(exchange.now, inMs));
}
