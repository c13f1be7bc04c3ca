import type { MiddlewareHandler } from "hono";
import type { Accesses } from "../audit/mod.ts";
import { API_PATH } from "./api_path.ts";
import { whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";

/** Counts what a key reads; what it changes and what it may not stand in the audit by themselves. */
export function noteRead(accesses: Pick<Accesses, "note">): MiddlewareHandler<Visitor> {
  return async (context, next) => {
    await next();
    const { req: { method, path }, res: { status }, env } = context;
    if (method !== "GET" && method !== "HEAD" || status === 403 || context.get("key") === undefined) return;
    const [resource = ""] = path.slice(API_PATH.length + 1).split("/");
    accesses.note({ who: whoOf(context), address: env?.address ?? "", resource });
  };
}
