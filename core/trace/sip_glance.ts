import { toText } from "../base/mod.ts";

/** As much of a SIP message as a ladder shows. Read with a blunt knife: a trace must also show what no parser accepts. */
export interface SipGlance {
  /** `INVITE`, `180 Ringing`; the first line as it is when it is neither. */
  readonly title: string;
  readonly callId: string | undefined;
  /** `1 INVITE` */
  readonly cseq: string | undefined;
  readonly hasSdp: boolean;
}

const LONGEST_HEAD = 8 * 1024;
const CALL_ID = /^(?:call-id|i)[ \t]*:[ \t]*(\S+)/im;
const CSEQ = /^cseq[ \t]*:[ \t]*(\d+)\s+(\S+)/im;
const SDP = /^(?:content-type|c)[ \t]*:[ \t]*application\/sdp/im;
const REQUEST_LINE = /^(\S+) \S+ SIP\/2\.0$/i;
const STATUS_LINE = /^SIP\/2\.0 (\d{3}) ?(.*)$/i;

/** Reads what a ladder shows of a message; never fails. */
export function glanceAt(bytes: Uint8Array): SipGlance {
  const text = toText(bytes.subarray(0, LONGEST_HEAD));
  const bodyAt = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const head = text.slice(0, bodyAt);
  const cseq = CSEQ.exec(head);
  return {
    title: titleOf(/^[^\r\n]*/.exec(head)?.[0] ?? "", bytes.length),
    callId: CALL_ID.exec(head)?.[1],
    cseq: cseq === null ? undefined : `${cseq[1]} ${cseq[2]}`,
    hasSdp: SDP.test(head),
  };
}

function titleOf(line: string, size: number): string {
  const method = REQUEST_LINE.exec(line)?.[1];
  if (method !== undefined) return method;
  const status = STATUS_LINE.exec(line);
  if (status !== null) return `${status[1]} ${printable(status[2] ?? "")}`.trimEnd();
  const shown = printable(line).trim();
  return shown === "" ? `${size} bytes` : shown;
}

/** Text from the network without what would move a terminal's cursor or colour it. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "·");
}
