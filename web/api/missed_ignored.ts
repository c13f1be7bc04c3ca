import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Ignored, type Ignoring, OWN_TENANT } from "../../features/missed/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import { ofOther } from "../audit/mod.ts";
import { isOneCaller, keyOfCaller } from "../missed/mod.ts";
import { cutPage, WHICH_PAGE } from "./cut_page.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import { noTenant } from "./foreign.ts";
import type { Visitor } from "./gate.ts";
import { timeOf } from "./missed_view.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

/** Callers whom nobody misses, because somebody has said so. */
export interface IgnoredWorld {
  has(tenant: string): boolean;
  ignored(tenant?: string): Promise<readonly Ignored[]>;
  /** False: it is so already. */
  ignore(told: Ignoring, tenant?: string): Promise<boolean>;
}

const Caller = z.object({ caller: z.string(), by: z.string(), note: z.string(), since: z.string() })
  .openapi("IgnoredCaller");
const Note = z.object({ note: z.string().max(1_000).default(""), by: z.string().max(128).optional() });
const WRITE = [{ key: ["missed:write"] }];
const params = z.object({ caller: z.string().max(64) });
const WHOSE = {
  tenant: z.string().max(64).default(OWN_TENANT).openapi({
    description: "Whose callers: this box's own, or those of a phone system under `pbx` of office.yml",
  }),
};
const query = z.object(WHOSE);

export interface IgnoredRoutesWorld extends AuditWorld {
  readonly directory: () => Pick<Directory, "pbx" | "office">;
}

/** `GET /missed/ignored`, and `PUT` and `DELETE /missed/ignored/{caller}`: callers who only test the line. */
export function ignoredRoutes(world: IgnoredWorld, box: IgnoredRoutesWorld): OpenAPIHono<Visitor> {
  const app = resource();
  app.use(async (context, next) => {
    const tenant = context.req.query("tenant") ?? OWN_TENANT;
    return world.has(tenant) ? await next() : noTenant(tenant);
  });
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "Callers whom nobody misses, and who has said so: those of whom that was said first come first",
    security: [{ key: ["missed:read"] }],
    request: { query: WHICH_PAGE.extend(WHOSE) },
    responses: { 200: json("A page of them", z.object({ callers: z.array(Caller), next: Maybe })), ...FAULTS },
  });
  app.openapi(list, async (context) => {
    const { tenant, ...which } = context.req.valid("query");
    const page = cutPage(await world.ignored(tenant), which, ({ at, caller }) => [at, caller]);
    if (page instanceof Response) return page as never;
    const callers = page.rows.map(({ caller, user, note, at }) => ({ caller, by: user, note, since: timeOf(at) }));
    return context.json({ callers, next: page.next }, 200);
  });
  const put = createRoute({
    method: "put",
    path: "/{caller}",
    summary: "Has nobody miss a caller any more: what is open of his is taken back",
    security: WRITE,
    request: { params, query, body: { content: { "application/json": { schema: Note } }, required: false } },
    responses: {
      204: { description: "It is so" },
      422: { description: "It is no number that a caller could be told by" },
      ...FAULTS,
    },
  });
  app.openapi(put, async (context) => {
    const { note = "", by = context.get("key").name } = (context.req.valid("json") ?? {}) as Partial<
      z.infer<typeof Note>
    >;
    const { caller: written } = context.req.valid("param");
    const { tenant } = context.req.valid("query");
    const caller = keyOfCaller(written, { tenant, directory: box.directory() });
    if (!isOneCaller(caller)) {
      return problem(422, `Cannot ignore "${written}": it is no number that a caller could be told by`) as never;
    }
    const isChanged = await world.ignore({ caller, isIgnored: true, user: by, note }, tenant);
    const facts = { caller, by, ...note === "" ? {} : { note }, ...ofOther(tenant) };
    if (isChanged) await noteDone(box, context, "missed.ignored", facts);
    return context.body(null, 204);
  });
  const remove = createRoute({
    method: "delete",
    path: "/{caller}",
    summary: "Has a caller be missed as others are",
    security: WRITE,
    request: { params, query },
    responses: { 204: { description: "It is so" }, ...FAULTS },
  });
  app.openapi(remove, async (context) => {
    const { caller: written } = context.req.valid("param");
    const { tenant } = context.req.valid("query");
    // Some were kept as they had been typed, and are told by that alone.
    const isListed = (await world.ignored(tenant)).some(({ caller }) => caller === written);
    const caller = isListed ? written : keyOfCaller(written, { tenant, directory: box.directory() });
    const told = { caller, isIgnored: false, user: context.get("key").name, note: "" };
    if (await world.ignore(told, tenant)) {
      await noteDone(box, context, "missed.counted", { caller, ...ofOther(tenant) });
    }
    return context.body(null, 204);
  });
  return app;
}
