import assert from "node:assert/strict";
import { API_SCOPES, type ApiScope, ROLES } from "../../core/store/mod.ts";
import { apiRoutes } from "../../web/api/api.ts";
import { quietApi } from "../../web/api/stage.ts";
import { idOf } from "../../web/recordings/mod.ts";
import { type Asked, box } from "./interface_box.ts";

/**
 * For whom a route is: "all" that there is in the office, so that a key for some extensions has no part in it; or what
 * "each" extension has for itself.
 */
type Whose = "all" | "each";
/** A route that is open to anybody, with no key at all. */
const OPEN = "open";
type Row = typeof OPEN | readonly [scope: ApiScope, whose: Whose, ask?: Asked];
const BY: Asked = { body: (by) => ({ by }) };
const BY_TO: Asked = { body: (by) => ({ by, to: "103" }) };
const AGENT = (act: string): Asked => ({ path: (agent) => `/agents/${agent}/${act}`, body: () => ({}) });
const ION = { name: "Ion", numbers: ["0722 000 111"] };
/** A mailbox of his, or a message in it. */
const BOX = (below: string, body?: unknown): Asked => ({
  path: (extension) => `/voicemail/${extension}${below}`,
  ...body === undefined ? {} : { body: () => body },
});
const LINE = (extension: string) => `/extensions/${extension}/line`;
const BOB = { full_name: "Bob", role: "employee" };
const DIAL: Asked = { path: (from) => `/dial?from=${from}&to=103` };
const SEEN: Asked = { body: (extension) => ({ ...ION, seen_by: [extension] }) };

/** Every route of the interface. One that has no row fails the test. */
const ROWS: Readonly<Record<string, Row>> = {
  "GET /openapi.json": OPEN,
  "POST /token": OPEN,
  "GET /accounts": ["accounts:read", "all"],
  "POST /accounts": ["accounts:write", "all", { body: () => ({ name: "bob", ...BOB }) }],
  "GET /accounts/:name": ["accounts:read", "all"],
  "PUT /accounts/:name": ["accounts:write", "all", { body: () => BOB }],
  "PATCH /accounts/:name": ["accounts:write", "all", { body: () => ({ language: "ro" }) }],
  "DELETE /accounts/:name": ["accounts:write", "all"],
  "POST /accounts/:name/end-sessions": ["accounts:write", "all"],
  "POST /accounts/:name/reset": ["accounts:write", "all"],
  "GET /agents": ["queues:read", "all"],
  "GET /agents/:agent": ["queues:read", "all"],
  "POST /agents/:agent/log-in": ["queues:write", "each", AGENT("log-in")],
  "POST /agents/:agent/log-out": ["queues:write", "each", AGENT("log-out")],
  "POST /agents/:agent/pause": ["queues:write", "each", AGENT("pause")],
  "POST /agents/:agent/outbound-off": ["queues:write", "each", AGENT("outbound-off")],
  "POST /agents/:agent/outbound-on": ["queues:write", "each", AGENT("outbound-on")],
  "POST /agents/:agent/unpause": ["queues:write", "each", AGENT("unpause")],
  "GET /alerts": ["health:read", "all"],
  "GET /asterisk/:file": ["record:read", "all"],
  "GET /audit": ["audit:read", "all"],
  "GET /audit/export.csv": ["audit:read", "all"],
  // Only whoever is on the line with somebody is told of him.
  "GET /callers/:number": ["callers:read", "each", { path: (by) => `/callers/103?extension=${by}` }],
  "GET /calls": ["calls:read", "each", { path: (extension) => `/calls?extension=${extension}` }],
  "POST /calls": ["calls:dial", "each", { body: (from) => ({ from, to: "103" }) }],
  "GET /calls/:call": ["calls:read", "each", { path: (extension) => `/calls/of${extension}` }],
  "GET /calls/export.csv": ["calls:read", "each", { path: (of) => `/calls/export.csv?extension=${of}` }],
  "GET /calls/:call/events": ["calls:read", "each", { path: (extension) => `/calls/of${extension}/events` }],
  "POST /calls/:call/announce": ["calls:steer", "each", BY_TO],
  "POST /calls/:call/answer": ["calls:steer", "each", BY],
  "POST /calls/:call/connect": ["calls:steer", "each", BY],
  "POST /calls/:call/deflect": ["calls:steer", "each", BY_TO],
  "POST /calls/:call/end-recording": ["calls:steer", "each", BY],
  "POST /calls/:call/hang-up": ["calls:steer", "each", { path: (extension) => `/calls/of${extension}/hang-up` }],
  "POST /calls/:call/hold": ["calls:steer", "each", BY],
  "POST /calls/:call/legs/:leg/hang-up": ["calls:steer", "each", { path: (by) => `/calls/of${by}/legs/a/hang-up` }],
  "POST /calls/:call/merge": ["calls:steer", "each", BY],
  "POST /calls/:call/mute": ["calls:steer", "each", BY],
  "POST /calls/:call/park": ["calls:steer", "each", BY],
  "POST /calls/:call/pause-recording": ["calls:steer", "each", BY],
  "POST /calls/:call/record": ["calls:steer", "each", BY],
  "POST /calls/:call/resume": ["calls:steer", "each", BY],
  "POST /calls/:call/resume-recording": ["calls:steer", "each", BY],
  "POST /calls/:call/take-back": ["calls:steer", "each", BY],
  "POST /calls/:call/transfer": ["calls:steer", "each", BY_TO],
  "POST /calls/:call/unmute": ["calls:steer", "each", BY],
  "GET /certificates": ["certificates:read", "all"],
  "POST /certificates/acme/ask": ["certificates:write", "all"],
  "GET /certificates/authority": ["certificates:read", "all"],
  "POST /certificates/authority": ["certificates:write", "all"],
  "PUT /certificates/brought": ["certificates:write", "all"],
  "DELETE /certificates/brought": ["certificates:write", "all"],
  // Each sees and keeps what is for it: who asks says nothing of that.
  "GET /contacts": ["contacts:read", "each", {}],
  "POST /contacts": ["contacts:write", "each", SEEN],
  "GET /contacts/:id": ["contacts:read", "each", {}],
  "PUT /contacts/:id": ["contacts:write", "each", SEEN],
  "DELETE /contacts/:id": ["contacts:write", "each", {}],
  "GET /contacts/changes": ["contacts:read", "each", {}],
  "POST /contacts/changes/:change/undo": ["contacts:write", "each", {}],
  "GET /contacts/export.csv": ["contacts:read", "each", {}],
  "GET /contacts/export.vcf": ["contacts:read", "each", {}],
  "POST /contacts/import": ["contacts:write", "all"],
  "POST /contacts/import/undo": ["contacts:write", "all"],
  "GET /dial": ["calls:dial", "each", DIAL],
  "POST /dial": ["calls:dial", "each", DIAL],
  "GET /doors": ["live:read", "all"],
  "GET /doors/:door/picture": ["live:read", "all"],
  "GET /events": ["record:read", "all"],
  "GET /exports/calls": ["calls:read", "all"],
  "GET /extensions/:extension/calls": ["calls:read", "each", { path: (of) => `/extensions/${of}/calls` }],
  "GET /extensions/:extension/line": ["lines:read", "each", { path: LINE }],
  "PATCH /extensions/:extension/line": ["lines:write", "each", { path: LINE, body: () => ({ call_waiting: true }) }],
  "GET /flow": ["office:read", "all"],
  "GET /health": ["health:read", "all"],
  "POST /help/:call/cross-out": ["help:write", "all"],
  "GET /hours": ["hours:read", "all"],
  "PUT /hours/:name/night": ["hours:write", "all"],
  // A key is shown those of its extensions, and gives what it has.
  "GET /keys": ["keys:read", "each", {}],
  "POST /keys": ["keys:write", "each", {
    body: (extension) => ({ name: "door", scopes: ["keys:write"], extensions: [extension] }),
  }],
  "DELETE /keys/:name": ["keys:write", "each", {}],
  "GET /live": ["live:read", "all"],
  "GET /live/events": ["live:read", "all"],
  "GET /log": ["health:read", "all"],
  "GET /mail/dead-letters": ["mail:read", "all"],
  "POST /mail/dead-letters/:id/retry": ["mail:write", "all"],
  "DELETE /mail/dead-letters/:id": ["mail:write", "all"],
  "GET /mail/server": ["mail:read", "all"],
  "PUT /mail/server": ["mail:write", "all", { body: () => ({ host: "mail.example", from: "phones@example.com" }) }],
  "DELETE /mail/server": ["mail:write", "all"],
  "POST /mail/test": ["mail:write", "all", { body: () => ({ to: "ana@example.com" }) }],
  "GET /missed": ["missed:read", "all"],
  "DELETE /missed/callers/:caller": ["missed:write", "all"],
  "GET /missed/export.csv": ["missed:read", "all"],
  "GET /missed/events": ["missed:read", "all"],
  "GET /missed/ignored": ["missed:read", "all"],
  "PUT /missed/ignored/:caller": ["missed:write", "all"],
  "DELETE /missed/ignored/:caller": ["missed:write", "all"],
  "GET /missed/trends": ["missed:read", "all"],
  "GET /missed/:id": ["missed:read", "all"],
  "POST /missed/done": ["missed:write", "all"],
  "POST /missed/:id/done": ["missed:write", "all"],
  "POST /missed/:id/reopen": ["missed:write", "all"],
  "GET /network": ["health:read", "all"],
  "GET /office": ["office:read", "all"],
  "PUT /office": ["office:write", "all"],
  "GET /office/:section": ["office:read", "all"],
  "PUT /office/:section": ["office:write", "all"],
  "DELETE /office/:section": ["office:write", "all"],
  "GET /office/:section/:id": ["office:read", "all"],
  "PUT /office/:section/:id": ["office:write", "all"],
  "DELETE /office/:section/:id": ["office:write", "all"],
  "GET /office/refused": ["office:read", "all"],
  "DELETE /office/refused": ["office:write", "all"],
  "GET /office/revisions": ["office:read", "all"],
  "GET /office/revisions/:revision": ["office:read", "all"],
  "GET /office/revisions/:revision/difference": ["office:read", "all"],
  "POST /office/revisions/:revision/put-back": ["office:write", "all"],
  "POST /office/revisions/:revision/rollback": ["office:write", "all"],
  "POST /pages/:number": ["pages:write", "each", { body: (from) => ({ from }) }],
  "GET /phones": ["health:read", "all"],
  // How the others are is on every phone's lamps.
  "GET /presence/:extension": ["presence:read", "each", { path: () => "/presence/103" }],
  "PUT /presence/:extension": ["presence:write", "each", {
    path: (extension) => `/presence/${extension}`,
    body: () => ({ presence: "away" }),
  }],
  "GET /quality": ["reports:read", "all"],
  "GET /queues": ["queues:read", "all"],
  "GET /queues/:queue": ["queues:read", "all"],
  "GET /queues/:queue/call-backs": ["queues:read", "all"],
  "DELETE /queues/:queue/call-backs/:number": ["queues:write", "all"],
  "GET /queues/:queue/outbound": ["queues:read", "all"],
  "POST /queues/:queue/front": ["queues:write", "all"],
  "POST /queues/:queue/send": ["queues:write", "all"],
  // A key is shown the recordings of its extensions.
  "GET /recordings": ["recordings:read", "each", {}],
  "GET /recordings/export.csv": ["recordings:read", "each", {}],
  "GET /recordings/:id": ["recordings:read", "each", { path: (of) => `/recordings/${idOf(of)}` }],
  "PATCH /recordings/:id": ["recordings:write", "each", {
    path: (of) => `/recordings/${idOf(of)}`,
    body: () => ({ held: true }),
  }],
  "DELETE /recordings/:id": ["recordings:write", "each", { path: (of) => `/recordings/${idOf(of)}` }],
  "GET /recordings/:id/outline": ["recordings:read", "each", { path: (of) => `/recordings/${idOf(of)}/outline` }],
  "GET /recordings/:id/sound": ["recordings:read", "each", { path: (of) => `/recordings/${idOf(of)}/sound` }],
  "GET /reports": ["reports:read", "all"],
  "GET /reports/:name": ["reports:read", "all"],
  "GET /sounds": ["office:read", "all"],
  "GET /sounds/:kind/:id": ["office:read", "all"],
  "PUT /sounds/:kind/:id": ["office:write", "all"],
  "DELETE /sounds/:kind/:id": ["office:write", "all"],
  "GET /tenants/:tenant/calls": ["calls:read", "all"],
  "GET /tenants/:tenant/calls/:call": ["calls:read", "all"],
  "GET /traces/:call": ["traces:read", "all"],
  // A key is shown the mailboxes of its extensions.
  "GET /voicemail": ["voicemail:read", "each", {}],
  "GET /voicemail/:box": ["voicemail:read", "each", BOX("")],
  "GET /voicemail/:box/greetings": ["voicemail:read", "each", BOX("/greetings")],
  "PUT /voicemail/:box/greetings": ["voicemail:write", "each", BOX("/greetings", { use: "standard" })],
  "GET /voicemail/:box/greetings/:kind": ["voicemail:read", "each", BOX("/greetings/own")],
  "PUT /voicemail/:box/greetings/:kind": ["voicemail:write", "each", BOX("/greetings/own", "RIFF")],
  "DELETE /voicemail/:box/greetings/:kind": ["voicemail:write", "each", BOX("/greetings/own")],
  "GET /voicemail/:box/messages": ["voicemail:read", "each", BOX("/messages")],
  "GET /voicemail/:box/messages/:message": ["voicemail:read", "each", BOX("/messages/m-1")],
  "PATCH /voicemail/:box/messages/:message": [
    "voicemail:write",
    "each",
    BOX("/messages/m-1", { state: "saved" }),
  ],
  "DELETE /voicemail/:box/messages/:message": ["voicemail:write", "each", BOX("/messages/m-1")],
  "POST /voicemail/:box/messages/:message/forward": [
    "voicemail:write",
    "each",
    BOX("/messages/m-1/forward?to=103", ""),
  ],
  "GET /voicemail/:box/messages/:message/sound": ["voicemail:read", "each", BOX("/messages/m-1/sound")],
  "GET /webhooks": ["webhooks:read", "all"],
  "GET /webhooks/dead-letters": ["webhooks:read", "all"],
  "PUT /webhooks/:name/state": ["webhooks:write", "all", { body: () => ({ state: "off" }) }],
  "POST /webhooks/dead-letters/:id/retry": ["webhooks:write", "all"],
  "DELETE /webhooks/dead-letters/:id": ["webhooks:write", "all"],
};
const CLOSED = Object.entries(ROWS).flatMap(([route, row]) => {
  if (row === OPEN) return [];
  const [method = "", path = ""] = route.split(" ");
  const [scope, whose, asked = {}] = row;
  return [{ route, method, path: path.replaceAll(/:\w+/g, "x"), scope, whose, asked }];
});
/** What these are answered says for whom they are, and not whether they may be asked. */
const TELLS_NO_DIFFERENCE = [
  "GET /contacts",
  "GET /contacts/:id",
  "PUT /contacts/:id",
  "DELETE /contacts/:id",
  "GET /contacts/changes",
  "POST /contacts/changes/:change/undo",
  "GET /contacts/export.csv",
  "GET /contacts/export.vcf",
  "GET /keys",
  "DELETE /keys/:name",
  "GET /presence/:extension",
  "GET /recordings",
  "GET /recordings/export.csv",
  "GET /voicemail",
];

/** The document itself, of which the document does not tell. */
const UNTOLD = ["GET /openapi.json"];
/** Stands before all that may be done to a call, for each of which there is a row. */
const GATE = "/api/v1/calls/:call/:act";

Deno.test("every route of the interface has a row here, and every row a route; what it tells of itself says the same", async () => {
  const app = apiRoutes(quietApi());
  const prefix = "/api/v1";
  const mounted = app.routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*") && path !== GATE)
    .map(({ method, path }) => `${method} ${path.slice(prefix.length)}`);
  assert.deepEqual([...new Set(mounted)].toSorted(), Object.keys(ROWS).toSorted());
  const { paths } = await (await app.request(`${prefix}/openapi.json`)).json() as {
    paths: Record<string, Record<string, { security: { key?: string[] }[] }>>;
  };
  const told = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security: [wants] }]) => [
      `${method.toUpperCase()} ${path.slice(prefix.length).replaceAll(/\{(\w+)\}/g, ":$1")}`,
      wants?.key?.join() ?? OPEN,
    ])
  );
  const written = Object.entries(ROWS).filter(([route]) => !UNTOLD.includes(route))
    .map(([route, row]) => [route, row === OPEN ? OPEN : row[0]]);
  assert.deepEqual(Object.fromEntries(told), Object.fromEntries(written));
});

Deno.test("no route answers whoever shows no key, however he writes it, nor a browser that is signed in", async () => {
  const { ask, desk } = await box();
  const cookies = await Promise.all(ROLES.map(async (role) => {
    const { cookies } = await desk.signedIn(role);
    assert.ok(cookies.size > 0, role);
    return [role, [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")] as const;
  }));
  for (const [at, closed] of CLOSED.entries()) {
    assert.equal(await ask(closed), 401, closed.route);
    assert.equal(await ask(closed, { key: "kontor_0", address: `192.0.2.${at}` }), 401, closed.route);
    for (const [role, cookie] of cookies) assert.equal(await ask(closed, { cookie }), 401, `${role}: ${closed.route}`);
    const { path, asked: { path: _, ...asked } } = closed;
    for (const written of [`${path}/`, `/${path}`, path.replace("/", "/%2e/"), path.toUpperCase()]) {
      const status = await ask({ ...closed, path: written, asked });
      assert.ok([401, 404].includes(status), `${closed.method} ${written}: ${status}`);
    }
    for (const method of ["OPTIONS", "PATCH", "PUT", "DELETE", "POST", "GET"]) {
      const status = await ask({ method, path, asked: {} });
      assert.ok([401, 404].includes(status), `${method} ${path}: ${status}`);
    }
    if (closed.method === "GET") assert.equal(await ask({ ...closed, method: "HEAD" }), 401, closed.route);
  }
});

Deno.test("a key opens what its one scope names, and nothing else", async () => {
  const { ask, keyFor } = await box();
  for (const scope of API_SCOPES) {
    const key = await keyFor([scope]);
    for (const closed of CLOSED) {
      const status = await ask(closed, { key });
      assert.equal(status === 403 ? "no" : "yes", closed.scope === scope ? "yes" : "no", `${scope}: ${closed.route}`);
      assert.ok(status !== 401 && status < 500 || status === 503, `${scope}: ${closed.route}: ${status}`);
    }
  }
  const none = await keyFor([]);
  for (const closed of CLOSED) assert.equal(await ask(closed, { key: none }), 403, closed.route);
});

Deno.test("a key for 101 alone has its part in what is 101's, in nobody else's, and in nothing of the whole office", async () => {
  const { ask, keyFor } = await box();
  const key = await keyFor(API_SCOPES, ["101"]);
  for (const closed of CLOSED) {
    const [his, theirs] = [await ask(closed, { key }), await ask(closed, { key, extension: "102" })];
    const may = closed.whose === "each";
    assert.equal(his === 403 ? "no" : "yes", may ? "yes" : "no", `${closed.route}: ${his}`);
    const same = TELLS_NO_DIFFERENCE.includes(closed.route);
    assert.equal(theirs === 403 ? "no" : "yes", may && same ? "yes" : "no", `${closed.route} for 102: ${theirs}`);
  }
});

Deno.test("pages of named origins may ask for every route, with a key and never a cookie; all others are told nothing", async () => {
  const crm = "https://crm.example";
  const strangers = ["https://evil.example", "http://crm.example", "https://crm.example.evil.example", "null"];
  const [named, closed] = [await box([crm]), await box()];
  for (const { method, path, route } of CLOSED) {
    const asked = (app: typeof named.app, origin: string, isPreflight: boolean) =>
      app.fetch(
        new Request(`http://box.example/api/v1${path}`, {
          method: isPreflight ? "OPTIONS" : method,
          headers: {
            origin,
            ...isPreflight
              ? { "access-control-request-method": method, "access-control-request-headers": "authorization" }
              : {},
          },
        }),
        { address: "192.0.2.7", secure: false },
      );
    for (const isPreflight of [true, false]) {
      const friend = await asked(named.app, crm, isPreflight);
      assert.equal(friend.headers.get("access-control-allow-origin"), crm, route);
      assert.equal(friend.headers.get("access-control-allow-credentials"), null, route);
      assert.equal(friend.status, isPreflight ? 204 : 401, route);
      if (isPreflight) {
        assert.ok(friend.headers.get("access-control-allow-methods")!.split(",").includes(method), route);
      }
      for (const origin of [...strangers, crm]) {
        const app = origin === crm ? closed.app : named.app;
        const { headers } = await asked(app, origin, isPreflight);
        assert.equal(headers.get("access-control-allow-origin"), null, `${route} for ${origin}`);
      }
    }
  }
});
