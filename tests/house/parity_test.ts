import assert from "node:assert/strict";
import type { AgentOrder, LineChange } from "../../core/switchboard/mod.ts";
import { apiRoutes } from "../../web/api/api.ts";
import { quietApi } from "../../web/api/stage.ts";
import type { Act } from "../../web/console/mod.ts";
import { ROUTES } from "../../web/routes/mod.ts";

/** What the operator does with a call, and by what a program does the same. */
const OPERATOR: Readonly<Record<Act, readonly string[]>> = {
  "answer": ["POST /calls/{call}/answer"],
  "transfer": ["POST /calls/{call}/transfer", "POST /calls/{call}/deflect", "POST /queues/{queue}/send"],
  // To the code that leads into a mailbox.
  "voicemail": ["POST /calls/{call}/transfer", "POST /calls/{call}/deflect", "POST /queues/{queue}/send"],
  "announce": ["POST /calls/{call}/announce"],
  "connect": ["POST /calls/{call}/connect"],
  "take-back": ["POST /calls/{call}/take-back"],
  "merge": ["POST /calls/{call}/merge"],
  "hold": ["POST /calls/{call}/hold"],
  "resume": ["POST /calls/{call}/resume"],
  "park": ["POST /calls/{call}/park"],
  // Who is parked is fetched by calling his slot.
  "fetch": ["POST /queues/{queue}/send", "POST /calls"],
  "hang-up": ["POST /calls/{call}/hang-up"],
};
const AGENT: Readonly<Record<AgentOrder["order"], string>> = {
  "log-in": "POST /agents/{agent}/log-in",
  "log-out": "POST /agents/{agent}/log-out",
  "pause": "POST /agents/{agent}/pause",
  "unpause": "POST /agents/{agent}/unpause",
  "outbound-on": "POST /agents/{agent}/outbound-on",
  "outbound-off": "POST /agents/{agent}/outbound-off",
};

/** What somebody sets for his phone, and the field by which a program does. */
const LINE: Readonly<Record<LineChange["set"], string>> = {
  "forward": "forward",
  "do-not-disturb": "do_not_disturb",
  "call-waiting": "call_waiting",
  "find-me": "find_me",
  "block": "blocked",
  "unblock": "blocked",
  "let-through": "vips",
  "speed-dial": "speed_dials",
  "wake-up": "wake_up_at",
};

/** What changes something at the desk, and the operations by which a program with a key does the same. */
const BY_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  "/accounts/:name": ["POST /accounts", "PUT /accounts/{name}"],
  "/accounts/:name/remove": ["DELETE /accounts/{name}"],
  "/accounts/:name/reset": ["POST /accounts/{name}/reset"],
  "/call/dial": ["POST /calls", "POST /dial"],
  "/call/record": ["POST /calls/{call}/record", "POST /calls/{call}/end-recording"],
  "/directory/:contact": ["POST /contacts", "PUT /contacts/{id}"],
  "/directory/:contact/remove": ["DELETE /contacts/{id}"],
  "/directory/changes/:change/undo": ["POST /contacts/changes/{change}/undo"],
  // The draft that a person looks at is a dry run for a program.
  "/directory/import": ["POST /contacts/import"],
  "/directory/import/:draft": ["POST /contacts/import"],
  "/directory/undo": ["POST /contacts/import/undo"],
  "/flow/:section/:item": ["PUT /office/{section}/{id}"],
  "/keys": ["POST /keys"],
  "/keys/remove": ["DELETE /keys/{name}"],
  "/live/agents/:agent/:order": Object.values(AGENT),
  "/live/calls/:call/hang-up": ["POST /calls/{call}/hang-up"],
  "/live/help/:help/cross-out": ["POST /help/{call}/cross-out"],
  "/live/hours/:hours/night": ["PUT /hours/{name}/night"],
  "/live/queues/:queue/front": ["POST /queues/{queue}/front"],
  "/me/language": ["PATCH /accounts/{name}"],
  "/me/sessions": ["POST /accounts/{name}/end-sessions"],
  "/missed/done": ["POST /missed/done"],
  "/missed/:entry/done": ["POST /missed/{id}/done"],
  "/missed/:entry/forget": ["DELETE /missed/callers/{caller}"],
  "/missed/:entry/reopen": ["POST /missed/{id}/reopen"],
  "/missed/ignored": ["PUT /missed/ignored/{caller}"],
  "/missed/ignored/remove": ["DELETE /missed/ignored/{caller}"],
  "/office-history/:revision": ["POST /office/revisions/{revision}/rollback"],
  "/office-history/:revision/put-back": ["POST /office/revisions/{revision}/put-back"],
  "/office-leave-out": ["DELETE /office/refused"],
  "/office/:section": ["PUT /office/{section}", "DELETE /office/{section}"],
  "/office/:section/:item": ["PUT /office/{section}/{id}"],
  "/office/:section/:item/remove": ["DELETE /office/{section}/{id}"],
  "/operator/calls/:leg/:act": [...new Set(Object.values(OPERATOR).flat())],
  "/operator/dial": ["POST /calls"],
  "/phone/:number/:what": ["PATCH /extensions/{extension}/line", "PUT /presence/{extension}"],
  "/phone/:number/agent": Object.values(AGENT),
  "/queues/:queue/cancel": ["DELETE /queues/{queue}/call-backs/{number}"],
  "/recordings/:id/erase": ["DELETE /recordings/{id}"],
  "/recordings/:id/hold": ["PATCH /recordings/{id}"],
  "/reports/cards": ["PATCH /accounts/{name}"],
  "/settings/certificate/ask": ["POST /certificates/acme/ask"],
  "/settings/certificate/authority": ["POST /certificates/authority"],
  "/settings/certificate/bring": ["PUT /certificates/brought"],
  "/settings/certificate/forget": ["DELETE /certificates/brought"],
  "/settings/mail/lost/:letter/:act": ["POST /mail/dead-letters/{id}/retry", "DELETE /mail/dead-letters/{id}"],
  "/settings/mail/server": ["PUT /mail/server", "DELETE /mail/server"],
  "/settings/mail/try": ["POST /mail/test"],
  "/settings/sounds/:kind": ["PUT /sounds/{kind}/{id}"],
  "/settings/sounds/:kind/forget": ["DELETE /sounds/{kind}/{id}"],
  "/settings/webhooks/lost/:letter/:act": [
    "POST /webhooks/dead-letters/{id}/retry",
    "DELETE /webhooks/dead-letters/{id}",
  ],
  "/voicemail/:box/:message/change": [
    "PATCH /voicemail/{box}/messages/{message}",
    "DELETE /voicemail/{box}/messages/{message}",
  ],
  "/voicemail/:box/:message/forward": ["POST /voicemail/{box}/messages/{message}/forward"],
  "/voicemail/:box/:message/heard": ["PATCH /voicemail/{box}/messages/{message}"],
  "/voicemail/:box/greeting": ["PUT /voicemail/{box}/greetings", "DELETE /voicemail/{box}/greetings/{kind}"],
  "/voicemail/:box/greeting/:kind": ["PUT /voicemail/{box}/greetings/{kind}"],
};

const PROOF = "by it a person proves who he is; a program has its key";
/** What only people do, and why. */
const BY_PEOPLE: Readonly<Record<string, string>> = {
  "/claim": "the first owner is who stands in front of the box; there is no key yet",
  "/me/authenticator": PROOF,
  "/me/authenticator/remove": PROOF,
  "/me/backup-codes": PROOF,
  "/me/passkeys": PROOF,
  "/me/passkeys/options": PROOF,
  "/me/password": "a password is known to nobody but whose it is; `POST /accounts/{name}/reset` gives another",
  "/notices/seen": "how far somebody has read the news in his own frame of the desk",
  "/prove": PROOF,
  "/prove/passkey": PROOF,
  "/prove/passkey/options": PROOF,
  "/sign-in": PROOF,
  "/sign-in/code": PROOF,
  "/sign-in/passkey": PROOF,
  "/sign-in/passkey/options": PROOF,
  "/sign-out": "a key is good until it is taken back: `DELETE /keys/{name}`",
};

/** What the desk shows, and the operations by which a program with a key reads the same. */
const READ_BY_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  "/": ["GET /live", "GET /queues", "GET /alerts"],
  "/accounts": ["GET /accounts"],
  "/accounts/:name": ["GET /accounts/{name}"],
  "/audit": ["GET /audit"],
  "/audit/export.csv": ["GET /audit/export.csv"],
  "/call/about": ["GET /callers/{number}"],
  "/call/caller": ["GET /callers/{number}"],
  "/calls": ["GET /calls"],
  "/calls/:call": ["GET /calls/{call}", "GET /calls/{call}/events", "GET /traces/{call}"],
  "/calls/export.csv": ["GET /calls/export.csv"],
  "/directory": ["GET /contacts", "GET /contacts/changes"],
  "/directory/:contact": ["GET /contacts/{id}", "GET /contacts/changes"],
  "/directory/export.csv": ["GET /contacts/export.csv"],
  "/directory/export.vcf": ["GET /contacts/export.vcf"],
  // A program brings a file as a dry run, and reads what would come of it.
  "/directory/import": ["POST /contacts/import"],
  "/directory/import/:draft": ["POST /contacts/import"],
  "/directory/import/:draft/far": ["POST /contacts/import"],
  "/directory/list": ["GET /contacts"],
  "/directory/numbers": ["GET /contacts"],
  "/directory/of": ["GET /contacts"],
  "/doors/:door/picture": ["GET /doors/{door}/picture"],
  "/flow": ["GET /flow"],
  "/health": ["GET /health", "GET /phones", "GET /network"],
  "/health/log": ["GET /log"],
  "/keys": ["GET /keys"],
  "/live/health": ["GET /health"],
  "/live/missed": ["GET /missed/events"],
  "/live/now": ["GET /live/events"],
  "/live/people": ["GET /live/events"],
  "/live/phone": ["GET /extensions/{extension}/calls", "GET /live/events"],
  "/me": ["GET /accounts/{name}"],
  "/missed": ["GET /missed"],
  "/missed/:entry": ["GET /missed/{id}"],
  "/missed/export.csv": ["GET /missed/export.csv"],
  "/missed/ignored": ["GET /missed/ignored"],
  "/missed/list": ["GET /missed"],
  "/missed/trends": ["GET /missed/trends"],
  "/office": ["GET /office", "GET /office/refused"],
  "/office-history": ["GET /office/revisions"],
  "/office-history/:revision": ["GET /office/revisions/{revision}", "GET /office/revisions/{revision}/difference"],
  "/office/:section": ["GET /office/{section}"],
  "/office/:section/:item": ["GET /office/{section}/{id}"],
  "/operator": ["GET /live", "GET /extensions/{extension}/calls", "GET /doors"],
  "/operator/calls/:leg/last": ["GET /calls", "GET /callers/{number}"],
  "/operator/live": ["GET /live/events"],
  "/phone": ["GET /extensions/{extension}/line", "GET /presence/{extension}"],
  "/queues/:queue": ["GET /queues/{queue}", "GET /queues/{queue}/call-backs", "GET /queues/{queue}/outbound"],
  "/readings": ["GET /health"],
  "/recordings": ["GET /recordings"],
  "/recordings/:id/outline": ["GET /recordings/{id}/outline"],
  "/recordings/:id/sound": ["GET /recordings/{id}/sound"],
  "/recordings/export.csv": ["GET /recordings/export.csv"],
  "/reports": ["GET /reports", "GET /reports/{name}", "GET /quality"],
  "/reports/cards": ["GET /accounts/{name}"],
  "/reports/file": ["GET /reports/{name}"],
  "/settings/certificate": ["GET /certificates"],
  "/settings/certificate/asking": ["GET /certificates"],
  "/settings/certificate/bring": ["GET /certificates"],
  "/settings/mail": ["GET /mail/server", "GET /mail/dead-letters"],
  "/settings/network": ["GET /network"],
  "/settings/sounds": ["GET /sounds"],
  "/settings/sounds/:kind/hear": ["GET /sounds/{kind}/{id}"],
  "/settings/time": ["GET /health"],
  "/tenants/:tenant/calls": ["GET /tenants/{tenant}/calls"],
  "/tenants/:tenant/calls/:call": ["GET /tenants/{tenant}/calls/{call}"],
  "/trust": ["GET /certificates/authority"],
  "/trust/kontor.crt": ["GET /certificates/authority"],
  "/voicemail": ["GET /voicemail", "GET /voicemail/{box}", "GET /voicemail/{box}/messages"],
  "/voicemail/:box/:message/sound": ["GET /voicemail/{box}/messages/{message}/sound"],
  "/voicemail/:box/greeting/:kind/sound": ["GET /voicemail/{box}/greetings/{kind}"],
  "/wallboard": ["GET /live", "GET /queues", "GET /reports/{name}"],
  "/wallboard/missed": ["GET /missed"],
};

const IN_BROWSERS = "it is of use to a phone in the browser alone, which registers as its extension";
/** What only people are shown, and why. */
const SHOWN_TO_PEOPLE: Readonly<Record<string, string>> = {
  "/api/v1/docs": "it tells people what `GET /openapi.json` tells programs",
  "/call": IN_BROWSERS,
  "/call/ice-servers": IN_BROWSERS,
  "/claim": "the first owner is who stands in front of the box; there is no key yet",
  "/me/authenticator": PROOF,
  "/notices": "how far somebody has read the news; what they tell of stands in `/missed`, `/voicemail` and `/alerts`",
  "/prove": PROOF,
  "/sign-in": PROOF,
  "/sign-in/code": PROOF,
  "/sip": IN_BROWSERS,
};

Deno.test("whatever the desk shows is read by programs, too, or there is a reason why not", async () => {
  const shown = ROUTES.filter(({ get }) => get !== undefined).map(({ path }) => path);
  assert.deepEqual([...Object.keys(READ_BY_PROGRAMS), ...Object.keys(SHOWN_TO_PEOPLE)].toSorted(), shown.toSorted());
  const there = await operationsThere();
  for (const [path, operations] of Object.entries(READ_BY_PROGRAMS)) {
    assert.notEqual(operations.length, 0, path);
    for (const operation of operations) assert.ok(there.has(operation), `${path}: there is no "${operation}"`);
  }
});

Deno.test("whatever changes something at the desk is done by programs, too, or there is a reason why not", () => {
  const posted = ROUTES.filter(({ post }) => post !== undefined).map(({ path }) => path);
  assert.deepEqual([...Object.keys(BY_PROGRAMS), ...Object.keys(BY_PEOPLE)].toSorted(), posted.toSorted());
});

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What the interface tells of itself, by `POST /calls`. */
async function operationsThere(): Promise<ReadonlyMap<string, Operation>> {
  const { paths }: { paths: Record<string, Record<string, Operation>> } =
    await (await apiRoutes(quietApi()).request("/api/v1/openapi.json")).json();
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) =>
        [`${method.toUpperCase()} ${path.slice("/api/v1".length)}`, operation] as const
      )
    ),
  );
}

Deno.test("the operations by which programs do it are there, and change something", async () => {
  const there = await operationsThere();
  for (const [path, operations] of Object.entries(BY_PROGRAMS)) {
    assert.notEqual(operations.length, 0, path);
    for (const operation of operations) {
      assert.ok(there.has(operation), `${path}: there is no "${operation}"`);
      assert.doesNotMatch(operation, /^GET /, path);
    }
  }
});

Deno.test("whatever somebody sets for his phone is a field that programs set", async () => {
  const fields = (await operationsThere()).get("PATCH /extensions/{extension}/line")
    ?.requestBody?.content["application/json"]?.schema.properties ?? {};
  for (const [set, field] of Object.entries(LINE)) assert.ok(field in fields, `${set}: there is no "${field}"`);
});
