import type { Header } from "../sip/mod.ts";

/** Call-Info with `answer-after` (Yealink, Grandstream, snom, Fanvil, Cisco, linphone), as Broadsoft has it. */
const CALL_INFO: Header = { name: "Call-Info", value: "<sip:intercom.invalid>;answer-after=0" };
/** Alert-Info with `info=alert-autoanswer` (snom, Yealink, Grandstream, Aastra, Htek, Panasonic). */
const ALERT_INFO: Header = { name: "Alert-Info", value: "<http://intercom.invalid>;info=alert-autoanswer;delay=0" };
/** Poly compares the whole text with its `voIpProt.SIP.alertInfo`; RFC 3261 §20.4 would have a URI there. */
const RING_ANSWER: Header = { name: "Alert-Info", value: "Ring Answer" };
/** RFC 5373 §4.1: the standard, and what few phones know. */
const ANSWER_MODE: Header = { name: "Answer-Mode", value: "Auto" };

/** Brands that must not be asked in every way at once. */
const BRANDS: readonly (readonly [agent: RegExp, headers: readonly Header[]])[] = [
  // Strict parsers drop an INVITE over `Ring Answer`: only who is known to want it gets it.
  [/^poly|soundpoint|soundstation|\bvvx\b/i, [RING_ANSWER, ANSWER_MODE]],
  // It takes the URI of Alert-Info for a ring tone and goes to fetch it.
  [/cisco|linksys|sipura/i, [CALL_INFO]],
];

/** The headers of an INVITE by which a phone answers by itself at once: those of its brand, or of many brands together. */
export function autoAnswer(userAgent: string | undefined): readonly Header[] {
  const known = BRANDS.find(([agent]) => userAgent !== undefined && agent.test(userAgent));
  return known?.[1] ?? [CALL_INFO, ALERT_INFO, ANSWER_MODE];
}
