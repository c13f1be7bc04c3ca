/** Statuses that need no words of their own: RFC 9110's name for them. */
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/**
 * What went wrong, as `application/problem+json` (RFC 9457): `status` 400 to 599, `detail` a sentence that names the value.
 */
export function problem(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Response {
  const title = TITLES[status] ?? `Status ${status}`;
  return new Response(JSON.stringify({ type: "about:blank", title, status, detail }), {
    status,
    headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
