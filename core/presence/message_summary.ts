import { toBytes } from "../base/mod.ts";
import type { EventPackage, WatchedState } from "./event_package.ts";

/** The media type of the `message-summary` event package (RFC 3842 §5). */
export const MESSAGE_SUMMARY_TYPE = "application/simple-message-summary";

/** What waits in a mailbox. */
export interface MessageSummary extends WatchedState {
  readonly new: number;
  readonly saved: number;
  readonly urgentNew: number;
  readonly urgentSaved: number;
}

/** How many messages wait: RFC 3842. It is asked for under one's own number, or under the code that one hears them by. */
export const MESSAGE_SUMMARY: EventPackage<MessageSummary> = {
  type: MESSAGE_SUMMARY_TYPE,
  watched: ({ codes, extensions }, asked, watcher) => {
    const number = asked === codes["voicemail-mine"] ? watcher : asked;
    if (extensions.get(number)?.mailbox === undefined) return 404;
    // How many messages somebody has is nobody else's business.
    return number === watcher ? number : 403;
  },
  isSame: (one, other) =>
    one.new === other.new && one.saved === other.saved && one.urgentNew === other.urgentNew &&
    one.urgentSaved === other.urgentSaved,
  write: (summary, { number, host }) => writeMessageSummary(summary, `sip:${number}@${host}`),
};

/** A message summary (RFC 3842 §5.2); `account` is what a phone is to dial to hear them. */
export function writeMessageSummary(summary: MessageSummary, account: string): Uint8Array<ArrayBuffer> {
  const { new: fresh, saved, urgentNew, urgentSaved } = summary;
  return toBytes(
    `Messages-Waiting: ${fresh > 0 ? "yes" : "no"}\r\nMessage-Account: ${account}\r\n` +
      `Voice-Message: ${fresh}/${saved} (${urgentNew}/${urgentSaved})\r\n`,
  );
}
