import assert from "node:assert/strict";
import { type Flow, type Instant, later, SeededChance, START, toBytes } from "../base/mod.ts";
import { buildDirectory } from "../directory/mod.ts";
import {
  type Challenge,
  type Credentials,
  digestHa1,
  digestResponse,
  formatCredentials,
  type Header,
  parseChallenge,
  parseMessage,
  type SipRequest,
} from "../sip/mod.ts";
import { Authenticator, type AuthenticatorOptions, type Verdict } from "./mod.ts";

const REALM = "Demo Office";

const DIRECTORY = buildDirectory({
  office: { name: "Demo", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  extensions: ["101", "102"].map((number) => ({
    number,
    name: number,
    secret: `s3cret-${number}`,
    ringForS: 25,
    callLimit: 2,
    phones: 5,
    srtp: "allowed",
  })),
}, { revision: 1, realm: REALM });

function from(ip: string, port = 5060): Flow {
  return { transport: "udp", local: { ip: "10.0.0.1", port: 5060 }, remote: { ip, port } };
}

interface Call {
  readonly method?: string;
  readonly uri?: string;
  readonly user?: string;
  readonly to?: string;
  readonly fields?: readonly string[];
}

function request(
  { method = "REGISTER", uri = "sip:office", user = "101", to = user, fields = [] }: Call = {},
): SipRequest {
  const caller = user.includes("@") ? user : `${user}@office`;
  const lines = [
    `${method} ${uri} SIP/2.0`,
    "Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bK1",
    `From: "Ana" <sip:${caller}>;tag=a`,
    `To: <sip:${to}@office>`,
    "Call-ID: c1",
    `CSeq: 1 ${method}`,
    "Max-Forwards: 70",
    ...fields,
  ];
  const read = parseMessage(toBytes(lines.join("\r\n") + "\r\n\r\n"));
  assert(read.ok && read.value.kind === "request", JSON.stringify(read));
  return read.value;
}

interface Answer {
  readonly user?: string;
  readonly secret?: string;
  readonly nc?: string;
  readonly uri?: string;
  readonly method?: string;
  readonly field?: string;
  /** Which challenge: 0 is SHA-256, 1 is MD5. */
  readonly which?: number;
  readonly legacy?: boolean;
  readonly change?: Partial<Credentials>;
}

/** The header line with which a phone answers our challenges. */
function answer(verdict: Verdict, how: Answer = {}): string {
  const { user = "101", secret = `s3cret-${user}`, nc = "00000001", uri = "sip:office", method = "REGISTER" } = how;
  const { nonce, realm, algorithm } = challenges(verdict)[how.which ?? 0]!;
  const counted = how.legacy ? {} : { qop: "auth", nc, cnonce: "0a4f113b" };
  const name = algorithm === "SHA-256" ? "SHA-256" : "MD5";
  const ha1 = digestHa1(name, user, realm, secret);
  const response = digestResponse({ algorithm: name, ha1, nonce, method, uri, ...counted });
  const credentials = { username: user, realm, nonce, uri, response, algorithm: name, ...counted, ...how.change };
  return `${how.field ?? "Authorization"}: ${formatCredentials(credentials)}`;
}

function challenges(verdict: Verdict): readonly Challenge[] {
  assert(verdict.type === "refused");
  return verdict.headers.map((field: Header) => {
    const read = parseChallenge(field.value);
    assert(read.ok);
    return read.value;
  });
}

const factOf = (verdict: Verdict): string =>
  verdict.type === "admitted"
    ? verdict.extension.number
    : verdict.type === "site"
    ? `site ${verdict.trunk}`
    : verdict.fact ?? "";

/** An authenticator, and a way to ask it. */
function door(options: Partial<AuthenticatorOptions> = {}) {
  const door = new Authenticator({ chance: new SeededChance(1), ...options });
  const ask = (call?: Call, flow: Flow = from("10.0.0.7"), now: Instant = START): Verdict =>
    door.judge(request(call), flow, DIRECTORY, now);
  return { door, ask };
}

Deno.test("a stranger is asked by SHA-256 first and MD5 second, and leaves nothing behind", () => {
  const { door: authenticator, ask } = door();
  const verdict = ask();
  assert(verdict.type === "refused");
  assert.equal(verdict.status, 401);
  assert.deepEqual(verdict.headers.map((field) => field.name), ["WWW-Authenticate", "WWW-Authenticate"]);
  const [first, second] = challenges(verdict);
  assert.deepEqual([first?.algorithm, second?.algorithm], ["SHA-256", "MD5"]);
  assert.deepEqual([first?.realm, first?.qop, first?.stale], [REALM, ["auth"], undefined]);
  assert.deepEqual(authenticator.sizes, { nonces: 0, failedSources: 0, trustedFlows: 0 });
});

for (const [which, name] of [[0, "SHA-256"], [1, "MD5"]] as const) {
  Deno.test(`the right secret comes in by ${name}, once per count`, () => {
    const { door: authenticator, ask } = door();
    const asked = ask();
    const fields = [answer(asked, { which })];
    assert.deepEqual(ask({ fields }), { type: "admitted", extension: DIRECTORY.extensions.get("101") });
    const replayed = ask({ fields });
    assert.equal(factOf(replayed), "replayed-nc");
    assert.equal(challenges(replayed)[0]?.stale, true);
    assert.equal(factOf(ask({ fields: [answer(asked, { which, nc: "00000003" })] })), "101");
    assert.equal(factOf(ask({ fields: [answer(asked, { which, nc: "00000002" })] })), "101");
    assert.deepEqual(authenticator.sizes, { nonces: 1, failedSources: 0, trustedFlows: 1 });
  });
}

Deno.test("a call is asked as by a proxy where the caller wants it so", () => {
  const authenticator = new Authenticator({ chance: new SeededChance(1) });
  const call = { method: "INVITE", uri: "sip:102@office", to: "102" };
  const asked = authenticator.judge(request(call), from("a"), DIRECTORY, START, { proxy: true });
  assert(asked.type === "refused" && asked.status === 407);
  assert.equal(asked.headers[0]?.name, "Proxy-Authenticate");
  const field = answer(asked, { field: "Proxy-Authorization", method: "INVITE", uri: call.uri });
  const verdict = authenticator.judge(request({ ...call, fields: [field] }), from("a"), DIRECTORY, START, {
    proxy: true,
  });
  assert.equal(verdict.type, "admitted");
});

Deno.test("an unknown user is answered exactly like a wrong password", () => {
  const [known, unknown] = [door(), door()];
  const wrong = known.ask({ fields: [answer(known.ask(), { secret: "guess" })] });
  const nobody = unknown.ask({ user: "999", fields: [answer(unknown.ask(), { user: "999" })] });
  assert(wrong.type === "refused" && nobody.type === "refused");
  assert.deepEqual([wrong.fact, nobody.fact], ["wrong-password", "unknown-user"]);
  assert.deepEqual({ ...wrong, fact: "" }, { ...nobody, fact: "" });
  assert.deepEqual(known.door.sizes, { nonces: 0, failedSources: 1, trustedFlows: 0 });
});

Deno.test("an old nonce with the right secret is stale, also one from before the start; with the wrong one it is wrong", () => {
  const { door: authenticator, ask } = door({ nonceLifetimeMs: 1_000 });
  const asked = ask();
  for (
    const verdict of [
      asked,
      new Authenticator({ chance: new SeededChance(2) }).judge(request(), from("a"), DIRECTORY, START),
    ]
  ) {
    const late = ask({ fields: [answer(verdict)] }, from("a"), later(START, 1_001));
    assert.equal(factOf(late), "stale");
    assert.equal(challenges(late)[0]?.stale, true);
    assert.equal(factOf(ask({ fields: [answer(late)] }, from("a"), later(START, 1_002))), "101");
  }
  assert.equal(authenticator.sizes.failedSources, 0);
  assert.equal(
    factOf(ask({ fields: [answer(asked, { secret: "x" })] }, from("a"), later(START, 1_001))),
    "wrong-password",
  );
});

Deno.test("a phone that knows no qop comes in, once per nonce", () => {
  const { ask } = door();
  const fields = [answer(ask(), { legacy: true, which: 1 })];
  assert.equal(factOf(ask({ fields })), "101");
  assert.equal(factOf(ask({ fields })), "replayed-nc");
});

for (
  const [what, change] of [
    ["another realm", { realm: "elsewhere" }],
    ["another algorithm", { algorithm: "SHA-512-256" }],
    ["a qop that was not offered", { qop: "auth-int" }],
  ] as const
) {
  Deno.test(`credentials for ${what} are asked for again and are no failure`, () => {
    const { door: authenticator, ask } = door();
    assert.equal(factOf(ask({ fields: [answer(ask(), { change })] })), "bad-credentials");
    assert.equal(factOf(ask({ fields: ["Authorization: Basic YTpi"] })), "bad-credentials");
    assert.equal(authenticator.sizes.failedSources, 0);
  });
}

Deno.test("among several credentials those for our realm count", () => {
  const { ask } = door();
  const asked = ask();
  const fields = ["Authorization: Basic YTpi", answer(asked, { change: { realm: "elsewhere" } }), answer(asked)];
  assert.equal(factOf(ask({ fields })), "101");
});

for (
  const [digestUri, uri, expected] of [
    ["sip:102@office", "sip:102@office", "101"],
    ["sip:102@10.0.0.1:5060;transport=udp", "sip:102@office", "101"],
    ["sip:10.0.0.1:5060", "sip:102@office", "101"],
    ["sips:102@office", "sip:102@office", "101"],
    ["sip:103@office", "sip:102@office", "wrong-uri"],
    ["nonsense", "sip:102@office", "wrong-uri"],
  ] as const
) {
  Deno.test(`credentials for "${digestUri}" on a call to "${uri}": ${expected}`, () => {
    const { ask } = door();
    const fields = [answer(ask(), { uri: digestUri, method: "INVITE" })];
    const verdict = ask({ method: "INVITE", uri, to: "102", fields });
    assert.equal(factOf(verdict), expected);
    if (verdict.type === "refused") assert.equal(verdict.status, 403);
  });
}

for (
  const [method, user, to, expected] of [
    ["REGISTER", "101", "101", "101"],
    ["REGISTER", "101", "102", "wrong-identity"],
    ["REGISTER", "102", "101", "101"],
    ["INVITE", "101", "102", "101"],
    ["INVITE", "102", "101", "wrong-identity"],
    ["INVITE", "anonymous@anonymous.invalid", "102", "101"],
    ["REGISTER", "anonymous@anonymous.invalid", "anonymous", "wrong-identity"],
  ] as const
) {
  Deno.test(`101 sends ${method} from "${user}" to "${to}": ${expected}`, () => {
    const { ask } = door();
    const fields = [answer(ask(), { method })];
    assert.equal(factOf(ask({ method, user, to, fields })), expected);
  });
}

Deno.test("who keeps failing is not heard, not even with the right secret, but an office's known phones are", () => {
  const { ask } = door();
  const [phone, guesser, newcomer] = [from("198.51.100.1", 1), from("198.51.100.1", 2), from("198.51.100.1", 3)];
  assert.equal(factOf(ask({ fields: [answer(ask())] }, phone)), "101");
  for (let guess = 0; guess < 10; guess++) {
    assert.equal(factOf(ask({ fields: [answer(ask(), { secret: `${guess}` })] }, guesser)), "wrong-password");
  }
  const silent = ask({ fields: [answer(ask(undefined, from("b")))] }, guesser);
  assert(silent.type === "refused");
  assert.deepEqual([silent.status, silent.fact, silent.headers], [403, "throttled", []]);
  assert.equal(factOf(ask(undefined, newcomer)), "throttled");
  assert.equal(factOf(ask({ fields: [answer(ask(undefined, phone))] }, phone)), "101");
  assert.equal(factOf(ask(undefined, newcomer)), "no-credentials");
});

Deno.test("nothing is left after a day, and a thousand challenges are no failure", () => {
  const { door: authenticator, ask } = door();
  for (let round = 0; round < 1_000; round++) ask();
  ask({ fields: [answer(ask())] });
  ask({ fields: [answer(ask(), { secret: "x" })] }, from("b"));
  assert.deepEqual(authenticator.sizes, { nonces: 1, failedSources: 1, trustedFlows: 1 });
  authenticator.expire(later(START, 86_400_000));
  assert.deepEqual(authenticator.sizes, { nonces: 0, failedSources: 0, trustedFlows: 0 });
});

Deno.test("a browser whose user is signed in at the desk speaks as his extension alone, without a secret", () => {
  const authenticator = new Authenticator({ chance: new SeededChance(1) });
  const flow: Flow = { ...from("192.0.2.7"), transport: "wss", connection: 1, vouched: "101" };
  const judge = (call: Call, by: Flow = flow) => authenticator.judge(request(call), by, DIRECTORY, START).type;
  assert.equal(judge({ user: "101" }), "admitted");
  assert.equal(judge({ user: "102" }), "refused");
  assert.equal(judge({ method: "REGISTER", user: "101", to: "102" }), "refused");
  assert.equal(judge({ user: "109" }, { ...flow, vouched: "109" }), "refused", "an extension that is gone");
});
