import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { REPORT_PERIODS, type ReportFormat, type ReportPeriod, type SavedReport } from "../../core/directory/mod.ts";
import { OWN_TENANT } from "../../features/missed/mod.ts";
import type { Period } from "../../features/reports/mod.ts";
import { API_PATH } from "./api_path.ts";
import { FAULTS, json, Moment, resource } from "./openapi.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";
import { noTenant, orUnreadable, UNREADABLE } from "./foreign.ts";

interface Wish {
  readonly report: SavedReport;
  readonly period?: ReportPeriod | Period;
  /** Another phone system's, whose calls are counted; the box's own when left out. */
  readonly tenant?: string;
}

/** Who makes reports: see `features/reports`. */
export interface ReportSource {
  readonly saved: readonly SavedReport[];
  /** Media types, by what files are called behind their dot. */
  readonly types: Readonly<Record<ReportFormat, string>>;
  /** Its figures as JSON, with links to the list of calls. */
  json(wish: Wish, callsAt: string): Promise<Uint8Array<ArrayBuffer>>;
  octets(wish: Wish, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>>;
  /** Every call of a period as JSON Lines. */
  list(period: Period): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** The phone systems under `pbx` that the office has. */
export type HasTenant = (tenant: string) => boolean;

const CALLS_AT = `${API_PATH}/calls`;

const Of = z.object({
  period: z.enum(REPORT_PERIODS).optional().openapi({ description: "In place of the report's own" }),
  since: Moment.optional().openapi({ description: "With `until`, in place of a period" }),
  until: Moment.optional(),
});
const Tenant = z.string().max(64).default(OWN_TENANT).openapi({
  description: "Whose calls: this box's own, or those of a phone system under `pbx` of office.yml",
});
const Saved = z.looseObject({ name: z.string(), period: z.string(), format: z.string() }).openapi("SavedReport");
const Made = z.looseObject({ title: z.string(), sections: z.array(z.looseObject({ key: z.string() })) }).openapi(
  "Report",
);
const NOT_FOUND = { 404: { description: "The office keeps no report of that name" } };

/** `GET /reports`, and `GET /reports/{name}`: its figures as JSON, or a file, as `Accept` says. */
export function reportRoutes(reports: ReportSource, hasTenant: HasTenant): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The reports that the office keeps",
    security: [{ key: ["reports:read"] }],
    responses: { 200: json("All of them", z.object({ reports: z.array(Saved) })), ...FAULTS },
  });
  app.openapi(list, (context) => context.json({ reports: reports.saved.map(savedOf) }, 200));
  const one = createRoute({
    method: "get",
    path: "/{name}",
    summary: "A report, made now",
    description: "JSON has a link to the calls behind each row; ask for a file by its media type.",
    security: [{ key: ["reports:read"] }],
    request: { params: z.object({ name: z.string().max(64) }), query: Of.extend({ tenant: Tenant }) },
    responses: { 200: json("Its figures", Made), ...NOT_FOUND, ...UNREADABLE, ...FAULTS },
  });
  app.openapi(one, async (context) => {
    const { name } = context.req.valid("param");
    const report = reports.saved.find((saved) => saved.name === name);
    if (report === undefined) return problem(404, `Cannot find report "${name}": the office keeps none`) as never;
    const { tenant } = context.req.valid("query");
    if (tenant !== OWN_TENANT && !hasTenant(tenant)) return noTenant(tenant) as never;
    const period = periodIn(context.req.valid("query"));
    if (period instanceof Response) return period as never;
    const of = tenant === OWN_TENANT ? {} : { tenant };
    const wish = { report, ...of, ...period === undefined ? {} : { period } };
    const format = formatIn(context.req.header("accept") ?? "*/*", reports.types);
    if (format === undefined) {
      const known = Object.values(reports.types).join(", ");
      return problem(406, `Cannot make report "${name}" as asked: it comes as application/json, ${known}`) as never;
    }
    const callsAt = tenant === OWN_TENANT ? CALLS_AT : `${API_PATH}/tenants/${encodeURIComponent(tenant)}/calls`;
    return await orUnreadable(async () =>
      format === "json" ? asJson(await reports.json(wish, callsAt)) : new Response(await reports.octets(wish, format), {
        headers: {
          "content-type": reports.types[format],
          "content-disposition": `attachment; filename="${name}.${format}"`,
          vary: "Accept",
        },
      })
    ) as never;
  });
  return app;
}

/** `GET /quality`: how calls sounded, from each trunk and extension, and what went beyond the limits. */
export function qualityRoutes(reports: ReportSource): OpenAPIHono<Visitor> {
  return periodRoute({
    summary: "How calls sounded, from each trunk and extension in each hour",
    scope: "reports:read",
    answer: async (period) =>
      asJson(await reports.json({ report: QUALITY, ...period === undefined ? {} : { period } }, CALLS_AT)),
    responses: {
      200: json("Series and alerts", z.looseObject({ sections: z.array(z.looseObject({ key: z.string() })) })),
    },
  });
}

/** `GET /exports/calls`: every call of a period as JSON Lines, oldest first, as it is read. */
export function exportRoutes(reports: ReportSource): OpenAPIHono<Visitor> {
  const app = new OpenAPIHono<Visitor>();
  return app.route(
    "/calls",
    periodRoute({
      summary: "Every call of a period, oldest first, a line of JSON each",
      scope: "calls:read",
      answer: async (period) => {
        if (period === undefined || typeof period === "string") {
          return problem(400, 'Cannot read "since": expected a period, "since" and "until"');
        }
        return new Response(await reports.list(period), { headers: { "content-type": "application/jsonl" } });
      },
      responses: { 200: { description: "The lines", content: { "application/jsonl": { schema: z.string() } } } },
    }),
  );
}

interface PeriodRoute {
  readonly summary: string;
  readonly scope: string;
  readonly answer: (period: ReportPeriod | Period | undefined) => Promise<Response>;
  readonly responses: Parameters<typeof createRoute>[0]["responses"];
}

function periodRoute({ summary, scope, answer, responses }: PeriodRoute): OpenAPIHono<Visitor> {
  const app = resource();
  const route = createRoute({
    ...{ method: "get", path: "/", summary },
    security: [{ key: [scope] }],
    request: { query: Of },
    responses: { ...responses, ...FAULTS },
  });
  app.openapi(route, async (context) => {
    const period = periodIn(context.req.valid("query"));
    return (period instanceof Response ? period : await answer(period)) as never;
  });
  return app;
}

/** A report that no office file has to name. */
const QUALITY: SavedReport = {
  name: "quality",
  parts: ["quality"],
  period: "today",
  format: "jsonl",
  csv: { delimiter: "comma", encoding: "utf-8", bom: false, decimal: "point" },
  to: [],
};

function asJson(octets: Uint8Array<ArrayBuffer>): Response {
  return new Response(octets, { headers: { "content-type": "application/json", vary: "Accept" } });
}

/** Undefined: the report's own. */
function periodIn({ period, since, until }: z.infer<typeof Of>): ReportPeriod | Period | Response | undefined {
  if (since === undefined && until === undefined) return period;
  if (since === undefined || until === undefined) {
    return problem(400, 'Cannot read a period of one end: expected both "since" and "until"');
  }
  const [from, to] = [Date.parse(since), Date.parse(until)];
  return from < to ? { from, to } : problem(400, `Cannot read "until": "${until}" is not after "${since}"`);
}

/** What is wanted most of what there is (RFC 9110 §12.5.1); undefined: nothing of it. */
function formatIn(accept: string, types: ReportSource["types"]): ReportFormat | "json" | undefined {
  const wishes = accept.split(",").map((part) => {
    const [type = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality) };
  }).filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality);
  for (const { type } of wishes) {
    if (type === "*/*" || type === "application/*" || type === "application/json") return "json";
    const found = (Object.entries(types) as [ReportFormat, string][]).find(([, known]) => known === type);
    if (found !== undefined) return found[0];
  }
  return undefined;
}

function savedOf({ name, title, parts, period, timeZone, format, cron }: SavedReport): z.infer<typeof Saved> {
  return { name, title: title ?? name, parts, period, time_zone: timeZone ?? null, format, cron: cron ?? null };
}
