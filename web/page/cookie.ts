/** `__Host-` (RFC 6265bis §4.1.3.2): no other host, and nobody without TLS, can have set it. */
const NAME = { secure: "__Host-kontor", plain: "kontor" } as const;
const STEP = { secure: "__Host-kontor-step", plain: "kontor-step" } as const;

export type CookieKind = "session" | "step";

/** The value of one of our cookies; undefined where there is none. */
export function cookieOf(request: Request, kind: CookieKind, secure: boolean): string | undefined {
  const name = nameOf(kind, secure);
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** A `Set-Cookie` line; a null value takes it away. No script reads it, and no other site sends it with a form. */
export function setCookie(kind: CookieKind, value: string | null, secure: boolean): string {
  const end = value === null ? "; Max-Age=0" : kind === "step" ? "; Max-Age=300" : "; Max-Age=2592000";
  return `${nameOf(kind, secure)}=${value ?? ""}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}${end}`;
}

function nameOf(kind: CookieKind, secure: boolean): string {
  return (kind === "session" ? NAME : STEP)[secure ? "secure" : "plain"];
}
