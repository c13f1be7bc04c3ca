import { toText } from "../../core/base/mod.ts";
import type { SipRequest, SipResponse } from "../../core/sip/mod.ts";

/** What a fax machine says of T.38 that a real one says, and one line that nobody knows. */
export const TERMS: readonly string[] = [
  "T38FaxVersion:0",
  "T38MaxBitRate:14400",
  "T38FaxRateManagement:transferredTCF",
  "T38FaxMaxBuffer:262",
  "T38FaxMaxDatagram:176",
  "T38FaxUdpEC:t38UDPRedundancy",
  "T38FaxFillBitRemoval",
];
/** Those of another one. */
export const OTHER_TERMS: readonly string[] = ["T38FaxVersion:3", "T38MaxBitRate:9600", "T38FaxUdpEC:t38UDPFEC"];

/** An offer or answer of fax over UDPTL; `before` is a line of sound that is closed for it. */
export function fax(
  terms: readonly string[] = TERMS,
  parts: { readonly before?: string; readonly port?: number; readonly format?: string } = {},
): string {
  const { before = "", port = 4002, format = "udptl t38" } = parts;
  return `v=0\r\no=- 1 2 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\n${before}` +
    `m=image ${port} ${format}\r\n${terms.map((term) => `a=${term}\r\n`).join("")}`;
}

/** A line of sound that is closed. */
export const NO_SOUND = "m=audio 0 RTP/AVP 8\r\n";

/** The streams that the box describes, in their order: `image T38FaxVersion:0 ...`, `audio`, and `-audio` for a closed one. */
export function streams(message: SipRequest | SipResponse): readonly string[] {
  return toText(message.body).split("m=").slice(1).map((section) => {
    const [kind, port] = section.split(" ");
    const terms = [...section.matchAll(/a=(T38\S+)/g)].map(([, term]) => term);
    return [`${port === "0" ? "-" : ""}${kind}`, ...terms].join(" ");
  });
}
