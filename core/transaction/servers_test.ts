import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import { header, withHeader } from "../sip/mod.ts";
import { ackOf, answerTo, arriving, keyOf, NONE_LEFT, open, runOut, say, sent, TCP, UDP, where } from "./example.ts";

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
  assert.ok(theirs.serverBytes > 200);
  theirs.confirm(key);
  assert.ok(theirs.serverBytes < 100, "an answer that nobody asks for again is not kept");
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

Deno.test("when all places are taken, what was answered T2 ago makes room, the oldest first", () => {
  const theirs = open({ limit: 2 });
  const ask = (count: number, afterMs: number) => {
    const came = arriving("REGISTER", `SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK${count}`);
    return theirs.receive(withHeader(came, "Call-ID", `c${count}`), UDP, later(START, afterMs));
  };
  for (const [count, afterMs] of [[1, 0], [2, 1_000]] as const) {
    theirs.respond(keyOf(ask(count, afterMs)), answerTo(arriving("REGISTER"), 401), later(START, afterMs));
  }
  assert.deepEqual(say(ask(3, 3_999)), ["send 503"]);
  assert.deepEqual(say(ask(3, 4_000)), ["request REGISTER"]);
  assert.deepEqual(say(ask(2, 4_000)), ["send 401"], "the younger one is still known");
  assert.deepEqual(say(ask(4, 6_000)), ["request REGISTER"]);
  assert.deepEqual(say(ask(5, 60_000)), ["send 503"], "a request that waits for its answer never gives way");
  assert.equal(theirs.sizes.server, 2);
});

Deno.test("when all places are taken a call for help comes through", () => {
  const theirs = open({ limit: 1, isUrgent: (asked) => asked.uri === "sip:112@box" });
  theirs.receive(arriving("OPTIONS"), UDP, START);
  assert.deepEqual(say(theirs.receive(arriving("INVITE"), UDP, START)), ["send 503"]);
  const help = { ...arriving("INVITE", "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKhelp"), uri: "sip:112@box" };
  assert.deepEqual(say(theirs.receive(help, UDP, START)), ["request INVITE"]);
});

Deno.test("large requests fill the places sooner, and give them back", () => {
  const theirs = open({ limit: 10 });
  const large = (count: number) => {
    const came = arriving("OPTIONS", `SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK${count}`);
    return withHeader(came, "Call-ID", `${count}${"x".repeat(8000)}`);
  };
  for (const count of [1, 2]) {
    const came = theirs.receive(large(count), UDP, START);
    theirs.respond(keyOf(came), answerTo(large(count), 401), START);
  }
  assert.ok(theirs.serverBytes > 20_480);
  assert.deepEqual(say(theirs.receive(large(3), UDP, START)), ["send 503"]);
  runOut(theirs);
  assert.equal(theirs.serverBytes, 0);
  assert.deepEqual(say(theirs.receive(large(3), UDP, START)), ["request OPTIONS"]);
});

// The Via as it came over UDP from 192.0.2.7:40000, and where the answer goes (RFC 3261 §18.2.2, RFC 3581 §4).
const WAYS_BACK: readonly (readonly [string, string, string])[] = [
  ["rport", "SIP/2.0/UDP 10.0.0.5:5062;rport;branch=z9hG4bKx", "192.0.2.7:40000"],
  ["no rport", "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bKx", "192.0.2.7:5062"],
  ["no rport and no port", "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKx", "192.0.2.7:5060"],
  ["no rport, from behind a router", "SIP/2.0/UDP 10.0.0.5:5062;branch=z9hG4bKx", "192.0.2.7:40000"],
  ["no rport, under a name", "SIP/2.0/UDP phone.example.com;branch=z9hG4bKx", "192.0.2.7:40000"],
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
