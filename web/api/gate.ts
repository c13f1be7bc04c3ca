import type { Context, MiddlewareHandler } from "hono";
import type { ApiKey, ApiScope } from "../../core/store/mod.ts";
import { problem } from "./problem.ts";

/** Who asks, once he is let in. */
export interface Visitor {
  Variables: { readonly key: ApiKey };
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
    if (!known.scopes.includes(scope)) {
      return problem(403, `Cannot answer: key "${known.name}" may not "${scope}"`, {
        "www-authenticate": `Bearer realm="kontor", error="insufficient_scope", scope="${scope}"`,
      });
    }
    context.set("key", known);
    await next();
    return undefined;
  };
}

const CHALLENGE = { "www-authenticate": 'Bearer realm="kontor"' };

function keyOf({ req }: Context): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(req.header("authorization") ?? "")?.[1];
}
