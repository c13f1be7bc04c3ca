import { type Context, Hono } from "hono";
import type { ApiKey } from "../../core/store/mod.ts";
import type { Refusals } from "../audit/mod.ts";
import { basicOf } from "./basic.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { noteNoToken } from "./note_refused.ts";
import { TOKEN_FOR_MS, type Tokens } from "./tokens.ts";

/** What a program shows for a token: its key's name, and the key itself. */
interface Client {
  readonly id: string;
  readonly secret: string;
}

type Answer = Readonly<Record<string, string | number>>;
/** RFC 6749 §5.1: what is secret stands in no cache. */
const NO_STORE = { "cache-control": "no-store", "pragma": "no-cache" };

/** `POST /token`: a short-lived token for a key, as OAuth2 clients ask for one (client credentials, RFC 6749 §4.4). */
export function tokenRoutes(
  world: AuditWorld & { readonly keyOf: (key: string) => ApiKey | undefined },
  { tokens, refusals }: { readonly tokens: Tokens; readonly refusals: Pick<Refusals, "note"> },
): Hono<Visitor> {
  const app = new Hono<Visitor>();
  const refuse = async (
    context: Context<Visitor>,
    facts: Parameters<typeof noteNoToken>[2],
    text: string,
  ): Promise<Response> => {
    await noteNoToken(refusals, context, facts);
    const isUnknown = facts.error === "invalid_client";
    const headers = { ...NO_STORE, ...isUnknown ? { "www-authenticate": 'Basic realm="kontor"' } : {} };
    const answer = { error: facts.error, error_description: text } satisfies Answer;
    return context.json(answer, isUnknown ? 401 : 400, headers);
  };
  app.post("/", async (context) => {
    const form = await formOf(context);
    const type = form.get("grant_type") ?? "";
    const shown = clientOf(context, form);
    const client = shown?.id ?? "";
    if (type !== "client_credentials") {
      const text = `Cannot grant "${type}": only "client_credentials" is known`;
      return await refuse(context, { client, error: "unsupported_grant_type" }, text);
    }
    const key = shown === undefined ? undefined : world.keyOf(shown.secret);
    if (key === undefined || key.name !== client) {
      const text = `Cannot give a token to "${client}": expected the name of a key, and the key itself`;
      return await refuse(context, { client, error: "invalid_client" }, text);
    }
    const wanted = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    const scope = wanted.find((one) => !key.scopes.some((each) => each === one));
    if (scope !== undefined) {
      const text = `Cannot allow "${scope}": key "${key.name}" may not do that`;
      return await refuse(context, { client, error: "invalid_scope", scope }, text);
    }
    const scopes = wanted.length === 0 ? key.scopes : key.scopes.filter((scope) => wanted.includes(scope));
    context.set("key", key);
    await noteDone(world, context, "token.given", { scope: scopes.join(" ") });
    const answer: Answer = {
      access_token: tokens.give(key, scopes),
      token_type: "Bearer",
      expires_in: TOKEN_FOR_MS / 1_000,
      scope: scopes.join(" "),
    };
    return context.json(answer, 200, NO_STORE);
  });
  return app;
}

/** The key that somebody who asks for a token shows, for whom guesses are counted by. */
export async function secretOf(context: Context<Visitor>): Promise<string | undefined> {
  return clientOf(context, await formOf(context))?.secret;
}

async function formOf({ req }: Context<Visitor>): Promise<URLSearchParams> {
  return new URLSearchParams(await req.text());
}

/** In the header, each part as forms write it (§2.3.1), or in the form. */
function clientOf({ req }: Context<Visitor>, form: URLSearchParams): Client | undefined {
  const authorization = req.header("authorization") ?? "";
  if (!/^Basic /i.test(authorization)) {
    const [id, secret] = [form.get("client_id"), form.get("client_secret")];
    return id === null || secret === null ? undefined : { id, secret };
  }
  const shown = basicOf(authorization);
  const unescaped = (part: string) => new URLSearchParams(`v=${part}`).get("v") ?? "";
  return shown === undefined ? undefined : { id: unescaped(shown.id), secret: unescaped(shown.secret) };
}
