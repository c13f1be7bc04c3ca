import { formatAddress, toText, type WallTime } from "../base/mod.ts";
import { hideKeys } from "./hide_keys.ts";
import type { TraceEntry, TraceRing } from "./trace_ring.ts";

/** A SIP message as it may be shown. */
export interface TracedMessage {
  readonly at: WallTime;
  readonly direction: "in" | "out";
  /** `udp` */
  readonly transport: string;
  /** `192.0.2.1:5060` */
  readonly local: string;
  readonly remote: string;
  /** Without the keys by which the call could be heard. */
  readonly text: string;
}

/** The messages of a call, by its id or by a SIP Call-ID of it, oldest first; none once they are forgotten. */
export function messagesOf(ring: TraceRing, call: string): readonly TracedMessage[] {
  return ring.of(call).map(messageOf);
}

export function messageOf({ wall, direction, flow, bytes }: TraceEntry): TracedMessage {
  return {
    at: wall,
    direction,
    transport: flow.transport,
    local: formatAddress(flow.local),
    remote: formatAddress(flow.remote),
    text: hideKeys(toText(bytes)),
  };
}
