import type { WebApp, WebCaller } from "./serve.ts";

/** What tells who asks, and from which page. */
const FIELDS = ["cookie", "origin", "sec-fetch-site", "host"] as const;
/** Whoever has signed out elsewhere, or may not come in any more, talks no longer than this. */
const AGAIN_MS = 60_000;
/** RFC 6455 §7.4.2: ours to give away. */
const SIGNED_OUT = 4_001;

/**
 * The extension as which a browser may speak SIP because somebody is signed in at the desk there: the app says so at the
 * path of the WebSocket itself. Undefined for whoever brings no cookie, or is nobody to the app.
 */
export async function vouchedFor(request: Request, app: WebApp, caller: WebCaller): Promise<string | undefined> {
  if (!request.headers.has("cookie")) return undefined;
  const headers = new Headers();
  for (const field of FIELDS) {
    const value = request.headers.get(field);
    if (value !== null) headers.set(field, value);
  }
  const answer = await app.fetch(new Request(request.url, { headers }), caller);
  if (answer.status !== 200) {
    await answer.body?.cancel();
    return undefined;
  }
  const said: unknown = await answer.json();
  const extension = typeof said === "object" && said !== null && "extension" in said ? said.extension : undefined;
  return typeof extension === "string" ? extension : undefined;
}

/** Asks again now and then, and closes the WebSocket when the answer is another one. */
export function watchVouched(
  socket: WebSocket,
  ask: () => Promise<string | undefined>,
  vouched: string,
  everyMs: number = AGAIN_MS,
): void {
  const timer = setInterval(async () => {
    if (await ask() !== vouched && socket.readyState === WebSocket.OPEN) socket.close(SIGNED_OUT, "Signed out");
  }, everyMs);
  socket.addEventListener("close", () => clearInterval(timer));
}
