import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Account as Kept, ROLES } from "../../core/store/mod.ts";
import {
  accountFacts,
  type AccountParts,
  type AccountRefused,
  addAccount,
  Busy,
  changeAccount,
  choose,
  endSessions,
  goneFrom,
  removeAccount,
  resetAccount,
  seenAt,
} from "../sign_in/mod.ts";
import { LANGUAGES, REPORT_CARD_KEYS } from "../words/mod.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

/** As an administrator's: keys are made for programs, and owners are people. */
const BY = { role: "admin" } as const;

const Language = z.enum(LANGUAGES.map(({ code }) => code));
const Card = z.enum(REPORT_CARD_KEYS);
const Choices = z.strictObject({
  language: Language.nullish().openapi({ description: "In which he reads the desk; null: as his browser says" }),
  report_cards: z.array(Card).max(REPORT_CARD_KEYS.length).nullish().openapi({
    description: "The figures on top of his reports, in his order; null: the usual ones",
  }),
});
const Given = z.object({
  full_name: z.string().trim().max(128),
  role: z.enum(ROLES),
  extension: z.string().trim().max(32).nullish().openapi({ description: "Whose things are his", example: "101" }),
  scope: z.array(z.string().max(32)).max(1_000).default([]).openapi({
    description: "The extensions and queues that he sees; none: all that his role lets him see",
  }),
});
const Account = z.object({
  name: z.string().openapi({ description: "By which he signs in" }),
  full_name: z.string(),
  role: z.enum(ROLES),
  extension: Maybe,
  scope: z.array(z.string()),
  gone: z.array(z.string()).openapi({
    description: "Of its extension and scope, what the office no longer has: name others, or none",
  }),
  second_factor: z.boolean().openapi({ description: "He has an authenticator or a passkey" }),
  language: Language.nullable().openapi({ description: "In which he reads the desk; null: as his browser says" }),
  report_cards: z.array(z.string()).nullable().openapi({
    description: "The figures that he has chosen for the top of his reports, in his order; null: the usual ones",
  }),
  created_at: Moment,
  seen_at: Moment.nullable().openapi({ description: "null: he is signed in nowhere" }),
  sessions: z.int().openapi({ description: "In how many browsers he is signed in" }),
}).openapi("Account");
const HandedOver = Account.extend({
  password: z.string().openapi({ description: "To be handed over to him: nobody is told it a second time" }),
});
const params = z.object({ name: z.string().max(64) });
const READS = [{ key: ["accounts:read"] }];
const WRITES = [{ key: ["accounts:write"] }];
const NOBODY = { description: "Nobody has that name" };
const OWNER = { ...FAULTS[403], description: "The key may not do this; or it is an owner's, who is kept at the desk" };
const BUSY = { description: "Too many passwords are being made; Retry-After says when" };

export interface AccountWorld extends AuditWorld {
  /** Who may sign in, as the desk knows them. */
  readonly people: () => Promise<AccountParts>;
}

/** `/accounts`: who may sign in at the desk, as what. Owners are made, changed and removed at the desk alone. */
export function accountRoutes(world: AccountWorld): OpenAPIHono<Visitor> {
  const app = resource();
  app.onError((error) => {
    if (error instanceof Busy) return problem(503, "Cannot make a password: too many wait", { "retry-after": "5" });
    throw error;
  });
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "Who may sign in at the desk, oldest first",
    description: "Keys of this interface are no accounts: `/keys` has them.",
    security: READS,
    responses: { 200: json("The accounts", z.object({ accounts: z.array(Account) })), ...FAULTS },
  });
  app.openapi(list, async (context) => {
    const people = await world.people();
    return context.json({ accounts: people.accounts.all().map((each) => shownOf(people, each)) }, 200);
  });

  const one = createRoute({
    method: "get",
    path: "/{name}",
    summary: "One account",
    security: READS,
    request: { params },
    responses: { 200: json("The account", Account), 404: NOBODY, ...FAULTS },
  });
  app.openapi(one, async (context) => {
    const { name } = context.req.valid("param");
    const people = await world.people();
    const account = people.accounts.get(name);
    return account === undefined
      ? refusal({ refused: "gone" }, name) as never
      : context.json(shownOf(people, account), 200);
  });

  const add = createRoute({
    method: "post",
    path: "/",
    summary: "Makes an account, with a password to be handed over",
    description: "Of any role but owner: owners are people, and made at the desk.",
    security: WRITES,
    request: { body: { ...json("Whose", Given.extend({ name: z.string().max(64) })), required: true } },
    responses: {
      201: json("He may sign in", HandedOver),
      409: { description: "The name is somebody's" },
      422: { description: "It is no name; or the office has no such extension or queue" },
      503: BUSY,
      ...FAULTS,
      403: OWNER,
    },
  });
  app.openapi(add, async (context) => {
    const { name, ...given } = context.req.valid("json");
    const people = await world.people();
    const outcome = await addAccount(people, { name, ...wishOf(given) }, BY);
    if ("refused" in outcome) return refusal(outcome, name) as never;
    const { account, temporary } = outcome;
    await noteDone(world, context, "account.added", accountFacts(account));
    const location = `/api/v1/accounts/${encodeURIComponent(account.name)}`;
    return context.json({ ...shownOf(people, account), password: temporary }, 201, { location, ...UNKEPT });
  });

  const change = createRoute({
    method: "put",
    path: "/{name}",
    summary: "Changes an account, whole",
    security: WRITES,
    request: { params, body: { ...json("What it is to be", Given), required: true } },
    responses: {
      200: json("The account as it is now", Account),
      404: NOBODY,
      422: { description: "The office has no such extension or queue" },
      ...FAULTS,
      403: OWNER,
    },
  });
  app.openapi(change, async (context) => {
    const { name } = context.req.valid("param");
    const people = await world.people();
    const outcome = await changeAccount(people, { name, ...wishOf(context.req.valid("json")) }, BY);
    if ("refused" in outcome) return refusal(outcome, name) as never;
    const { account, before } = outcome;
    await noteDone(world, context, "account.changed", accountFacts(account, before));
    return context.json(shownOf(people, account), 200);
  });

  const choices = createRoute({
    method: "patch",
    path: "/{name}",
    summary: "Chooses for somebody what each chooses for himself at the desk",
    description: "What is left out stays (RFC 7396). Of the figures he is shown those that his account lets him see.",
    security: WRITES,
    request: { params, body: { ...json("What is to be otherwise", Choices), required: true } },
    responses: { 200: json("The account as it is now", Account), 404: NOBODY, ...FAULTS, 403: OWNER },
  });
  app.openapi(choices, async (context) => {
    const { name } = context.req.valid("param");
    const { language, report_cards: cards } = context.req.valid("json");
    const people = await world.people();
    const wish = {
      ...language === undefined ? {} : { language },
      ...cards === undefined ? {} : { reportCards: cards && [...new Set(cards)] },
    };
    const outcome = await choose(people, { name, ...wish }, BY);
    if ("refused" in outcome) return refusal(outcome, name) as never;
    for (const [action, facts] of outcome.acts) await noteDone(world, context, action, { account: name, ...facts });
    return context.json(shownOf(people, outcome.account), 200);
  });

  const remove = createRoute({
    method: "delete",
    path: "/{name}",
    summary: "Removes an account; he is signed out at once, everywhere",
    security: WRITES,
    request: { params },
    responses: { 204: { description: "It is gone" }, 404: NOBODY, ...FAULTS, 403: OWNER },
  });
  app.openapi(remove, async (context) => await done(context, removeAccount, "account.removed") as never);

  const end = createRoute({
    method: "post",
    path: "/{name}/end-sessions",
    summary: "Signs somebody out, everywhere",
    security: WRITES,
    request: { params },
    responses: { 204: { description: "He has to sign in again" }, 404: NOBODY, ...FAULTS, 403: OWNER },
  });
  app.openapi(end, async (context) => await done(context, endSessions, "sessions.ended") as never);

  const reset = createRoute({
    method: "post",
    path: "/{name}/reset",
    summary: "Gives somebody a new password; his authenticator, passkeys and sessions go",
    security: WRITES,
    request: { params },
    responses: { 200: json("The account", HandedOver), 404: NOBODY, 503: BUSY, ...FAULTS, 403: OWNER },
  });
  app.openapi(reset, async (context) => {
    const { name } = context.req.valid("param");
    const people = await world.people();
    const outcome = await resetAccount(people, name, BY);
    if ("refused" in outcome) return refusal(outcome, name) as never;
    await noteDone(world, context, "account.reset", { account: outcome.account.name });
    return context.json({ ...shownOf(people, outcome.account), password: outcome.temporary }, 200, UNKEPT);
  });

  async function done(
    context: Context<Visitor>,
    act: typeof removeAccount | typeof endSessions,
    action: "account.removed" | "sessions.ended",
  ): Promise<Response> {
    const name = context.req.param("name")!;
    const outcome = await act(await world.people(), name, BY);
    if ("refused" in outcome) return refusal(outcome, name);
    await noteDone(world, context, action, { account: outcome.account.name });
    return new Response(null, { status: 204 });
  }
  return app;
}

/** What only one may see is in no cache. */
const UNKEPT = { "cache-control": "no-store" };

function wishOf({ full_name: fullName, role, extension, scope }: z.infer<typeof Given>) {
  return { fullName, role, ...typeof extension === "string" ? { extension } : {}, scope };
}

function shownOf(people: AccountParts, account: Kept): z.infer<typeof Account> {
  const { name, fullName, role, extension, scope = [], language, reportCards, totp, passkeys, createdAt } = account;
  const seen = seenAt(people, name);
  return {
    name,
    full_name: fullName,
    role,
    extension: extension ?? null,
    scope: [...scope],
    gone: goneFrom(people, account).map(({ value }) => value),
    second_factor: totp !== undefined || passkeys.length > 0,
    language: language ?? null,
    report_cards: reportCards === undefined ? null : [...reportCards],
    created_at: new Date(createdAt).toISOString(),
    seen_at: seen === 0 ? null : new Date(seen).toISOString(),
    sessions: people.sessions.ofAccount(name).length,
  };
}

function refusal(outcome: AccountRefused, name: string): Response {
  switch (outcome.refused) {
    case "gone":
      return problem(404, `Cannot find account "${name}": nobody has that name`);
    case "taken":
      return problem(409, `Cannot make account "${name}": somebody has that name`);
    case "owners-only":
      return problem(403, `Cannot change account "${name}": owners are kept at the desk`);
    case "last-owner":
      return problem(409, `Cannot change account "${name}": it is the last owner's`);
    case "no-such": {
      const { field, value } = outcome;
      const kinds = field === "extension" ? "extension" : "extension, queue or group";
      return problem(
        422,
        `Cannot keep account "${name}": "${field}" names "${value}", and there is no such ${kinds}`,
        {},
        {
          faults: [{ path: field, value }],
        },
      );
    }
    case "name":
      return problem(422, `Cannot make account "${name}": expected 2 to 64 letters, digits and . _ @ -`);
  }
}
