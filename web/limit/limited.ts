import type { MiddlewareHandler } from "hono";
import type { RateLimit } from "./rate_limit.ts";

/** Sends away who asks too often, with 429 and Retry-After (RFC 6585 §4). `refuse`: in which words. */
export function limited<Bindings extends { readonly address?: string }>(
  limit: RateLimit,
  refuse: (seconds: number) => Response,
): MiddlewareHandler<{ Bindings: Bindings }> {
  return async (context, next) => {
    const seconds = Math.ceil(limit.waitMs(context.env?.address ?? "") / 1_000);
    if (seconds === 0) return await next();
    const response = refuse(seconds);
    response.headers.set("retry-after", String(seconds));
    return response;
  };
}
