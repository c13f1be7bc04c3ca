import type { Context, MiddlewareHandler } from "hono";
import type { Refusals } from "../audit/mod.ts";
import { whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";

/** Writes down what a key may not, whichever gate says so: it is in the audit before the program hears of it. */
export function noteRefused(refusals: Pick<Refusals, "note">): MiddlewareHandler<Visitor> {
  return async (context, next) => {
    await next();
    if (context.res.status !== 403 || context.get("key") === undefined) return;
    const { req: { method, path }, env } = context;
    const needs = context.get("needs");
    const whom = context.get("notFor");
    const facts = { path, method, needs, ...whom === undefined ? {} : { for: whom } };
    const by = { who: whoOf(context), address: env?.address ?? "", facts };
    // Of a program that asks for the same again and again one line says all.
    const look = method === "GET" ? `${needs} ${whom ?? ""}` : undefined;
    await refusals.note(
      look === undefined ? { ...by, action: "act.refused" } : { ...by, action: "page.refused", look },
    );
  };
}

/** Writes down that somebody was given no token. */
export async function noteNoToken(
  refusals: Pick<Refusals, "note">,
  context: Context<Visitor>,
  facts: { readonly client: string; readonly error: string; readonly scope?: string },
): Promise<void> {
  // Whoever shows another's name is not known by it.
  const who = facts.error === "invalid_scope" ? `key:${facts.client}` : "";
  await refusals.note({ action: "token.refused", who, address: context.env?.address ?? "", facts });
}
