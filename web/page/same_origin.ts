/**
 * Whether a request that changes something comes from a page of ours: forms of other sites name their own origin, and every
 * browser since 2020 says where a form was (Fetch Metadata; RFC 6454 §7).
 */
export function isFromOurPage(request: Request, url: URL): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = request.headers.get("origin");
  return origin === null ? site === "same-origin" : origin === url.origin;
}

/**
 * Whether a request that only looks comes from a page of ours, or opens one of ours in a window: streams, sounds and facts are
 * nothing for scripts, pictures and frames of other sites, whose browser would send our cookie along. Over HTTP browsers say
 * no more than the origin of a script.
 */
export function isLookOfOurs(request: Request, url: URL): boolean {
  const of = (name: string): string | null => request.headers.get(`sec-fetch-${name}`);
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== url.origin) return false;
  const isWindow = of("mode") === "navigate" && of("dest") === "document";
  return isWindow || [null, "same-origin", "none"].includes(of("site"));
}
