import assert from "node:assert/strict";
import { type Flow, type Instant, later, SeededChance, START, toText } from "../base/mod.ts";
import {
  header,
  headers,
  parseMessage,
  prepend,
  respondTo,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  withHeader,
} from "../sip/mod.ts";
import type { TransactionEvent } from "./event.ts";
import { Transactions, type TransactionsOptions } from "./transactions.ts";

const US = { ip: "192.0.2.1", port: 5060 };
const UDP: Flow = { transport: "udp", local: US, remote: { ip: "192.0.2.7", port: 40_000 } };
const TCP: Flow = { ...UDP, transport: "tcp", connection: 7 };
const NONE_LEFT = { client: 0, server: 0, deadlines: 0 };
const NO_BODY = new Uint8Array(0);

function open(options: Partial<TransactionsOptions> = {}): Transactions {
  return new Transactions({ chance: new SeededChance(1), ...options });
}

function request(method: string, extra: readonly { name: string; value: string }[] = []): SipRequest {
  return {
    kind: "request",
    method,
    uri: "sip:102@192.0.2.7",
    headers: [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: "<sip:101@box>;tag=a" },
      { name: "To", value: "<sip:102@box>" },
      { name: "Call-ID", value: "c1" },
      { name: "CSeq", value: `1 ${method}` },
      ...extra,
    ],
    body: NO_BODY,
  };
}

/** A request as it comes from the network. */
function arriving(method: string, via = "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bKx;rport"): SipRequest {
  return prepend(request(method), "Via", via);
}

function ackOf(invite: SipRequest, to: string): SipRequest {
  return withHeader(withHeader({ ...invite, method: "ACK" }, "CSeq", "1 ACK"), "To", to);
}

/** `send INVITE udp:port`, `response 180`, ...: one word or two per event. */
function say(events: readonly TransactionEvent[]): string[] {
  return events.map((event) => {
    switch (event.type) {
      case "send":
        return `send ${line(event.bytes)}`;
      case "response":
        return `response ${event.response.status}`;
      case "stray":
        return `stray ${event.response.status}`;
      case "request":
      case "ack":
      case "cancelled":
        return `${event.type} ${event.request.method}`;
      case "failed":
        return `failed ${event.why}`;
      case "unconfirmed":
        return "unconfirmed";
    }
  });
}

function line(bytes: Uint8Array): string {
  const words = toText(bytes).split(" ");
  return words[0] === "SIP/2.0" ? words[1]! : words[0]!;
}

function sent(events: readonly TransactionEvent[], index = 0): SipMessage {
  const sends = events.filter((event) => event.type === "send");
  const message = parseMessage(sends[index]!.bytes);
  assert.ok(message.ok);
  return message.value;
}

function sentRequest(events: readonly TransactionEvent[], index = 0): SipRequest {
  const message = sent(events, index);
  assert.ok(message.kind === "request");
  return message;
}

function where(events: readonly TransactionEvent[]): string {
  const first = events.find((event) => event.type === "send")!;
  return `${first.flow.remote.ip}:${first.flow.remote.port}`;
}

function keyOf(events: readonly TransactionEvent[]): string {
  const first = events.find((event) => event.type === "request");
  assert.ok(first !== undefined, "Expected a request");
  return first.key;
}

function answerTo(asked: SipRequest, status: number, toTag = "b"): SipResponse {
  return respondTo(asked, status, { toTag });
}

/** Lets all deadlines pass, and says what came of them. */
function runOut(transactions: Transactions): string[] {
  const all: string[] = [];
  for (let next = transactions.next(); next !== undefined; next = transactions.next()) {
    all.push(...say(transactions.expire(next)));
  }
  assert.deepEqual(transactions.sizes, NONE_LEFT);
  return all;
}

Deno.test("a request goes out under a Via with our address, a branch and rport", () => {
  const { events, key } = open().request(request("OPTIONS"), UDP, { ip: "203.0.113.9", port: 5060 }, START);
  const via = header(sent(events), "Via")!;
  assert.match(via, /^SIP\/2\.0\/UDP 203\.0\.113\.9:5060;branch=z9hG4bK[0-9a-f]{16};rport$/);
  assert.ok(key.includes(/branch=([^;]+)/.exec(via)![1]!));
});

Deno.test("the ACK of a refusal keeps the branch and the Route of the INVITE, and the To of the response", () => {
  const ours = open();
  const route = [{ name: "Route", value: "<sip:p1;lr>" }, { name: "Route", value: "<sip:p2;lr>" }];
  const { events } = ours.request(request("INVITE", route), UDP, US, START);
  const invite = sentRequest(events);
  const refusal = answerTo(invite, 486);
  const done = ours.receive(refusal, UDP, START);
  assert.deepEqual(say(done), ["send ACK", "response 486"]);
  const ack = sentRequest(done);
  assert.equal(ack.uri, invite.uri);
  assert.deepEqual(headers(ack, "Via"), headers(invite, "Via"));
  assert.deepEqual(headers(ack, "Route"), ["<sip:p1;lr>", "<sip:p2;lr>"]);
  assert.equal(header(ack, "To"), "<sip:102@box>;tag=b");
  assert.equal(header(ack, "CSeq"), "1 ACK");
  assert.equal(header(ack, "Call-ID"), "c1");
  assert.deepEqual(say(ours.receive(refusal, UDP, START)), ["send ACK"]);
  assert.deepEqual(runOut(ours), []);
});

Deno.test("each 2xx of a fork goes up, and the ACK for one has a branch of its own", () => {
  const ours = open();
  const { events, key } = ours.request(request("INVITE"), UDP, US, START);
  const invite = sentRequest(events);
  for (const tag of ["b1", "b2", "b1"]) {
    assert.deepEqual(say(ours.receive(answerTo(invite, 200, tag), UDP, START)), ["response 200"]);
  }
  assert.deepEqual(ours.cancel(key, [], START), []);
  const ack = sentRequest(ours.acknowledge(request("ACK"), UDP, US));
  assert.notEqual(header(ack, "Via"), header(invite, "Via"));
  assert.deepEqual(runOut(ours), []);
  assert.deepEqual(say(ours.receive(answerTo(invite, 200, "b2"), UDP, later(START, 33_000))), ["stray 200"]);
});

Deno.test("a CANCEL waits for the first provisional response and bears the INVITE's branch and a Reason", () => {
  const ours = open();
  const { events, key } = ours.request(request("INVITE", [{ name: "Require", value: "100rel" }]), UDP, US, START);
  const invite = sentRequest(events);
  const reason = { name: "Reason", value: "SIP;cause=200" };
  assert.deepEqual(ours.cancel(key, [reason], START), []);
  const done = ours.receive(answerTo(invite, 100), UDP, START);
  assert.deepEqual(say(done), ["response 100", "send CANCEL"]);
  const cancel = sentRequest(done);
  assert.deepEqual(headers(cancel, "Via"), headers(invite, "Via"));
  assert.equal(header(cancel, "CSeq"), "1 CANCEL");
  assert.equal(header(cancel, "To"), "<sip:102@box>");
  assert.equal(header(cancel, "Reason"), "SIP;cause=200");
  assert.equal(header(cancel, "Require"), undefined);
  assert.deepEqual(ours.cancel(key, [], START), [], "a second cancel is quiet");
  assert.deepEqual(ours.receive(answerTo(cancel, 200), UDP, START), [], "the CANCEL's answer is no news");
  assert.deepEqual(say(ours.receive(answerTo(invite, 487), UDP, START)), ["send ACK", "response 487"]);
  assert.deepEqual(runOut(ours), []);
});

Deno.test("a cancelled INVITE that nobody answers has failed after 64*T1", () => {
  const ours = open();
  const { events, key } = ours.request(request("INVITE"), TCP, US, START);
  ours.receive(answerTo(sentRequest(events), 180), TCP, START);
  assert.deepEqual(say(ours.cancel(key, [], later(START, 5000))), ["send CANCEL"]);
  assert.equal(ours.next(), 37_000);
  assert.deepEqual(runOut(ours), ["failed timeout"]);
});

Deno.test("what cannot be delivered fails what has no answer from that peer, and nothing else", () => {
  const ours = open();
  const other: Flow = { ...TCP, connection: 8 };
  ours.request(request("INVITE"), TCP, US, START);
  ours.request(request("OPTIONS"), TCP, US, START);
  ours.request(request("OPTIONS"), other, US, START);
  ours.request(request("OPTIONS"), UDP, US, START);
  assert.deepEqual(say(ours.undeliverable(TCP, START)), ["failed unreachable", "failed unreachable"]);
  assert.deepEqual(ours.sizes, { client: 2, server: 0, deadlines: 2 });
  const { connection: _, ...any } = TCP;
  assert.deepEqual(say(ours.undeliverable(any, START)), ["failed unreachable"]);
});

Deno.test("a request that comes again gets the last response again, and its user hears of it once", () => {
  const theirs = open();
  const options = arriving("OPTIONS");
  const came = theirs.receive(options, UDP, START);
  assert.deepEqual(say(came), ["request OPTIONS"]);
  assert.deepEqual(theirs.receive(options, UDP, START), []);
  assert.deepEqual(say(theirs.respond(keyOf(came), answerTo(options, 200), START)), ["send 200"]);
  assert.deepEqual(say(theirs.receive(options, UDP, START)), ["send 200"]);
  assert.deepEqual(theirs.respond(keyOf(came), answerTo(options, 404), START), [], "one final response is enough");
  assert.deepEqual(runOut(theirs), []);
});

Deno.test("a 2xx is repeated until it is confirmed, and its ACK goes up", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, TCP, START));
  theirs.respond(key, answerTo(invite, 200), START, { repeat: true });
  assert.deepEqual(say(theirs.expire(500 as Instant)), ["send 200"]);
  assert.deepEqual(theirs.receive(invite, TCP, START), [], "RFC 6026 absorbs the INVITE");
  const ack = withHeader(
    ackOf(invite, "<sip:102@box>;tag=b"),
    "Via",
    "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bKy;rport",
  );
  assert.deepEqual(say(theirs.receive(ack, TCP, START)), ["ack ACK"]);
  theirs.confirm(key);
  assert.deepEqual(runOut(theirs), []);
});

Deno.test("a 2xx that nobody confirms is told after 64*T1", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, UDP, START));
  theirs.respond(key, answerTo(invite, 200), START, { repeat: true });
  assert.deepEqual(runOut(theirs), [...new Array<string>(10).fill("send 200"), "unconfirmed"]);
});

Deno.test("a reliable 183 is repeated beside a 180, until its PRACK", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, UDP, START));
  theirs.respond(key, answerTo(invite, 183), START, { repeat: true });
  theirs.respond(key, answerTo(invite, 180), START);
  assert.deepEqual(say(theirs.expire(500 as Instant)), ["send 183"]);
  assert.deepEqual(say(theirs.receive(invite, UDP, START)), ["send 180"]);
  theirs.confirm(key);
  assert.deepEqual(theirs.sizes, { client: 0, server: 1, deadlines: 0 });
  theirs.respond(key, answerTo(invite, 200), START);
  assert.deepEqual(runOut(theirs), []);
});

Deno.test("the ACK of a refusal stays inside", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, UDP, START));
  theirs.respond(key, answerTo(invite, 486), START);
  assert.deepEqual(say(theirs.receive(invite, UDP, START)), ["send 486"]);
  assert.deepEqual(theirs.receive(ackOf(invite, "<sip:102@box>;tag=b"), UDP, START), []);
  assert.deepEqual(runOut(theirs), []);
});

Deno.test("a CANCEL is answered with the INVITE's tag, and told while there is no final response", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, UDP, START));
  theirs.respond(key, answerTo(invite, 180, "ringing"), START);
  const cancel = arriving("CANCEL");
  const came = theirs.receive(cancel, UDP, START);
  assert.deepEqual(say(came), ["send 200", "cancelled CANCEL"]);
  assert.equal(header(sent(came), "To"), "<sip:102@box>;tag=ringing");
  assert.deepEqual(say(theirs.receive(cancel, UDP, START)), ["send 200"], "a copy is no news");
  assert.deepEqual(say(theirs.respond(key, answerTo(invite, 487), START)), ["send 487"]);
  assert.deepEqual(runOut(theirs), new Array<string>(10).fill("send 487"));
});

Deno.test("a CANCEL after the answer is answered, and changes nothing", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, UDP, START));
  theirs.respond(key, answerTo(invite, 200), START);
  assert.deepEqual(say(theirs.receive(arriving("CANCEL"), UDP, START)), ["send 200"]);
  assert.deepEqual(runOut(theirs), []);
});

Deno.test("a CANCEL that finds nothing is a request like any other", () => {
  assert.deepEqual(say(open().receive(arriving("CANCEL"), UDP, START)), ["request CANCEL"]);
});

Deno.test("a request that comes by two ways is answered with 482 the second time, and its ACK is dropped", () => {
  const theirs = open();
  const invite = arriving("INVITE");
  const key = keyOf(theirs.receive(invite, UDP, START));
  const copy = arriving("INVITE", "SIP/2.0/UDP 192.0.2.8;branch=z9hG4bKother;rport");
  const refused = theirs.receive(copy, UDP, START);
  assert.deepEqual(say(refused), ["send 482"]);
  assert.deepEqual(theirs.receive(ackOf(copy, header(sent(refused), "To")!), UDP, START), []);
  theirs.respond(key, answerTo(invite, 404), START);
  runOut(theirs);
  assert.deepEqual(say(theirs.receive(copy, UDP, later(START, 40_000))), ["request INVITE"]);
});

Deno.test("when all places are taken a new request gets 503 and leaves no trace, but a BYE comes through", () => {
  const theirs = open({ limit: 4 });
  const others = [1, 2, 3, 4].map((count) => withHeader(arriving("OPTIONS", via(count)), "Call-ID", `c${count}`));
  for (const each of others) assert.deepEqual(say(theirs.receive(each, UDP, START)), ["request OPTIONS"]);
  const refused = theirs.receive(arriving("INVITE"), UDP, START);
  assert.deepEqual(say(refused), ["send 503"]);
  assert.equal(header(sent(refused), "Retry-After"), "32");
  assert.equal(theirs.sizes.server, 4);
  const bye = withHeader(arriving("BYE"), "To", "<sip:102@box>;tag=b");
  assert.deepEqual(say(theirs.receive(bye, UDP, START)), ["request BYE"]);
  const last = withHeader(arriving("BYE", via(9)), "To", "<sip:102@box>;tag=b");
  assert.deepEqual(say(theirs.receive(last, UDP, START)), ["send 503"], "the reserve has an end too");

  function via(count: number): string {
    return `SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK${count}`;
  }
});

// The Via as it came over UDP from 192.0.2.7:40000, and where the answer goes (RFC 3261 §18.2.2, RFC 3581 §4).
const WAYS_BACK: readonly (readonly [string, string, string])[] = [
  ["rport", "SIP/2.0/UDP 10.0.0.5:5062;rport;branch=z9hG4bKx", "192.0.2.7:40000"],
  ["no rport", "SIP/2.0/UDP 10.0.0.5:5062;branch=z9hG4bKx", "192.0.2.7:5062"],
  ["no rport and no port", "SIP/2.0/UDP phone.example.com;branch=z9hG4bKx", "192.0.2.7:5060"],
  ["maddr", "SIP/2.0/UDP 10.0.0.5:5062;maddr=224.2.0.1;rport;branch=z9hG4bKx", "224.2.0.1:5062"],
  ["maddr that is a name", "SIP/2.0/UDP 10.0.0.5;maddr=evil.example.com;rport;branch=z9hG4bKx", "192.0.2.7:40000"],
];
for (const [name, via, expected] of WAYS_BACK) {
  Deno.test(`a response finds its way back by ${name}`, () => {
    const theirs = open();
    const options = arriving("OPTIONS", via);
    const came = theirs.receive(options, UDP, START);
    assert.equal(where(theirs.respond(keyOf(came), answerTo(options, 200), START)), expected);
  });
}

Deno.test("a response over TCP goes back over the connection, whatever the Via says", () => {
  const theirs = open();
  const options = arriving("OPTIONS", "SIP/2.0/TCP 10.0.0.5:9;maddr=224.2.0.1;branch=z9hG4bKx");
  const answered = theirs.respond(keyOf(theirs.receive(options, TCP, START)), answerTo(options, 200), START);
  assert.deepEqual(answered.map((event) => event.type === "send" && event.flow), [TCP]);
  assert.deepEqual(theirs.sizes, NONE_LEFT);
});

Deno.test("the user gets the request with received and rport in its Via", () => {
  const [came] = open().receive(arriving("OPTIONS", "SIP/2.0/UDP 10.0.0.5;rport;branch=z9hG4bKx"), UDP, START);
  assert.ok(came?.type === "request");
  const via = header(came.request, "Via")!;
  assert.ok(via.includes("received=192.0.2.7") && via.includes("rport=40000"), via);
});

for (const via of ["SIP/2.0/UDP 192.0.2.7:5062", "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK"]) {
  Deno.test(`a peer of RFC 2543 is understood by the old rules: ${via}`, () => {
    const theirs = open();
    const invite = arriving("INVITE", via);
    const key = keyOf(theirs.receive(invite, UDP, START));
    assert.deepEqual(theirs.receive(invite, UDP, START), []);
    theirs.respond(key, answerTo(invite, 486, "b"), START);
    assert.deepEqual(say(theirs.receive(invite, UDP, START)), ["send 486"]);
    const strange = ackOf(invite, "<sip:102@box>;tag=other");
    assert.deepEqual(say(theirs.receive(strange, UDP, START)), ["ack ACK"], "an ACK for another answer");
    assert.deepEqual(theirs.receive(ackOf(invite, "<sip:102@box>;tag=b"), UDP, START), []);
    const second = withHeader(arriving("INVITE", via), "CSeq", "2 INVITE");
    const again = keyOf(theirs.receive(second, UDP, START));
    theirs.respond(again, answerTo(second, 180), START);
    const cancel = withHeader(arriving("CANCEL", via), "CSeq", "2 CANCEL");
    assert.deepEqual(say(theirs.receive(cancel, UDP, START)), ["send 200", "cancelled CANCEL"]);
    theirs.respond(again, answerTo(second, 487), START);
    runOut(theirs);
  });
}

Deno.test("a response with two Vias was meant for nobody here", () => {
  const ours = open();
  const { events } = ours.request(request("OPTIONS"), UDP, US, START);
  const response = respondTo(sentRequest(events), 200, { toTag: "b" });
  const doubled = { ...response, headers: [...response.headers, { name: "Via", value: "SIP/2.0/UDP 192.0.2.66" }] };
  assert.deepEqual(ours.receive(doubled, UDP, START), []);
  assert.deepEqual(say(ours.receive(response, UDP, START)), ["response 200"]);
});

Deno.test("a late wake-up sends once, not once for each time that was missed", () => {
  const ours = open();
  ours.request(request("INVITE"), UDP, US, START);
  assert.deepEqual(say(ours.expire(20_000 as Instant)), ["send INVITE"]);
  assert.deepEqual(say(ours.expire(50_000 as Instant)), ["failed timeout"]);
  assert.deepEqual(ours.sizes, NONE_LEFT);
});

Deno.test("a table describes itself, one line a transaction", () => {
  const both = open();
  both.request(request("OPTIONS"), UDP, US, START);
  both.receive(arriving("INVITE"), UDP, START);
  const [first, second] = both.describe(START);
  assert.match(first!, /^non-invite-client z9hG4bK\w+ OPTIONS trying, wakes in 500 ms$/);
  assert.equal(second, "invite-server z9hG4bKx 192.0.2.7:5062 INVITE proceeding, waits for its user");
});
