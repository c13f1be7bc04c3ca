import assert from "node:assert/strict";
import { type Flow, type Instant, later, SeededChance, START, toBytes, type Transport } from "../base/mod.ts";
import { buildDirectory } from "../directory/mod.ts";
import { header, headers, parseMessage, type SipRequest } from "../sip/mod.ts";
import { type Binding, type Change, type Registered, Registrar } from "./mod.ts";

const ANA = buildDirectory({
  office: { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  extensions: [
    { number: "101", name: "Ana Pop", secret: "x", ringForS: 25, callLimit: 2, phones: 3, srtp: "allowed" },
  ],
}, { revision: 1, realm: "kontor" }).extensions.get("101")!;

function flowFrom(ip: string, port: number, transport?: Transport, connection?: number): Flow {
  const flow = { transport: transport ?? "udp", local: { ip: "10.0.0.1", port: 5060 }, remote: { ip, port } };
  return connection === undefined ? flow : { ...flow, connection };
}

const FLOW = flowFrom("10.0.0.7", 5060);

function request(fields: readonly string[], cseq = 1, callId = "c1"): SipRequest {
  const lines = [
    "REGISTER sip:office SIP/2.0",
    "Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bK1",
    "From: <sip:101@office>;tag=a",
    "To: <sip:101@office>",
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} REGISTER`,
    ...fields,
  ];
  const read = parseMessage(toBytes(lines.join("\r\n") + "\r\n\r\n"));
  assert(read.ok && read.value.kind === "request", JSON.stringify(read));
  return read.value;
}

interface More {
  readonly cseq?: number;
  readonly callId?: string;
  readonly flow?: Flow;
  readonly now?: Instant;
}

/** A registrar, and a way to send it REGISTERs of Ana's phones. */
function office(): { registrar: Registrar; send: (fields: readonly string[], more?: More) => Registered } {
  const registrar = new Registrar();
  return {
    registrar,
    send: (fields, { cseq, callId, flow = FLOW, now = START } = {}) =>
      registrar.register(request(fields, cseq, callId), flow, ANA, now, { toTag: "t" }),
  };
}

const contactsOf = (registrar: Registrar, now: Instant = START): readonly string[] =>
  registrar.bindingsOf("101", now).map((binding) => binding.contact);
const told = (changes: readonly Change[]): string =>
  changes.map((change) => change.type === "bind" ? `+${change.binding.contact}` : `-${change.contact}`).join(
    " ",
  );

Deno.test("a phone registers, refreshes and leaves", () => {
  const { registrar, send } = office();
  const first = send(["Contact: <sip:101@10.0.0.7>", "Expires: 600", "User-Agent: Phone 1"]);
  assert.equal(first.response.status, 200);
  assert.equal(header(first.response, "To"), "<sip:101@office>;tag=t");
  assert.deepEqual(headers(first.response, "Contact"), ["<sip:101@10.0.0.7>;expires=600"]);
  assert.equal(told(first.changes), "+sip:101@10.0.0.7");
  const [binding] = registrar.bindingsOf("101", START);
  assert.deepEqual(binding, {
    number: "101",
    contact: "sip:101@10.0.0.7",
    flow: FLOW,
    path: [],
    callId: "c1",
    cseq: 1,
    preference: 1_000,
    expiresAt: later(START, 600_000),
    userAgent: "Phone 1",
  });
  assert.equal(registrar.next(), 600_000);
  const again = send(["Contact: <sip:101@10.0.0.7>;expires=700", "Expires: 600"], {
    cseq: 2,
    now: later(START, 1_500),
  });
  assert.deepEqual(headers(again.response, "Contact"), ["<sip:101@10.0.0.7>;expires=700"]);
  assert.equal(registrar.next(), 701_500);
  const asked = send([], { cseq: 3, now: later(START, 2_000) });
  assert.deepEqual(headers(asked.response, "Contact"), ["<sip:101@10.0.0.7>;expires=700"]);
  assert.equal(told(asked.changes), "");
  const gone = send(["Contact: <sip:101@10.0.0.7>;expires=0"], { cseq: 4 });
  assert.deepEqual(headers(gone.response, "Contact"), []);
  assert.equal(told(gone.changes), "-sip:101@10.0.0.7");
  assert.equal(registrar.size, 0);
  assert.equal(registrar.next(), undefined);
});

Deno.test("contacts are reached by q-value, and the same URI written otherwise is the same contact", () => {
  const { registrar, send } = office();
  send(['Contact: <sip:101@10.0.0.8>;q=0.25, "Desk" <sip:101@10.0.0.7>, <sip:101@10.0.0.9>;q=0.5']);
  assert.deepEqual(contactsOf(registrar), ["sip:101@10.0.0.7", "sip:101@10.0.0.9", "sip:101@10.0.0.8"]);
  const again = send(["Contact: <SIP:101@10.0.0.8;lr>;q=1"], { cseq: 2 });
  assert.equal(told(again.changes), "-sip:101@10.0.0.8 +SIP:101@10.0.0.8;lr");
  assert.equal(registrar.size, 3);
  assert(headers(again.response, "Contact").includes("<sip:101@10.0.0.9>;expires=3600;q=0.5"));
});

for (
  const [what, fields, status, field] of [
    ["too short", ["Contact: <sip:101@10.0.0.7>;expires=59"], 423, ["Min-Expires", "60"]],
    ["too short for one of two", ["Contact: <sip:a@h>, <sip:b@h>;expires=5"], 423, ["Min-Expires", "60"]],
    ["for * with another", ["Contact: *, <sip:101@10.0.0.7>", "Expires: 0"], 400],
    ["for * with a time", ["Contact: *", "Expires: 60"], 400],
    ["for * without Expires", ["Contact: *"], 400],
    ["of a mail address", ["Contact: <mailto:ana@h>"], 400],
    ["of a telephone number", ["Contact: <tel:101>"], 400],
    ["of more phones than may be", ["Contact: <sip:a@h>, <sip:b@h>, <sip:c@h>, <sip:d@h>"], 403],
    ["of more text than is kept", [`Contact: <sip:${"a".repeat(4_096)}@h>`], 413],
    ["with a Path it does not understand", ["Contact: <sip:a@h>", "Path: <sip:p>"], 420, ["Unsupported", "path"]],
    [
      "of two flows at once",
      [
        'Contact: <sip:a@h>;reg-id=1;+sip.instance="<x>", <sip:b@h>;reg-id=2;+sip.instance="<x>"',
        "Supported: outbound",
      ],
      400,
    ],
  ] as const
) {
  Deno.test(`a registration ${what} is refused with ${status} and changes nothing`, () => {
    const { registrar, send } = office();
    send(["Contact: <sip:old@10.0.0.1>"], { callId: "old" });
    const refused = send(fields);
    assert.equal(refused.response.status, status);
    if (field !== undefined) assert.equal(header(refused.response, field[0]), field[1]);
    assert.equal(told(refused.changes), "");
    assert.deepEqual(contactsOf(registrar), ["sip:old@10.0.0.1"]);
  });
}

Deno.test("times longer than the longest are cut, and those that cannot be read are the default", () => {
  const { send } = office();
  const { response } = send(["Contact: <sip:a@h>;expires=99999999, <sip:b@h>;expires=soon", "Expires: 4294967296"]);
  assert.deepEqual(headers(response, "Contact"), ["<sip:a@h>;expires=3600", "<sip:b@h>;expires=3600"]);
});

Deno.test("all leave with *, and an older request of the same Call-ID undoes nothing", () => {
  const { registrar, send } = office();
  send(["Contact: <sip:a@h>, <sip:b@h>"], { cseq: 5 });
  for (const cseq of [4, 5]) {
    assert.equal(send(["Contact: *", "Expires: 0"], { cseq }).response.status, 500);
    assert.equal(send(["Contact: <sip:b@h>;expires=0, <sip:c@h>"], { cseq }).response.status, 500);
  }
  assert.deepEqual(contactsOf(registrar), ["sip:a@h", "sip:b@h"]);
  const gone = send(["Contact: *", "Expires: 0"], { cseq: 1, callId: "c2" });
  assert.equal(told(gone.changes), "-sip:a@h -sip:b@h");
});

Deno.test("a phone that restarted with another contact replaces its older self", () => {
  const { registrar, send } = office();
  const instance = '+sip.instance="<urn:uuid:1>"';
  send([`Contact: <sip:101-x@10.0.0.7:1025>;${instance}`, "Contact: <sip:other@h>"]);
  const again = send([`Contact: <sip:101-y@10.0.0.7:1026>;${instance}`], { callId: "c2" });
  assert.equal(told(again.changes), "-sip:101-x@10.0.0.7:1025 +sip:101-y@10.0.0.7:1026");
  assert.deepEqual(contactsOf(registrar), ["sip:other@h", "sip:101-y@10.0.0.7:1026"]);
  assert(headers(again.response, "Contact").some((each) => each.includes('+sip.instance="<urn:uuid:1>"')));
});

Deno.test("where there is no room, the earlier life of the same socket makes it", () => {
  const { registrar, send } = office();
  for (const [at, port] of [5060, 5061, 5062].entries()) {
    send([`Contact: <sip:boot${at}@10.0.0.7>`], { callId: `c${at}`, flow: flowFrom("10.0.0.7", port) });
  }
  const elsewhere = send(["Contact: <sip:new@10.0.0.9>"], { callId: "n", flow: flowFrom("10.0.0.9", 5060) });
  assert.equal(elsewhere.response.status, 403);
  const rebooted = send(["Contact: <sip:new@10.0.0.7>"], { callId: "n", flow: flowFrom("10.0.0.7", 5061) });
  assert.equal(told(rebooted.changes), "-sip:boot1@10.0.0.7 +sip:new@10.0.0.7");
  assert.equal(registrar.size, 3);
});

Deno.test("the way back is the flow that the last REGISTER came on", () => {
  const { registrar, send } = office();
  send(["Contact: <sip:101@192.168.1.5>"], { flow: flowFrom("198.51.100.1", 40_000) });
  send(["Contact: <sip:101@192.168.1.5>"], { cseq: 2, flow: flowFrom("198.51.100.1", 41_000) });
  assert.equal(registrar.bindingsOf("101", START)[0]?.flow.remote.port, 41_000);
});

Deno.test("a Path is kept and said back", () => {
  const { registrar, send } = office();
  const { response } = send(["Contact: <sip:a@h>", "Path: <sip:p1;lr>, <sip:p2;lr>", "Supported: path"]);
  assert.deepEqual(headers(response, "Path"), ["<sip:p1;lr>", "<sip:p2;lr>"]);
  assert.deepEqual(registrar.bindingsOf("101", START)[0]?.path, ["<sip:p1;lr>", "<sip:p2;lr>"]);
});

Deno.test("an outbound phone keeps one binding per reg-id and hears that outbound holds", () => {
  const { registrar, send } = office();
  const contact = (user: string, id: number) => `Contact: <sip:${user}@h>;reg-id=${id};+sip.instance="<i>"`;
  const outbound = "Supported: outbound, path";
  const first = send([contact("a", 1), outbound], { flow: flowFrom("10.0.0.7", 1, "tcp", 1) });
  assert.equal(header(first.response, "Require"), "outbound");
  const [second, third] = [later(START, 1), later(START, 2)];
  send([contact("a", 2), outbound], { callId: "c2", flow: flowFrom("10.0.0.7", 2, "tcp", 2), now: second });
  assert.deepEqual(registrar.all(second).map((binding) => binding.regId), [1, 2]);
  const heard = registrar.bindingsOf("101", second);
  assert.deepEqual(heard.map((binding) => binding.regId), [2], "one phone rings once");
  const moved = send([contact("c", 1), outbound], {
    callId: "c3",
    flow: flowFrom("10.0.0.7", 3, "tcp", 3),
    now: third,
  });
  assert.equal(told(moved.changes), "+sip:c@h");
  assert.deepEqual(registrar.bindingsOf("101", third).map((binding) => binding.flow.connection), [3]);
  assert.equal(registrar.all(third).length, 2);
  assert.equal(told(registrar.flowClosed(flowFrom("10.0.0.7", 3, "tcp", 3))), "-sip:c@h");
  assert.deepEqual(registrar.bindingsOf("101", third).map((binding) => binding.regId), [2]);
});

Deno.test("an outbound phone takes one flow away and keeps the other under the same contact", () => {
  const { registrar, send } = office();
  const contact = (id: number, expires: number) =>
    `Contact: <sip:a@h>;reg-id=${id};+sip.instance="<i>";expires=${expires}`;
  for (const id of [1, 2]) send([contact(id, 600), "Supported: outbound"], { cseq: id, callId: `c${id}` });
  assert.equal(registrar.size, 2);
  send([contact(2, 0), "Supported: outbound"], { cseq: 3, callId: "c2" });
  assert.deepEqual(registrar.all(START).map((binding) => binding.regId), [1]);
});

Deno.test("an outbound phone behind a proxy that cannot do it is told so", () => {
  const { send } = office();
  const fields = ['Contact: <sip:a@h>;reg-id=1;+sip.instance="<i>"', "Supported: outbound, path", "Via: SIP/2.0/UDP x"];
  assert.equal(send([...fields, "Path: <sip:p;lr>"]).response.status, 439);
  assert.equal(send([...fields, "Path: <sip:p;lr;ob>"]).response.status, 200);
});

for (
  const [what, flow, contact, left] of [
    ["a browser's goes", flowFrom("10.0.0.7", 40_000, "ws", 7), "<sip:101@10.0.0.7;transport=ws>", undefined],
    ["a TLS phone's goes", flowFrom("10.0.0.7", 40_000, "tls", 7), "<sip:101@10.0.0.7:5061;transport=tls>", undefined],
    ["a TCP phone's that listens stays", flowFrom("10.0.0.7", 40_000, "tcp", 7), "<sip:101@10.0.0.7>", 5060],
    ["a TCP phone's behind NAT goes", flowFrom("10.0.0.7", 40_000, "tcp", 7), "<sip:101@192.168.1.5>", undefined],
    [
      "a TCP phone's that does not listen goes",
      flowFrom("10.0.0.7", 40_000, "tcp", 7),
      "<sip:101@10.0.0.7:40000>",
      undefined,
    ],
    ["a UDP phone's does not notice", flowFrom("10.0.0.7", 5060), "<sip:101@10.0.0.7>", 5060],
  ] as const
) {
  Deno.test(`when a connection is lost, the binding: ${what}`, () => {
    const { registrar, send } = office();
    send([`Contact: ${contact}`], { flow });
    const changes = registrar.flowClosed(flow);
    const bindings = registrar.bindingsOf("101", START);
    assert.equal(bindings[0]?.flow.remote.port, left);
    assert.equal(bindings[0]?.flow.connection, undefined);
    assert.equal(changes.length, flow.transport === "udp" ? 0 : 1);
    assert.equal(registrar.size, bindings.length);
    assert.deepEqual(registrar.flowClosed(flow), []);
  });
}

Deno.test("bindings expire one by one at their time", () => {
  const { registrar, send } = office();
  send(["Contact: <sip:a@h>;expires=60, <sip:b@h>;expires=90"]);
  assert.deepEqual(registrar.expire(later(START, 59_999)), []);
  assert.deepEqual(contactsOf(registrar, later(START, 60_000)), ["sip:b@h"]);
  assert.deepEqual(registrar.expire(later(START, 60_000)), [{ type: "unbind", number: "101", contact: "sip:a@h" }]);
  assert.equal(registrar.next(), 90_000);
  assert.equal(registrar.expire(later(START, 90_000)).length, 1);
  assert.deepEqual([registrar.size, registrar.next()], [0, undefined]);
});

for (const isNumbered of [true, false]) {
  Deno.test(`what is remembered ${isNumbered ? "with" : "without"} numbers of connections comes back where it can be reached`, () => {
    const { registrar: before, send } = office();
    send(["Contact: <sip:udp@10.0.0.7>"], { callId: "1" });
    send(["Contact: <sip:tcp@10.0.0.8>"], {
      callId: "2",
      flow: flowFrom("10.0.0.8", 9, "tcp", isNumbered ? 4 : undefined),
    });
    send(["Contact: <sip:ws@10.0.0.9>"], {
      callId: "3",
      flow: flowFrom("10.0.0.9", 9, "ws", isNumbered ? 5 : undefined),
    });
    const remembered: readonly Binding[] = before.all(START);
    const late = { ...remembered[0]!, contact: "sip:late@h", expiresAt: START };
    const after = new Registrar();
    const changes = after.restore([...remembered, late], START);
    assert.equal(told(changes), "+sip:tcp@10.0.0.8 -sip:ws@10.0.0.9 -sip:late@h");
    assert.deepEqual(after.all(START).map(({ contact, flow }) => [contact, flow.connection, flow.remote.port]), [
      ["sip:udp@10.0.0.7", undefined, 5060],
      ["sip:tcp@10.0.0.8", undefined, 5060],
    ]);
    assert.deepEqual(after.restore(after.all(START), START), [], "what is here already is newer");
    const again = new Registrar();
    assert.deepEqual(again.restore(after.all(START), START), [], "a second restart changes nothing");
    assert.equal(again.size, 2);
    assert.equal(told(after.forget("101")), "-sip:udp@10.0.0.7 -sip:tcp@10.0.0.8");
    assert.equal(after.size, 0);
  });
}

Deno.test("after 5,000 random registrations, losses and expiries the store has followed, and in the end nothing is left", () => {
  const chance = new SeededChance(3261);
  const { registrar, send } = office();
  const store = new Set<string>();
  let now = START;
  let cseq = 0;
  for (let round = 0; round < 5_000; round++) {
    now = later(now, chance.below(20_000));
    const transport = (["udp", "tcp", "ws"] as const)[chance.below(3)]!;
    const flow = flowFrom("10.0.0.7", 1_000 + chance.below(4), transport, chance.below(4));
    const contacts = Array.from({ length: chance.below(3) }, () => {
      const instance = chance.below(3) === 0 ? `;+sip.instance="<${chance.below(2)}>"` : "";
      return `Contact: <sip:${chance.below(6)}@10.0.0.7>;expires=${chance.below(3) * 60};q=0.${
        chance.below(10)
      }${instance}`;
    });
    const fields = chance.below(20) === 0 ? ["Contact: *", "Expires: 0"] : contacts;
    const changes = chance.below(4) === 0
      ? registrar.flowClosed(flow)
      : send(fields, { flow, now, cseq: ++cseq, callId: `c${chance.below(3)}` }).changes;
    for (const change of [...changes, ...registrar.expire(now)]) {
      if (change.type === "bind") store.add(change.binding.contact);
      else store.delete(change.contact);
    }
    const alive = registrar.bindingsOf("101", now);
    assert(alive.length <= ANA.contactLimit);
    assert.deepEqual([...store].sort(), alive.map((binding) => binding.contact).sort());
    assert.equal(registrar.size, alive.length);
    assert.equal(registrar.next(), alive.length === 0 ? undefined : Math.min(...alive.map((each) => each.expiresAt)));
    assert.deepEqual(alive.map((each) => each.preference), alive.map((each) => each.preference).sort((a, b) => b - a));
  }
  registrar.expire(later(now, 3_600_000));
  assert.deepEqual([registrar.size, registrar.next()], [0, undefined]);
});
