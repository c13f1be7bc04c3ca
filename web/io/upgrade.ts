import { problem } from "../api/mod.ts";

/** The subprotocol of RFC 7118 §4.1. */
const SIP = "sip";

/** Turns a request into a WebSocket that speaks SIP; without a `socket` the response is a refusal (400). */
export function upgradeSip(
  request: Request,
  pingS: number,
): { readonly response: Response; readonly socket?: WebSocket } {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refuse('expected a WebSocket, with subprotocol "sip" (RFC 7118)');
  }
  const offered = request.headers.get("sec-websocket-protocol") ?? "";
  // §4.2: a server that cannot agree on "sip" has nothing to say.
  if (!offered.split(",").some((name) => name.trim().toLowerCase() === SIP)) {
    return refuse(`expected subprotocol "sip" (RFC 7118), the request offers "${offered}"`);
  }
  try {
    return Deno.upgradeWebSocket(request, { protocol: SIP, idleTimeout: pingS });
  } catch (error) {
    // What the runtime objects to stands in the client's headers (RFC 6455 §4.2.1): a missing key, no `Connection: upgrade`.
    if (error instanceof TypeError) return refuse(error.message);
    throw error;
  }
}

function refuse(why: string): { readonly response: Response } {
  return { response: problem(400, `Cannot open "/sip": ${why}`) };
}
