import { toBytes } from "../base/mod.ts";

/** The media type of the `message-summary` event package (RFC 3842 §5). */
export const MESSAGE_SUMMARY_TYPE = "application/simple-message-summary";

/** What waits in a mailbox. */
export interface MessageSummary {
  readonly new: number;
  readonly saved: number;
  readonly urgentNew: number;
  readonly urgentSaved: number;
}

/** A message summary (RFC 3842 §5.2); `account` is what a phone is to dial to hear them. */
export function writeMessageSummary(summary: MessageSummary, account: string): Uint8Array<ArrayBuffer> {
  const { new: fresh, saved, urgentNew, urgentSaved } = summary;
  return toBytes(
    `Messages-Waiting: ${fresh > 0 ? "yes" : "no"}\r\nMessage-Account: ${account}\r\n` +
      `Voice-Message: ${fresh}/${saved} (${urgentNew}/${urgentSaved})\r\n`,
  );
}

export function isSameSummary(one: MessageSummary | undefined, other: MessageSummary): boolean {
  return one?.new === other.new && one.saved === other.saved && one.urgentNew === other.urgentNew &&
    one.urgentSaved === other.urgentSaved;
}
