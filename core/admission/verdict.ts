import type { Extension } from "../directory/mod.ts";
import type { Header } from "../sip/mod.ts";

/** Why somebody was refused, for the log and the firewall. The sender is never told. */
export type RefusalFact =
  /** He has said nothing yet: the usual first round, no failure. */
  | "no-credentials"
  /** Digest that we did not ask for: another realm, algorithm or qop, or no Digest at all. */
  | "bad-credentials"
  | "unknown-user"
  | "wrong-password"
  /** The right secret with a nonce that has grown too old, or is from before the start. */
  | "stale"
  /** The right secret with a count that was used before. */
  | "replayed-nc"
  /** The right secret for another request than this one. */
  | "wrong-uri"
  /** The right secret of somebody else than From (or, in a REGISTER, To) says. */
  | "wrong-identity"
  /** Too many failures from his address. */
  | "throttled";

/** Whether a request's sender is who he says. */
export type Verdict =
  | { readonly type: "admitted"; readonly extension: Extension }
  /** Another office's box. */
  | { readonly type: "site"; readonly trunk: string }
  | {
    readonly type: "refused";
    readonly status: 401 | 407 | 403 | 503;
    /** For the response. */
    readonly headers: readonly Header[];
    readonly fact?: RefusalFact;
  };
