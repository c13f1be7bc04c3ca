/**
 * RTP and RTCP (RFC 3550), telephone events (RFC 4733) and the E-model (ITU-T G.107), over plain bytes: nothing here
 * sends, waits or knows the time.
 *
 * @module
 */
export { meanOpinion, type Suffered } from "./e_model.ts";
export {
  headerLength,
  isRtcp,
  paddingLength,
  payloadType,
  read32,
  RTP_HEADER,
  sequenceOf,
  ssrcOf,
  timestampOf,
  write16,
  write32,
  writeHeader,
} from "./header.ts";
export { Reception } from "./reception.ts";
export { readRtcp, type ReportBlock, RtcpView, type SenderInfo, writeReport } from "./rtcp.ts";
export { ahead, isNewer, sequenceAfter } from "./sequence.ts";
export {
  codeOf,
  digitOf,
  EVENT_PAYLOAD,
  eventCode,
  eventDuration,
  eventEnds,
  LONGEST_EVENT,
  writeEvent,
} from "./telephone_event.ts";
