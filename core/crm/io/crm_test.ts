import assert from "node:assert/strict";
import type { Crm } from "../../directory/mod.ts";
import type { CallNote } from "../mod.ts";
import { CrmLine } from "./crm_line.ts";
import { type Answer, crmOf, FakeCrm, say } from "./fake_crm.ts";
import { hubspot, ION, NUMBER, odoo, PRODUCTS, rpc } from "./fake_products.ts";

const NOTE: CallNote = {
  id: "call-7",
  direction: "inbound",
  outcome: "answered",
  outsider: NUMBER,
  from: NUMBER,
  to: "101",
  startedAt: Date.parse("2026-03-02T09:00:00Z"),
  seconds: 125,
};

/** A way to a database that answers so; what was said of it; and a clock. */
function lineTo(crm: Crm, patienceMs = 1_000) {
  const log: string[] = [];
  const clock = { now: 1_000_000 };
  const write = ({ level, text }: { level: string; text: string }) => void log.push(`${level} ${text}`);
  return { line: new CrmLine({ crm, log: { write }, wall: () => clock.now, patienceMs }), log, clock };
}

for (const { name, kind, more, answer, person, open: matters, openFor = NUMBER, noted, expected } of PRODUCTS) {
  const start = (say: Answer) => {
    const fake: FakeCrm = new FakeCrm(say);
    return fake;
  };
  const open = () => {
    let url = "";
    const fake = start(answer(() => url));
    url = fake.url;
    return fake;
  };

  Deno.test(`${name} says who calls, once, and knows when nobody does`, async () => {
    await using fake = open();
    const { line, log } = lineTo(crmOf(kind, fake.url, more));
    assert.deepEqual(await line.find(NUMBER), [person]);
    const asked = fake.asked.length;
    assert.deepEqual(await line.find(NUMBER), [person]);
    assert.equal(fake.asked.length, asked);
    assert.deepEqual(await line.find("+40722000999"), []);
    assert.deepEqual(log, []);
  });

  Deno.test(`${name} says what is open with who calls, at most three of a kind, and is asked again some minutes later`, async () => {
    await using fake = open();
    const { line, clock } = lineTo(crmOf(kind, fake.url, more));
    assert.deepEqual(await line.matters(openFor), matters);
    const asked = fake.asked.length;
    assert.deepEqual(await line.matters(openFor), matters);
    assert.equal(fake.asked.length, asked);
    assert.deepEqual(await line.matters("+40722000999"), []);
    const before = fake.asked.length;
    clock.now += 5 * 60_000;
    assert.deepEqual(await line.matters(openFor), matters);
    assert.ok(fake.asked.length > before);
  });

  Deno.test(`${name} is told of a call with somebody whom it knows, and of no other`, async () => {
    await using fake = open();
    const { line } = lineTo(crmOf(kind, fake.url, more));
    assert.deepEqual(await line.note(NOTE), { came: "sent" });
    const [last] = fake.asked.slice(-1);
    assert.ok(last !== undefined);
    assert.deepEqual(noted(last), expected);
    const asked = fake.asked.length;
    assert.deepEqual(await line.note({ ...NOTE, outsider: "+40722000999" }), { came: "sent" });
    const writes = fake.asked.slice(asked).filter(({ text, path }) =>
      /message_post|Task|Calls|objects\/calls|api\/calls/.test(path + text)
    );
    assert.deepEqual(writes, []);
  });

  Deno.test(`${name} that does not let the box in is told of once, without the key, and tried again later`, async () => {
    await using fake = start(answer(() => ""));
    const wrong = { secret: "wr0ng-key", ...more?.refreshToken === undefined ? {} : { refreshToken: "1000.wrong" } };
    const { line, log, clock } = lineTo(crmOf(kind, fake.url, { ...more, ...wrong }));
    assert.deepEqual(await line.find(NUMBER), []);
    const asked = fake.asked.length;
    assert.deepEqual(await line.find(NUMBER), []);
    assert.equal(fake.asked.length, asked, "it is left in peace");
    assert.equal((await line.note(NOTE)).came, "later");
    clock.now += 61_000;
    assert.deepEqual(await line.find(NUMBER), []);
    assert.ok(fake.asked.length > asked);
    assert.equal(log.length, 1);
    assert.match(log[0] ?? "", /^warn Cannot ask "sales" who calls: it /);
    assert.doesNotMatch(log.join(), /wr0ng|1000\.wrong/);
  });
}

const HOPELESS: readonly (readonly [string, Answer])[] = [
  ["says 500", () => new Response("oops", { status: 500 })],
  ["answers with no JSON", () => new Response("<html>Welcome</html>")],
  ["answers with other JSON", () => say({ hello: [1, { name: 3 }] })],
  ["answers without end", () => new Response("x".repeat(600 * 1024))],
  ["never answers", async (_asked, _nth, over) => {
    await over;
    return say([]);
  }],
  ["leads elsewhere", () => new Response(null, { status: 302, headers: { Location: "http://127.0.0.1:1/" } })],
];
for (const [what, answer] of HOPELESS) {
  Deno.test(`a database that ${what} knows nobody, and what is to be written down there waits`, async () => {
    for (const { kind, more } of PRODUCTS) {
      await using fake = new FakeCrm(answer);
      const { line, log } = lineTo(crmOf(kind, fake.url, more), 200);
      assert.deepEqual(await line.find(NUMBER), []);
      assert.equal((await line.note(NOTE)).came, "later");
      assert.equal(log.length, 1);
    }
  });
}

Deno.test("a database that wants to be left in peace is, for as long as it says", async () => {
  await using fake = new FakeCrm((_, nth) =>
    nth === 1
      ? say({ status: "error", message: "You have reached your secondly limit.", errorType: "RATE_LIMIT" }, 429, {
        "Retry-After": "10",
      })
      : say({ total: 0, results: [] })
  );
  const { line, clock } = lineTo(crmOf("hubspot", fake.url));
  assert.deepEqual(await line.find(NUMBER), []);
  clock.now += 9_000;
  await line.find(NUMBER);
  assert.equal(fake.asked.length, 1);
  clock.now += 2_000;
  await line.find(NUMBER);
  assert.equal(fake.asked.length, 2);
});

for (const kind of ["salesforce", "zoho"] as const) {
  Deno.test(`a token of ${kind} that was taken back is had anew, and one that has run out, too`, async () => {
    let [url, tokens] = ["", 0];
    let valid = "";
    await using fake = new FakeCrm(({ path, headers }) => {
      if (path.endsWith("/token")) {
        valid = `token-${++tokens}`;
        return say({ access_token: valid, instance_url: url, api_domain: url, expires_in: 3600 });
      }
      if (!headers.get("Authorization")?.endsWith(valid)) return say([{ message: "Session expired or invalid" }], 401);
      return say(kind === "zoho" ? { data: [] } : { searchRecords: [] });
    });
    url = fake.url;
    const { line, log, clock } = lineTo(crmOf(kind, url, { clientId: "c", refreshToken: "r" }));
    await line.find("+40722000001");
    await line.find("+40722000002");
    assert.equal(tokens, 1);
    valid = "taken back";
    await line.find("+40722000003");
    assert.equal(tokens, 2);
    clock.now += 3_600_000;
    await line.find("+40722000004");
    assert.equal(tokens, 3);
    assert.deepEqual(log, []);
  });
}

Deno.test("a call that stands there already is not written down again", async () => {
  await using fake = new FakeCrm((asked, nth, over) => {
    const { path, text } = asked;
    if (path === "/jsonrpc" && JSON.parse(text).params.args[4] === "search_count") return rpc(1);
    return odoo(asked, nth, over);
  });
  const { line } = lineTo(crmOf("odoo", fake.url, { database: "acme", user: "ana" }));
  assert.deepEqual(await line.note(NOTE), { came: "sent" });
  assert.equal(fake.asked.filter(({ text }) => text.includes("message_post")).length, 0);
});

Deno.test("a database that keeps tickets to itself still says who calls, and is complained of once", async () => {
  await using fake = new FakeCrm((asked, nth, over) =>
    asked.path.endsWith("/tickets/search")
      ? say({ status: "error", message: "This app hasn't been granted all required scopes" }, 403)
      : hubspot(asked, nth, over)
  );
  const { line, log, clock } = lineTo(crmOf("hubspot", fake.url));
  for (let times = 0; times < 2; times++) {
    assert.equal((await line.matters(NUMBER)).length, 3);
    clock.now += 5 * 60_000;
  }
  assert.deepEqual(await line.find(NUMBER), [{ ...ION, id: "100451" }]);
  assert.equal(log.length, 1);
  assert.match(log[0] ?? "", /^info "sales" does not tell of any ticket: it says 403: This app/);
});
