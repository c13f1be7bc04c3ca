import { type Flow, isReliable } from "../base/mod.ts";
import type { Via } from "../sip/mod.ts";

/** Where a Via without a port means (RFC 3261 §18.2.2). */
const SIP_PORT = 5060;

/** An IP literal, with or without the brackets of a Via: nothing here may wait for DNS. */
const LITERAL = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f:.]*:[0-9a-f:.]*\]?)$/i;

/**
 * The flow on which the responses to a request go (RFC 3261 §18.2.2, RFC 3581 §4): over a connection the same way back;
 * over UDP from the socket that was asked to `maddr`, or to the source address with its port where the request bears
 * `rport`, and with the sent-by port where it does not.
 *
 * One deviation, everybody's practice (Asterisk's `force_rport`): a sent-by host that is not the source address stands
 * behind a router, which has another port for him than the one he knows of. Only the source port leads back to him, though
 * he did not ask for it.
 */
export function wayBack(via: Via, flow: Flow): Flow {
  if (isReliable(flow.transport)) return flow;
  const maddr = via.parameters.get("maddr");
  const sentByPort = via.port ?? SIP_PORT;
  if (maddr !== undefined && LITERAL.test(maddr)) {
    return { ...flow, remote: { ip: maddr.replace(/^\[|\]$/g, ""), port: sentByPort } };
  }
  const isBehindRouter = via.host !== flow.remote.ip;
  if (via.rport !== undefined || isBehindRouter || sentByPort === flow.remote.port) return flow;
  return { ...flow, remote: { ip: flow.remote.ip, port: sentByPort } };
}
