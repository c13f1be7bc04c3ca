import type { Flow, WallTime } from "../base/mod.ts";
import type { BoxAddresses } from "../call/mod.ts";
import type { CallerNames, Directory } from "../directory/mod.ts";
import type { Hook, Mail, MailOutcome } from "../mail/mod.ts";
import type { Page } from "../notebook/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import type { MediaEvent } from "../sound/mod.ts";
import type { DeskCommand } from "./desk.ts";

/** Everything that can happen to the switchboard. One input is one turn. */
export type Input =
  /** One whole SIP message, framed by its transport. */
  | { readonly type: "wire"; readonly flow: Flow; readonly bytes: Uint8Array }
  /** A connection is gone: its bindings and transactions with it. */
  | { readonly type: "flow-closed"; readonly flow: Flow }
  /** Bytes that could not be sent: no route, refused, connect timed out. */
  | { readonly type: "unsent"; readonly flow: Flow; readonly text: string }
  | { readonly type: "media"; readonly event: MediaEvent }
  /** The office has changed: from the next line on, this is who exists. */
  | { readonly type: "directory"; readonly directory: Directory }
  /** Who outside is called how has changed. */
  | { readonly type: "caller-names"; readonly names: CallerNames }
  /** The addresses of the box have changed, or its public address became known. */
  | { readonly type: "addresses"; readonly addresses: BoxAddresses }
  /** Where a trunk's host is, best first; none when nobody could tell. */
  | { readonly type: "resolved"; readonly trunk: string; readonly flows: readonly Flow[] }
  /** What the wall clock says now; again when it was set. */
  | { readonly type: "wall-clock"; readonly wall: WallTime }
  /** All that was known before the start has been told. */
  | { readonly type: "started" }
  /** Phones remembered from before the start. */
  | { readonly type: "remembered"; readonly bindings: readonly Binding[] }
  /** What was kept from before the start. */
  | { readonly type: "recalled"; readonly pages: readonly Page[] }
  /**
   * Something of the box has a thing to send. How far it has come (`pages`) is kept in the same turn, so that neither is
   * there without the other after a power cut.
   */
  | {
    readonly type: "posted";
    readonly mails: readonly Mail[];
    readonly hooks: readonly Hook[];
    readonly pages: readonly Page[];
  }
  /** Whether there is a mail server has changed. */
  | { readonly type: "mail-server"; readonly sends: boolean }
  /** What became of a `mail`. */
  | { readonly type: "mailed"; readonly id: string; readonly outcome: MailOutcome }
  /** What became of a `hook`. */
  | { readonly type: "hooked"; readonly id: string; readonly outcome: MailOutcome }
  | { readonly type: "desk"; readonly id: string; readonly command: DeskCommand }
  /** A deadline has passed. */
  | { readonly type: "tick" }
  /** How full the queue to the record is, when it crossed a mark: new calls get 503 while it is not `true`. */
  | { readonly type: "record-ready"; readonly ready: boolean };
