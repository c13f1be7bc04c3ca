import type { Context, MiddlewareHandler } from "hono";
import type { ApiKey, ApiScope } from "../../core/store/mod.ts";
import type { Still } from "../live/mod.ts";
import { API_PATH } from "./api_path.ts";
import { basicOf } from "./basic.ts";
import { problem } from "./problem.ts";

/** Who asks, once he is let in. */
export interface Visitor {
  /** Where he asks from, as who serves the app tells it. */
  Bindings: { readonly address?: string };
  Variables: {
    readonly key: ApiKey;
    /** What he would have to be allowed: the audit says so of what is refused. */
    readonly needs: ApiScope;
    /** The extension for which it would have been, or "everybody", where he may not act for that one. */
    readonly notFor: string | undefined;
    /** For what goes on after the answer: whether the key may still do it. */
    readonly still: Still;
  };
}

/** Lets in who has a key (RFC 6750 §2.1) that may do this. `find` knows whose key it is. */
export function mayDo(scope: ApiScope, find: (key: string) => ApiKey | undefined): MiddlewareHandler<Visitor> {
  return async (context, next) => {
    const key = keyOf(context);
    if (key === undefined) {
      return problem(401, 'Cannot answer: expected a header "Authorization: Bearer kontor_..."', CHALLENGE);
    }
    const known = find(key);
    if (known === undefined) {
      return problem(401, "Cannot answer: the key is not known, or was taken back", {
        "www-authenticate": 'Bearer realm="kontor", error="invalid_token"',
      });
    }
    context.set("key", known);
    context.set("needs", scope);
    context.set("still", () => find(key)?.scopes.includes(scope) === true);
    if (!known.scopes.includes(scope)) {
      return problem(403, `Cannot answer: key "${known.name}" may not "${scope}"`, {
        "www-authenticate": `Bearer realm="kontor", error="insufficient_scope", scope="${scope}"`,
      });
    }
    await next();
    return undefined;
  };
}

/** Lets in a key that is good for everybody: what lies behind concerns the whole office, and is on behalf of nobody in it. */
export const forEverybody: MiddlewareHandler<Visitor> = async (context, next) => {
  const refused = notFor(context, undefined);
  if (refused !== undefined) return refused;
  await next();
  return undefined;
};

/**
 * Why a key may not act for somebody: it is good for other extensions only. Undefined: it may.
 *
 * @param extension undefined: nobody in particular
 */
export function notFor(context: Context<Visitor>, extension: string | undefined): Response | undefined {
  const { name, extensions } = context.get("key");
  if (extensions === undefined || (extension !== undefined && extensions.includes(extension))) return undefined;
  const whom = extension === undefined ? "everybody" : `"${extension}"`;
  context.set("notFor", extension ?? "everybody");
  return problem(403, `Cannot answer: key "${name}" may not act for ${whom}, only for ${extensions.join(", ")}`);
}

const CHALLENGE = { "www-authenticate": 'Bearer realm="kontor"' };

/**
 * The key that a request shows: as a token, or, where a program can open an address and nothing else, as the password in it
 * (`http://crm:kontor_...@box/api/v1/dial?...`). Browsers may not: they would show it for any page that leads there.
 */
export function keyOf({ req }: Pick<Context, "req">): string | undefined {
  const shown = req.header("authorization") ?? "";
  const isOfProgram = req.header("sec-fetch-site") === undefined && req.header("origin") === undefined;
  const opened = isOfProgram && req.path === `${API_PATH}/dial` ? basicOf(shown)?.secret : undefined;
  return /^Bearer +(\S+) *$/i.exec(shown)?.[1] ?? opened;
}
