import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { ReportFormat, ReportPeriod, SavedReport } from "../../core/directory/mod.ts";
import { OWN_TENANT } from "../../features/missed/mod.ts";
import type { Lists, Period } from "../../features/reports/mod.ts";
import { API_PATH } from "./api_path.ts";
import { FAULTS, json, resource } from "./openapi.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";
import { Asked, periodIn, reportAsked, When } from "./report_question.ts";
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
  /** Its figures as JSON, with links to the lists of what they count. */
  json(wish: Wish, lists: Lists): Promise<Uint8Array<ArrayBuffer>>;
  octets(wish: Wish, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>>;
  /** Every call of a period as JSON Lines. */
  list(period: Period): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** The phone systems under `pbx` that the office has. */
export type HasTenant = (tenant: string) => boolean;

/** Of a tag: a hundred and sixty bits, in hexadecimal. */
const TAG = 40;
const OWN_LISTS: Lists = { calls: `${API_PATH}/calls`, missed: `${API_PATH}/missed` };

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
    description:
      "JSON has a link to the calls, or the misses, behind each figure and row; ask for a file by its media type.",
    security: [{ key: ["reports:read"] }],
    request: { params: z.object({ name: z.string().max(64) }), query: Asked.extend({ tenant: Tenant }) },
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
    const wish = {
      report: reportAsked(report, context.req.valid("query")),
      ...of,
      ...period === undefined ? {} : { period },
    };
    const format = formatIn(context.req.header("accept") ?? "*/*", reports.types);
    if (format === undefined) {
      const known = Object.values(reports.types).join(", ");
      return problem(406, `Cannot make report "${name}" as asked: it comes as application/json, ${known}`) as never;
    }
    return await orUnreadable(async () =>
      format === "json"
        ? await asJson(await reports.json(wish, listsOf(tenant)))
        : new Response(await reports.octets(wish, format), {
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
  const app = resource();
  const route = createRoute({
    ...{ method: "get", path: "/", summary: "How calls sounded, from each trunk and extension in each hour" },
    security: [{ key: ["reports:read"] }],
    request: { query: Asked },
    responses: {
      200: json("Series and alerts", z.looseObject({ sections: z.array(z.looseObject({ key: z.string() })) })),
      ...FAULTS,
    },
  });
  app.openapi(route, async (context) => {
    const asked = context.req.valid("query");
    const period = periodIn(asked);
    if (period instanceof Response) return period as never;
    const wish = { report: reportAsked(QUALITY, asked), ...period === undefined ? {} : { period } };
    return await asJson(await reports.json(wish, OWN_LISTS)) as never;
  });
  return app;
}

/** `GET /exports/calls`: every call of a period as JSON Lines, oldest first, as it is read. */
export function exportRoutes(reports: ReportSource): OpenAPIHono<Visitor> {
  const app = resource();
  const route = createRoute({
    ...{ method: "get", path: "/calls", summary: "Every call of a period, oldest first, a line of JSON each" },
    security: [{ key: ["calls:read"] }],
    request: { query: When },
    responses: {
      200: { description: "The lines", content: { "application/jsonl": { schema: z.string() } } },
      ...FAULTS,
    },
  });
  app.openapi(route, async (context) => {
    const period = periodIn(context.req.valid("query"));
    if (period instanceof Response) return period as never;
    if (period === undefined || typeof period === "string") {
      return problem(400, 'Cannot read "since": expected a period, "since" and "until"') as never;
    }
    return new Response(await reports.list(period), { headers: { "content-type": "application/jsonl" } }) as never;
  });
  return app;
}

function listsOf(tenant: string): Lists {
  if (tenant === OWN_TENANT) return OWN_LISTS;
  const name = encodeURIComponent(tenant);
  return { calls: `${API_PATH}/tenants/${name}/calls`, missed: `${API_PATH}/missed?tenant=${name}` };
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

/** The same figures have the same tag, whenever they were counted. */
async function asJson(octets: Uint8Array<ArrayBuffer>): Promise<Response> {
  const text = new TextDecoder().decode(octets).replace(/"made_at":"[^"]*",/, "");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return new Response(octets, {
    headers: { "content-type": "application/json", vary: "Accept", etag: `W/"${digest.toHex().slice(0, TAG)}"` },
  });
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

function savedOf(
  { name, title, parts, period, of, interval, timeZone, format, cron }: SavedReport,
): z.infer<typeof Saved> {
  return {
    ...{ name, title: title ?? name, parts, period, of: of ?? {}, interval: interval ?? null },
    ...{ time_zone: timeZone ?? null, format, cron: cron ?? null },
  };
}
