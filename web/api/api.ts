/**
 * The REST interface under `/api/v1`. Loaded with the first request for it: an office that has no use for it does without.
 *
 * @module
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { etag } from "hono/etag";
import type { Chance, Clock } from "../../core/base/mod.ts";
import type { AsteriskDesk } from "../../features/asterisk/mod.ts";
import { HTTPException } from "hono/http-exception";
import type { ApiKey, ApiScope, AuditLog, RecordReader } from "../../core/store/mod.ts";
import type { BoxDoor, LoggedLine, OfficeDoor, TenantsDoor } from "../page/mod.ts";
import { type Accesses, Refusals } from "../audit/mod.ts";
import { limited, RateLimit } from "../limit/mod.ts";
import { Listenings } from "../sound/mod.ts";
import { accountRoutes, type AccountWorld } from "./accounts.ts";
import { agentRoutes } from "./agents.ts";
import { alertRoutes, type AlertWorld } from "./alerts.ts";
import { API_PATH } from "./api_path.ts";
import type { AskDesk } from "./ask_desk.ts";
import { asteriskRoutes } from "./asterisk.ts";
import { auditRoutes } from "./audit.ts";
import { callControlRoutes, type CallControlWorld } from "./call_control.ts";
import { callerRoutes, type CallerWorld } from "./callers.ts";
import { callRoutes } from "./calls.ts";
import { certificateRoutes } from "./certificates.ts";
import { contactChangeRoutes } from "./contact_changes.ts";
import { contactExportRoutes } from "./contact_export.ts";
import { contactImportRoutes } from "./contact_import.ts";
import { contactRoutes, type ContactWorld, type NamesWorld } from "./contacts.ts";
import { describeApi, registerTheRest } from "./describe.ts";
import { dialRoutes } from "./dial.ts";
import { doorRoutes, type DoorWorld } from "./doors.ts";
import { eventRoutes, type EventWorld } from "./events.ts";
import { extensionCallRoutes } from "./extension_calls.ts";
import { flowRoutes } from "./flow.ts";
import { forEverybody, mayDo, type Visitor } from "./gate.ts";
import { greetingRoutes } from "./greetings.ts";
import { againstGuessing, type GuardWorld } from "./guard.ts";
import { healthOfBoxRoutes, type HealthOfBoxWorld } from "./health_of_box.ts";
import { helpRoutes } from "./help.ts";
import { hoursRoutes } from "./hours.ts";
import { keyRoutes, type KeyWorld } from "./keys.ts";
import { lineRoutes } from "./lines.ts";
import { liveRoutes, type LiveWorld } from "./live.ts";
import { logRoutes } from "./log.ts";
import { mailRoutes, type MailWorld } from "./mail.ts";
import { mailServerRoutes } from "./mail_server.ts";
import { deadMailRoutes } from "./dead_mails.ts";
import { missedRoutes, type MissedWorld } from "./missed.ts";
import { missedEventRoutes, type MissedEventWorld } from "./missed_events.ts";
import { ignoredRoutes, type IgnoredWorld } from "./missed_ignored.ts";
import { missedTrendRoutes, type TrendWorld } from "./missed_trends.ts";
import { networkRoutes } from "./network.ts";
import { noteRead } from "./note_read.ts";
import { noteRefused } from "./note_refused.ts";
import { officeRoutes, type OfficeWorld } from "./office.ts";
import { officeRefusedRoutes } from "./office_refused.ts";
import { officeRevisionRoutes } from "./office_revision.ts";
import { officeItemRoutes } from "./office_items.ts";
import { pageRoutes } from "./pages.ts";
import { phoneRoutes } from "./phones.ts";
import { presenceRoutes } from "./presence.ts";
import { problem } from "./problem.ts";
import { queueRoutes } from "./queues.ts";
import { recordingRoutes, type RecordingRoutesWorld } from "./recordings.ts";
import { exportRoutes, qualityRoutes, reportRoutes, type ReportSource } from "./reports.ts";
import { type OwnSoundsWorld, soundRoutes } from "./sounds.ts";
import { tenantCallRoutes } from "./tenant_calls.ts";
import { NO_PAGE } from "./security.ts";
import { secretOf, tokenRoutes } from "./token.ts";
import { Tokens } from "./tokens.ts";
import { traceRoutes, type TraceWorld } from "./traces.ts";
import { voicemailRoutes, type VoicemailWorld } from "./voicemail.ts";
import { webhookRoutes, type WebhookRoutesWorld } from "./webhooks.ts";

export interface ApiWorld
  extends
    EventWorld,
    GuardWorld,
    WebhookRoutesWorld,
    CallControlWorld,
    OfficeWorld,
    LiveWorld,
    ContactWorld,
    OwnSoundsWorld,
    AccountWorld,
    AlertWorld,
    CallerWorld,
    HealthOfBoxWorld,
    MailWorld,
    DoorWorld,
    RecordingRoutesWorld,
    TraceWorld,
    VoicemailWorld {
  readonly clock: Clock;
  readonly box: BoxDoor;
  readonly office: OfficeDoor;
  readonly reader: RecordReader;
  readonly audit: AuditLog;
  /** Where it is counted what programs read. */
  readonly accesses: Pick<Accesses, "note">;
  /** The last lines of the log, oldest first. */
  readonly logged: () => readonly LoggedLine[];
  readonly record: EventWorld["record"];
  readonly version: string;
  readonly asterisk: Pick<AsteriskDesk, "lines">;
  readonly reports: ReportSource;
  readonly tenants: TenantsDoor;
  readonly keyOf: (key: string) => ApiKey | undefined;
  /** All that there are. */
  readonly keys: KeyWorld["keys"];
  readonly chance: Chance;
  /** Whose pages may ask from a browser: `https://crm.example`. */
  readonly origins: readonly string[];
  readonly missed: MissedWorld & MissedEventWorld & IgnoredWorld;
  readonly names: TrendWorld["names"];
  readonly numbersCalled: NamesWorld["numbersCalled"];
  readonly ask: AskDesk;
  /** Requests that one address may send within a minute. */
  readonly perMinute: number | false;
}

/** Every resource, each behind the scope that opens it; faults are `application/problem+json`. */
export function apiRoutes(given: ApiWorld): OpenAPIHono<Visitor> {
  const { clock, chance, origins } = given;
  const keyNow = (hash: string) => given.keys.all().some((key) => key.hash === hash);
  const tokens = new Tokens({ clock, chance, keyNow });
  const world: ApiWorld = { ...given, keyOf: (key) => tokens.of(key) ?? given.keyOf(key) };
  const app = new OpenAPIHono<Visitor>().basePath(API_PATH);
  app.use(NO_PAGE);
  if (origins.length > 0) app.use(forOrigins(origins));
  const limit = new RateLimit("api", given.perMinute, given);
  app.use(limited(limit, (seconds) => problem(429, `Cannot answer: too many requests, wait ${seconds} s`)));
  const refusals = new Refusals(world);
  const may = (scope: ApiScope) => mayDo(scope, world.keyOf);
  const listenings = new Listenings();
  app.use(noteRefused(refusals));
  app.use(noteRead(world.accesses));
  app.use(againstGuessing(world, { refusals }));
  app.use("/token", againstGuessing(given, { refusals, onlyClosed: true }, secretOf));
  app.route("/token", tokenRoutes(given, { tokens, refusals }));
  app.on("GET", "/calls/*", may("calls:read"), tagged());
  app.on("POST", "/calls", may("calls:dial"));
  for (const path of ["/calls/:call/:act", "/calls/:call/legs/:leg/hang-up"]) app.on("POST", path, may("calls:steer"));
  app.use("/accounts/*", forReadsAndWrites(may, "accounts"), forEverybody);
  app.use("/audit/*", may("audit:read"), forEverybody);
  app.use("/callers/*", may("callers:read"));
  app.use("/certificates/*", forReadsAndWrites(may, "certificates"), forEverybody);
  app.use("/dial", may("calls:dial"));
  app.use("/doors/*", may("live:read"), forEverybody);
  app.use("/extensions/:extension/calls", may("calls:read"));
  app.use("/extensions/:extension/line", forReadsAndWrites(may, "lines"));
  for (const path of ["/alerts", "/health", "/phones", "/log", "/network"]) {
    app.use(path, may("health:read"), forEverybody);
  }
  app.use("/flow", may("office:read"), forEverybody, tagged());
  app.use("/help/*", may("help:write"), forEverybody);
  app.use("/hours/*", forReadsAndWrites(may, "hours"), forEverybody);
  app.use("/keys/*", forReadsAndWrites(may, "keys"));
  app.use("/live/*", may("live:read"), forEverybody);
  app.use("/mail/*", forReadsAndWrites(may, "mail"), forEverybody);
  app.use("/pages/*", may("pages:write"));
  app.on("GET", "/presence/*", may("presence:read"));
  app.on("PUT", "/presence/*", may("presence:write"));
  app.on("GET", "/contacts/*", may("contacts:read"), tagged());
  app.on(["POST", "PUT", "DELETE"], "/contacts/*", may("contacts:write"));
  app.on("GET", "/office/*", may("office:read"), forEverybody);
  app.on(["PUT", "POST", "DELETE"], "/office/*", may("office:write"), forEverybody);
  app.on("GET", "/sounds/*", may("office:read"), forEverybody);
  app.on(["PUT", "DELETE"], "/sounds/*", may("office:write"), forEverybody);
  app.use("/asterisk/*", may("record:read"), forEverybody);
  app.use("/exports/*", may("calls:read"), forEverybody);
  app.use("/recordings/*", forReadsAndWrites(may, "recordings"));
  app.use("/reports/*", may("reports:read"), forEverybody, tagged());
  app.use("/traces/*", may("traces:read"), forEverybody);
  app.use("/voicemail/*", forReadsAndWrites(may, "voicemail"));
  app.use("/tenants/*", may("calls:read"), forEverybody, tagged());
  app.use("/quality", may("reports:read"), forEverybody, tagged());
  app.use("/events", may("record:read"), forEverybody);
  app.route("/asterisk", asteriskRoutes(world.asterisk));
  app.on("GET", "/webhooks/*", may("webhooks:read"), forEverybody, tagged());
  app.on(["POST", "PUT", "DELETE"], "/webhooks/*", may("webhooks:write"), forEverybody);
  app.on("GET", "/missed/*", may("missed:read"), forEverybody);
  app.on(["POST", "PUT", "DELETE"], "/missed/*", may("missed:write"), forEverybody);
  app.route("/missed/events", missedEventRoutes(world.missed));
  app.use("/missed/*", tagged());
  app.route("/missed/trends", missedTrendRoutes(world));
  app.route("/missed/ignored", ignoredRoutes(world.missed, world));
  app.route("/missed", missedRoutes(world.missed, world));
  app.route("/exports", exportRoutes(world.reports));
  app.route("/reports", reportRoutes(world.reports, (tenant) => world.tenants.has(tenant)));
  app.route("/tenants", tenantCallRoutes(world.tenants));
  app.route("/quality", qualityRoutes(world.reports));
  for (const path of ["/queues/*", "/agents/*"]) {
    app.on("GET", path, may("queues:read"), forEverybody, tagged());
    app.on(["POST", "DELETE"], path, may("queues:write"));
  }
  // Of lists and documents; sounds are long.
  const listed = [
    "/accounts/*",
    "/alerts",
    "/audit",
    "/certificates",
    "/doors",
    "/extensions/*",
    "/keys",
    "/phones",
    "/recordings",
    "/recordings/:id",
  ];
  const ofBoxes = ["/voicemail", "/voicemail/:box", "/voicemail/:box/messages", "/voicemail/:box/greetings"];
  app.on("GET", [...listed, ...ofBoxes], tagged());
  app.route("/accounts", accountRoutes(world));
  app.route("/alerts", alertRoutes(world));
  app.route("/audit", auditRoutes(world));
  app.route("/callers", callerRoutes(world));
  app.route("/certificates", certificateRoutes(world));
  app.route("/doors", doorRoutes(world));
  app.route("/extensions", extensionCallRoutes(world));
  app.route("/extensions", lineRoutes(world));
  app.route("/flow", flowRoutes(world));
  app.route("/health", healthOfBoxRoutes(world));
  app.route("/help", helpRoutes(world));
  app.route("/hours", hoursRoutes(world));
  app.route("/keys", keyRoutes(world));
  app.route("/log", logRoutes(world.logged));
  app.route("/mail", mailRoutes(world));
  app.route("/mail", mailServerRoutes(world));
  app.route("/mail", deadMailRoutes(world));
  app.route("/network", networkRoutes(world));
  app.route("/phones", phoneRoutes(world));
  app.route("/recordings", recordingRoutes({ ...world, listenings }));
  app.route("/traces", traceRoutes(world));
  app.route("/voicemail", voicemailRoutes({ ...world, listenings }));
  app.route("/voicemail", greetingRoutes(world));
  app.route("/calls", callRoutes(world));
  app.route("/calls", callControlRoutes(world));
  app.route("/dial", dialRoutes(world));
  app.route("/live", liveRoutes(world));
  app.route("/pages", pageRoutes(world));
  app.route("/presence", presenceRoutes(world));
  app.route("/contacts/changes", contactChangeRoutes(world));
  app.route("/contacts/import", contactImportRoutes(world));
  app.route("/contacts", contactExportRoutes(world));
  app.route("/contacts", contactRoutes(world));
  app.route("/office", officeRoutes(world));
  app.route("/office", officeRefusedRoutes(world));
  app.route("/office", officeRevisionRoutes(world));
  app.route("/office", officeItemRoutes(world));
  app.route("/sounds", soundRoutes(world));
  app.route("/queues", queueRoutes(world));
  app.route("/agents", agentRoutes(world));
  app.route("/events", eventRoutes(world));
  app.route("/webhooks", webhookRoutes(world));
  registerTheRest(app);
  let description: string | undefined;
  app.get("/openapi.json", (context) => {
    description ??= JSON.stringify(describeApi(app, world.version));
    return context.body(description, 200, { "content-type": "application/json" });
  });
  app.onError((error) => {
    // What the library refuses by itself: a body that is no JSON, a type that is none of ours.
    if (error instanceof HTTPException) return problem(error.status, error.message);
    throw error;
  });
  app.notFound(({ req }) => problem(404, `Cannot find "${req.path}"`));
  return app;
}

/** Whoever has a list or document already is told so. A table is sent as it is read, and held whole nowhere. */
function tagged(): MiddlewareHandler<Visitor> {
  const tag = etag();
  return (context, next) => context.req.path.endsWith(".csv") ? next() : tag(context, next);
}

/** To look and to change want a scope each. */
function forReadsAndWrites(
  may: (scope: ApiScope) => MiddlewareHandler<Visitor>,
  resource: "accounts" | "certificates" | "hours" | "keys" | "lines" | "mail" | "recordings" | "voicemail",
): MiddlewareHandler<Visitor> {
  const [reads, writes] = [may(`${resource}:read`), may(`${resource}:write`)];
  return (context, next) => {
    const { method } = context.req;
    return method === "GET" || method === "HEAD" ? reads(context, next) : writes(context, next);
  };
}

/** Pages of these origins, and of no others, may ask from a browser; with a key that they bring, never with a cookie. */
function forOrigins(origins: readonly string[]): ReturnType<typeof cors> {
  return cors({
    origin: [...origins],
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: ["authorization", "content-type", "if-match", "if-none-match", "last-event-id"],
    exposeHeaders: ["etag", "retry-after", "www-authenticate"],
    maxAge: 600,
  });
}
