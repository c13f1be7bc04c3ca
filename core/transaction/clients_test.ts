import assert from "node:assert/strict";
import { type Flow, type Instant, later, START } from "../base/mod.ts";
import { header, headers, respondTo } from "../sip/mod.ts";
import { answerTo, NONE_LEFT, open, request, runOut, say, sent, sentRequest, TCP, UDP, US } from "./example.ts";

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
  ours.request(request("OPTIONS"), any, US, START);
  assert.deepEqual(say(ours.undeliverable(other, START)), ["failed unreachable"], "any connection was meant");
});

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

for (const method of ["ACK", "CANCEL"]) {
  Deno.test(`nobody starts a transaction for ${method}`, () => {
    const start = () => open().request(request(method), UDP, US, START);
    assert.throws(start, { message: `Cannot start a transaction for "${method}": it follows another request` });
  });
}
