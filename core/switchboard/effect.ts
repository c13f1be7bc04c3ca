import type { Flow, LogLine, WallTime } from "../base/mod.ts";
import type { Hook, HookAddress, KeptReceipt, Mail } from "../mail/mod.ts";
import type { Page } from "../notebook/mod.ts";
import type { CallEvent } from "../record/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import type { MediaCommand } from "../sound/mod.ts";
import type { DeskAnswer } from "./desk.ts";

/**
 * What a turn wants done, in this order. `main.ts` gives each kind to the part that can: media commands of a turn leave
 * before its SIP sends.
 */
export type Effect =
  | { readonly type: "send"; readonly flow: Flow; readonly bytes: Uint8Array }
  | { readonly type: "media"; readonly command: MediaCommand }
  /** To the record. */
  | { readonly type: "event"; readonly event: CallEvent }
  /** To the registrations' store; the phone is reachable already. */
  | { readonly type: "bind"; readonly binding: Binding }
  | { readonly type: "unbind"; readonly number: string; readonly contact: string }
  /** To be kept over a restart, in place of what was kept under the same family and key. */
  | { readonly type: "remember"; readonly page: Page }
  /** A file below the data folder that nothing is made of any more. */
  | { readonly type: "erase"; readonly path: string }
  /** To the mail server; its outcome is the input `mailed`. */
  | { readonly type: "mail"; readonly mail: Mail }
  /** To a program elsewhere, signed as of `at`; its outcome is the input `hooked`. */
  | { readonly type: "hook"; readonly hook: Hook; readonly to: HookAddress; readonly at: WallTime }
  /** What became of a mail or a hook, for whoever wrote it and wants to know. */
  | { readonly type: "receipt"; readonly receipt: KeptReceipt }
  /** Where a trunk's host is (RFC 3263); the answer is an input, "resolved". */
  | { readonly type: "resolve"; readonly trunk: string; readonly host: string; readonly uri: string }
  | { readonly type: "desk"; readonly id: string; readonly answer: DeskAnswer }
  | { readonly type: "log"; readonly line: LogLine };
