import assert from "node:assert/strict";
import { type Role, ROLES } from "../../core/store/mod.ts";
import { type Browser, type DeskStage, deskStage, stagedExtension } from "../../web/desk/stage.ts";
import { ROUTES } from "../../web/routes/mod.ts";

/**
 * Who gets in at each route of the desk, written by hand: owner, admin, supervisor, employee, auditor, an employee whose
 * extension may operate, and a supervisor who sees a part of the office; `y` lets him in, `-` refuses him. What is open to whoever is not signed in says `*`.
 */
const TABLE = `
GET  /                                          y y y - - - y
GET  /accounts                                  y y - - - - -
GET  /accounts/:name                            y y - - - - -
POST /accounts/:name                            y y - - - - -
POST /accounts/:name/remove                     y y - - - - -
POST /accounts/:name/reset                      y y - - - - -
GET  /api/v1/docs                               *
GET  /audit                                     y y - - y - -
GET  /audit/export.csv                          y y - - y - -
GET  /call                                      y y y y - y y
GET  /call/about                                y y y y - y y
GET  /call/caller                               y y y y - y y
POST /call/dial                                 y y y y - y y
GET  /call/ice-servers                          y y y y - y y
POST /call/record                               y y y y - y y
GET  /calls                                     y y y y - y y
GET  /calls/:call                               y y y y - y y
GET  /calls/export.csv                          y y y y - y y
GET  /claim                                     *
POST /claim                                     *
GET  /directory                                 y y y y - y y
GET  /directory/:contact                        y y y y - y y
POST /directory/:contact                        y y y y - y y
POST /directory/:contact/remove                 y y y y - y y
POST /directory/changes/:change/undo            y y y y - y y
GET  /directory/export.csv                      y y y - - - y
GET  /directory/export.vcf                      y y y - - - y
GET  /directory/of                              y y y y - y y
GET  /directory/import                          y y y - - - y
POST /directory/import                          y y y - - - y
GET  /directory/import/:draft                   y y y - - - y
POST /directory/import/:draft                   y y y - - - y
GET  /directory/import/:draft/far               y y y - - - y
GET  /directory/list                            y y y y - y y
GET  /directory/numbers                         y y y y - y y
POST /directory/undo                            y y y - - - y
GET  /doors/:door/picture                       y y y - - - y
GET  /flow                                      y y - - y - -
POST /flow/:section/:item                       y y - - - - -
GET  /health                                    y y - - y - -
GET  /health/log                                y y - - y - -
GET  /keys                                      y y - - - - -
POST /keys                                      y y - - - - -
POST /keys/remove                               y y - - - - -
POST /live/agents/:agent/:order                 y y y y - y y
POST /live/calls/:call/hang-up                  y y y - - - y
GET  /live/health                               y y - - y - -
POST /live/hours/:hours/night                   y y y - - y y
POST /live/help/:help/cross-out                 y y y - - - y
GET  /live/missed                               y y y - y - y
GET  /live/now                                  y y y - - - y
GET  /live/people                               y y y y - y y
GET  /live/phone                                y y y y - y y
POST /live/queues/:queue/front                  y y y - - - y
GET  /me                                        y y y y y y y
GET  /me/authenticator                          y y y y y y y
POST /me/authenticator                          y y y y y y y
POST /me/authenticator/remove                   y y y y y y y
POST /me/backup-codes                           y y y y y y y
POST /me/language                               y y y y - y y
POST /me/passkeys                               y y y y y y y
POST /me/passkeys/options                       y y y y y y y
POST /me/password                               y y y y y y y
POST /me/sessions                               y y y y y y y
GET  /missed                                    y y y - y - y
GET  /missed/:entry                             y y y - y - y
POST /missed/done                               y y y - - - y
POST /missed/:entry/done                        y y y - - - y
POST /missed/:entry/forget                      y y y - - - y
POST /missed/:entry/reopen                      y y y - - - y
GET  /missed/export.csv                         y y y - y - y
GET  /missed/ignored                            y y y - y - y
POST /missed/ignored                            y y y - - - -
POST /missed/ignored/remove                     y y y - - - -
GET  /missed/list                               y y y - y - y
GET  /missed/trends                             y y y - y - y
GET  /notices                                   y y y y y y y
POST /notices/seen                              y y y y y y y
GET  /office                                    y y - - y - -
GET  /office-history                            y y - - y - -
GET  /office-history/:revision                  y y - - y - -
POST /office-history/:revision/put-back         y y - - - - -
POST /office-history/:revision                  y y - - - - -
POST /office-leave-out                          y y - - - - -
GET  /office/:section                           y y - - y - -
POST /office/:section                           y y - - - - -
GET  /office/:section/:item                     y y - - y - -
POST /office/:section/:item                     y y - - - - -
POST /office/:section/:item/remove              y y - - - - -
GET  /operator                                  y y y - - y y
POST /operator/calls/:leg/:act                  y y y - - y y
GET  /operator/calls/:leg/last                  y y y - - y y
POST /operator/dial                             y y y - - y y
GET  /operator/live                             y y y - - y y
GET  /phone                                     y y y y - y y
POST /phone/:number/:what                       y y y y - y y
POST /phone/:number/agent                       y y y y - y y
GET  /prove                                     y y y y y y y
POST /prove                                     y y y y y y y
POST /prove/passkey                             y y y y y y y
POST /prove/passkey/options                     y y y y y y y
GET  /queues/:queue                             y y y - - - y
POST /queues/:queue/cancel                      y y y - - - y
GET  /readings                                  y y y y y y y
GET  /recordings                                y - y - - - y
GET  /recordings/export.csv                     y - y - - - y
POST /recordings/:id/erase                      y - - - - - -
POST /recordings/:id/hold                       y - y - - - y
GET  /recordings/:id/outline                    y - y - - - y
GET  /recordings/:id/sound                      y - y - - - y
GET  /reports                                   y y y - y - y
GET  /reports/cards                             y y y - y - y
POST /reports/cards                             y y y - y - y
GET  /reports/file                              y y y - y - y
GET  /settings/certificate                      y y - - y - -
POST /settings/certificate/ask                  y y - - - - -
GET  /settings/certificate/asking               y y - - y - -
POST /settings/certificate/authority            y y - - - - -
GET  /settings/certificate/bring                y y - - - - -
POST /settings/certificate/bring                y y - - - - -
POST /settings/certificate/forget               y y - - - - -
GET  /settings/mail                             y y - - y - -
POST /settings/mail/lost/:letter/:act           y y - - - - -
POST /settings/mail/server                      y y - - - - -
POST /settings/mail/try                         y y - - - - -
GET  /settings/network                          y y - - y - -
GET  /settings/sounds                           y y - - - - -
POST /settings/sounds/:kind                     y y - - - - -
POST /settings/sounds/:kind/forget              y y - - - - -
GET  /settings/sounds/:kind/hear                y y - - - - -
GET  /settings/time                             y y - - y - -
POST /settings/webhooks/lost/:letter/:act       y y - - - - -
GET  /sign-in                                   *
POST /sign-in                                   *
GET  /sign-in/code                              *
POST /sign-in/code                              *
POST /sign-in/passkey                           *
POST /sign-in/passkey/options                   *
POST /sign-out                                  y y y y y y y
GET  /sip                                       y y y y - y y
GET  /tenants/:tenant/calls                     y y y - y - y
GET  /tenants/:tenant/calls/:call               y y y - y - y
GET  /trust                                     *
GET  /trust/kontor.crt                          *
GET  /voicemail                                 y y y y - y y
POST /voicemail/:box/:message/change            y y y y - y y
POST /voicemail/:box/:message/forward           y y y y - y y
POST /voicemail/:box/:message/heard             y y y y - y y
GET  /voicemail/:box/:message/sound             y y y y - y y
POST /voicemail/:box/greeting                   y y y y - y y
POST /voicemail/:box/greeting/:kind             y y y y - y y
GET  /voicemail/:box/greeting/:kind/sound       y y y y - y y
GET  /wallboard                                 y y y - - - y
GET  /wallboard/missed                          y y y - - - y
`;

interface Row {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** For each of {@link PEOPLE}; undefined: whoever comes. */
  readonly lets: readonly boolean[] | undefined;
}

/** In the order of the columns. */
const PEOPLE = ["owner", "admin", "supervisor", "employee", "auditor", "operator", "leader"] as const;
/** Of those whose column is not called so. */
const ROLE_OF: Readonly<Record<string, Role>> = { operator: "employee", leader: "supervisor" };
const ROWS: readonly Row[] = TABLE.trim().split("\n").map((line) => {
  const [method, path = "", ...marks] = line.split(/ +/);
  if (method !== "GET" && method !== "POST") throw new Error(`Cannot read "${line}": expected GET or POST`);
  const isOpen = marks.join("") === "*";
  if (!isOpen && marks.length !== PEOPLE.length) throw new Error(`Cannot read "${line}": expected a mark for each`);
  return { method, path, lets: isOpen ? undefined : marks.map((mark) => mark === "y") };
});

function office(): Promise<DeskStage> {
  const roles = Object.fromEntries(PEOPLE.map((who): [string, Role] => [who, ROLE_OF[who] ?? who as Role]));
  return deskStage(roles, {
    accounts: { employee: { extension: "101" }, operator: { extension: "102" }, leader: { scope: ["101"] } },
    office: { extensions: [stagedExtension("101"), { ...stagedExtension("102"), mayOperate: true }] },
  });
}

/** A path under which nothing is. */
const placeOf = (path: string) => path.replaceAll(/:\w+/g, "x");

async function asks(browser: Browser, { method, path }: Row): Promise<Response> {
  const answer = await (method === "GET" ? browser.get(placeOf(path)) : browser.post(placeOf(path)));
  await answer.body?.cancel();
  return answer;
}

Deno.test("every route of the desk has a row here, and every row a route; every role has a column", () => {
  const routes = ROUTES.flatMap(({ path, get, post }) => [
    ...get === undefined ? [] : [`GET ${path}`],
    ...post === undefined ? [] : [`POST ${path}`],
  ]);
  assert.deepEqual(ROWS.map(({ method, path }) => `${method} ${path}`).toSorted(), routes.toSorted());
  assert.deepEqual(PEOPLE.filter((who) => ROLE_OF[who] === undefined).toSorted(), [...ROLES].toSorted());
});

for (const [column, who] of PEOPLE.entries()) {
  Deno.test(`${who} gets in where the table says so, and is refused elsewhere`, async () => {
    for (const row of ROWS) {
      // Some of what is done signs out.
      const browser = await (await office()).signedIn(who);
      const { status, headers } = await asks(browser, row);
      const isIn = row.lets?.[column] ?? true;
      const what = `${who}: ${row.method} ${row.path} ${status}`;
      // The first page of the day is another one for who sees his own things only.
      if (!isIn && row.path === "/") assert.deepEqual([status, headers.get("location")], [303, "/me"], what);
      else assert.equal(status === 403, !isIn, what);
    }
  });
}

Deno.test("whoever is not signed in gets nowhere but where the table says so", async () => {
  const stage = await office();
  for (const row of ROWS) {
    const { headers } = await asks(stage.browser(), row);
    const isAway = headers.get("location")?.startsWith("/sign-in?back=") === true;
    assert.equal(isAway, row.lets !== undefined, `${row.method} ${row.path}`);
  }
});
