import type { WebApp, WebCaller } from "./web_app.ts";

/** What tells who asks, and from which page. */
const FIELDS = ["cookie", "origin", "sec-fetch-site", "host"] as const;
/** RFC 6455 §7.4.2: ours to give away. */
const SIGNED_OUT = 4_001;

/** Somebody is signed in at the desk, and speaks SIP by that. */
export interface Vouched {
  readonly extension: string;
  /** Ends once he may not any more. */
  readonly while: ReadableStream<Uint8Array>;
}

/**
 * As whom a browser may speak SIP because somebody is signed in at the desk there: the app says so at the path of the
 * WebSocket itself, and for as long as its answer goes on. Undefined for whoever brings no cookie, or is nobody to the app.
 */
export async function vouchedFor(request: Request, app: WebApp, caller: WebCaller): Promise<Vouched | undefined> {
  if (!request.headers.has("cookie")) return undefined;
  const headers = new Headers();
  for (const field of FIELDS) {
    const value = request.headers.get(field);
    if (value !== null) headers.set(field, value);
  }
  const { headers: told, body } = await app.fetch(new Request(request.url, { headers }), caller);
  const extension = told.get("kontor-extension");
  if (extension !== null && body !== null) return { extension, while: body };
  await body?.cancel();
  return undefined;
}

/** Closes the WebSocket when nobody vouches for it any more. */
export async function closeAfter(socket: WebSocket, vouched: Vouched): Promise<void> {
  const reader = vouched.while.getReader();
  socket.addEventListener("close", () => void reader.cancel());
  while (!(await reader.read()).done);
  if (socket.readyState === WebSocket.OPEN) socket.close(SIGNED_OUT, "Signed out");
}
