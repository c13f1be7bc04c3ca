import { problem } from "../api/mod.ts";

/** The subprotocol of RFC 7118 §4.1. */
const SIP = "sip";

/**
 * Turns a request into a WebSocket that speaks SIP; without a `socket` the response is a refusal (400), or 403 where the page of
 * a browser is neither ours nor of one of these origins: RFC 6455 §10.2. What is no browser has no origin.
 */
export function upgradeSip(
  request: Request,
  { pingS, origins }: { readonly pingS: number; readonly origins: readonly string[] },
): { readonly response: Response; readonly socket?: WebSocket } {
  const origin = request.headers.get("origin");
  const isOurs = origin === null || URL.parse(origin)?.host === new URL(request.url).host;
  if (!isOurs && !origins.includes(origin)) {
    return { response: problem(403, `Cannot open "/sip": pages of "${origin.slice(0, 100)}" may not`) };
  }
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
