import assert from "node:assert/strict";
import { header, headers, parseCount } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { BenchPhone } from "../lab/bench_phone.ts";
import { Lab } from "../lab/lab.ts";
import { officeOf } from "../lab/office.ts";
import { registered, ringing, talking } from "../lab/scene.ts";
import { assertAllDark, documents, opened, subscribe, subscriptionStates } from "../lab/watching.ts";

function lamp(phone: BenchPhone): readonly string[] {
  return phone.shown.flatMap((event) => event.type === "lamp" ? [event.state] : []);
}

function states(phone: HandPhone): readonly string[] {
  return documents(phone).map((text) => [...text.matchAll(/<state>(\w+)</g)].map(([, state]) => state).join(" "));
}

Deno.test("a lamp shows an extension ring, talk and be free again, whoever began", () => {
  const lab = new Lab().open();
  const [ana, bob, eve] = [lab.phone("101"), lab.phone("102"), lab.phone("103")];
  eve.do({ do: "watch", number: "102" });
  bob.do({ do: "watch", number: "101" });
  lab.run(500);
  assert.deepEqual(lamp(eve), ["terminated"]);
  ana.do({ do: "dial", line: "a", number: "102" });
  lab.run(500);
  // It was asked but does not ring yet.
  assert.deepEqual(lamp(eve), ["terminated"]);
  const [line] = bob.incoming;
  bob.do({ do: "ring", line: line! });
  lab.run(500);
  assert.deepEqual(lamp(eve), ["terminated", "early"]);
  bob.do({ do: "answer", line: line! });
  lab.run(500);
  assert.deepEqual(lamp(eve), ["terminated", "early", "confirmed"]);
  ana.do({ do: "hang-up", line: "a" });
  lab.run(500);
  assert.deepEqual(lamp(eve), ["terminated", "early", "confirmed", "terminated"]);
  assert.deepEqual(lamp(bob).filter((state, at, all) => state !== all[at - 1]), [
    "terminated",
    "early",
    "confirmed",
    "terminated",
  ]);
  assert.deepEqual([lab.figures()["lamps_watched"], lab.figures()["lamp_subscriptions"]], [2, 2]);
  eve.do({ do: "unwatch", number: "102" });
  bob.do({ do: "unwatch", number: "101" });
  lab.run(500);
  assert.deepEqual(eve.last("watch-ended"), { type: "watch-ended", number: "102", status: 200 });
  assertAllDark(lab);
});

Deno.test("a notice names the dialog, its direction and both parties, and no keys to the call", () => {
  const lab = new Lab();
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  subscribe(eve, "102", { event: "dialog;id=7" });
  subscribe(eve, "101");
  lab.run(100);
  assert.deepEqual(eve.statuses("SUBSCRIBE"), [200, 200]);
  assert.deepEqual(states(eve), ["", ""]);
  assert.match(documents(eve)[0]!, / version="0" state="full" entity="sip:102@10\.0\.0\.1"/);
  const { caller } = ringing(lab, ana, bob);
  lab.run(100);
  const early = documents(eve).findLast((text) => text.includes('entity="sip:102@'))!;
  assert.match(early, / version="1" state="full"/);
  assert.match(early, /<dialog id="\w+" direction="recipient"><state>early<\/state>/);
  assert.match(early, /<local><identity display="Person 102">sip:102@10\.0\.0\.1<\/identity>/);
  assert.match(early, /<remote><identity display="Person 101">sip:101@10\.0\.0\.1<\/identity>/);
  assert.doesNotMatch(early, /call-id|-tag/);
  const calling = documents(eve).findLast((text) => text.includes('entity="sip:101@'))!;
  assert.match(calling, /direction="initiator"><state>early<.*<remote><identity.*>sip:102@10\.0\.0\.1</);
  const notice = eve.requests("NOTIFY").findLast((request) => header(request, "Event") === "dialog;id=7")!;
  assert.match(header(notice, "Subscription-State")!, /^active;expires=3\d\d\d$/);
  assert.equal(header(notice, "Content-Type"), "application/dialog-info+xml");
  caller.cancel();
  lab.run(500);
  assert.match(documents(eve).at(-1)!, /<dialog id="\w+"><state>terminated<\/state><\/dialog>/);
  lab.run(3_700_000);
  assertAllDark(lab);
});

Deno.test("a caller who does not want to be named is not named on a lamp", () => {
  const lab = new Lab();
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  subscribe(eve, "102", { expires: "60" });
  lab.run(100);
  const call = ana.invite("102", { sdp: sdp(), headers: [field("Privacy", "id")] });
  lab.run(100);
  bob.calls[0]!.respond(180);
  lab.run(200);
  assert.match(documents(eve).at(-1)!, /<remote><identity display="Anonymous">sip:anonymous@anonymous\.invalid</);
  assert.doesNotMatch(documents(eve).at(-1)!, /101/);
  call.cancel();
  lab.run(61_000);
  assertAllDark(lab);
});

Deno.test("two watchers are told alike, and each of them once for all that happens in one turn", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const watchers = [registered(lab, "103"), lab.hand("103")];
  for (const watcher of watchers) subscribe(watcher, "102", { expires: "60" });
  lab.run(500);
  const { caller, called } = talking(lab, ana, bob);
  lab.run(500);
  caller.bye();
  lab.run(500);
  assert.equal(called.count("BYE"), 1);
  for (const watcher of watchers) assert.deepEqual(states(watcher), ["", "early", "confirmed", "terminated"]);
  lab.run(61_000);
  assertAllDark(lab);
});

Deno.test("of a hundred watchers each is told within 200 ms", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const watchers = Array.from({ length: 100 }, () => lab.hand("103"));
  for (const watcher of watchers) subscribe(watcher, "102", { expires: "60" });
  lab.run(500);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  for (const [status, state] of [[180, "early"], [200, "confirmed"]] as const) {
    bob.calls[0]!.respond(status, status === 200 ? { sdp: sdp() } : {});
    lab.run(200);
    for (const watcher of watchers) assert.equal(states(watcher).at(-1), state);
  }
  call.ack();
  call.bye();
  lab.run(200);
  for (const watcher of watchers) assert.equal(states(watcher).at(-1), "terminated");
  lab.run(61_000);
  assertAllDark(lab);
});

Deno.test("a burst is told at most every 100 ms, and its last state within 200 ms", () => {
  const lab = new Lab();
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  subscribe(eve, "102", { expires: "60" });
  lab.run(500);
  for (let count = 0; count < 10; count++) {
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(5);
    bob.calls.at(-1)!.respond(180);
    lab.run(5);
    call.cancel();
    lab.run(10);
  }
  lab.run(150);
  const told = documents(eve).length - 1;
  assert.ok(told >= 2 && told <= 4, `told ${told} times`);
  assert.doesNotMatch(states(eve).at(-1)!, /early/);
  assert.equal(lab.figures()["calls_running"], 0);
  lab.run(61_000);
  assertAllDark(lab);
});

Deno.test("one NOTIFY at a time: while it has no answer nothing else is sent, and then the latest state", () => {
  const lab = new Lab();
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  eve.polite.delete("NOTIFY");
  subscribe(eve, "102", { expires: "60" });
  lab.run(100);
  const { caller } = talking(lab, ana, bob);
  lab.run(200);
  caller.bye();
  lab.run(100);
  talking(lab, ana, bob);
  assert.deepEqual(new Set(states(eve)), new Set([""]));
  eve.respond(eve.requests("NOTIFY")[0]!, 200);
  lab.run(200);
  assert.deepEqual([...new Set(states(eve))], ["", "confirmed"]);
  eve.respond(eve.requests("NOTIFY").at(-1)!, 200);
  ana.calls.at(-1)!.bye();
  eve.polite.add("NOTIFY");
  lab.run(62_000);
  assert.match(subscriptionStates(eve).at(-1)!, /^terminated;reason=timeout/);
  assertAllDark(lab);
});

Deno.test("a subscription is refreshed, and one that is not ends with a last word", () => {
  const lab = new Lab().open();
  const eve = registered(lab, "103");
  lab.phone("101").do({ do: "watch", number: "102", expiresS: 60 });
  subscribe(eve, "102", { expires: "60" });
  lab.run(55_000);
  assert.equal(lab.figures()["lamp_subscriptions"], 2);
  subscribe(eve, "102", { ...opened(eve), expires: "60" });
  lab.run(100);
  assert.deepEqual(eve.statuses("SUBSCRIBE"), [200, 200]);
  assert.deepEqual(subscriptionStates(eve), ["active;expires=60", "active;expires=60"]);
  assert.match(documents(eve).at(-1)!, / version="1" /);
  lab.run(59_000);
  assert.equal(lab.figures()["lamp_subscriptions"], 2);
  lab.run(2_000);
  assert.equal(subscriptionStates(eve).at(-1), "terminated;reason=timeout");
  assert.equal(lab.figures()["lamp_subscriptions"], 1);
  subscribe(eve, "102", { ...opened(eve), expires: "60" });
  lab.run(100);
  assert.equal(eve.statuses("SUBSCRIBE").at(-1), 481);
  lab.run(600_000);
  assert.equal(lab.figures()["lamp_subscriptions"], 1);
  assert.deepEqual(lab.phone("101").shown.filter(({ type }) => type === "watch-ended"), []);
  lab.phone("101").do({ do: "unwatch", number: "102" });
  assertAllDark(lab);
});

Deno.test("SUBSCRIBE with Expires: 0 is told once how it is, and nothing stays", () => {
  const lab = new Lab();
  const eve = registered(lab, "103");
  subscribe(eve, "102", { expires: "0" });
  lab.run(100);
  assert.deepEqual(eve.statuses("SUBSCRIBE"), [200]);
  assert.deepEqual(subscriptionStates(eve), ["terminated;reason=timeout"]);
  assertAllDark(lab);
});

const REFUSED: readonly (readonly [what: string, number: string, Parameters<typeof subscribe>[2], status: number])[] = [
  ["an extension that is not there", "999", {}, 404],
  ["another event package", "102", { event: "reg" }, 489],
  ["an event package that begins like ours", "102", { event: "dialogue" }, 489],
  ["a watcher who reads something else", "102", { accept: "application/pidf+xml" }, 406],
  ["too short a time", "102", { expires: "59" }, 423],
  ["a dialog that is not there", "102", { to: "<sip:102@10.0.0.1>;tag=x", from: "<sip:103@10.0.0.1>;tag=y" }, 481],
];

for (const [what, number, parts, status] of REFUSED) {
  Deno.test(`SUBSCRIBE is refused with ${status}: ${what}`, () => {
    const lab = new Lab();
    const eve = registered(lab, "103");
    subscribe(eve, number, parts);
    lab.run(100);
    assert.deepEqual(eve.statuses("SUBSCRIBE"), [status]);
    const [response] = eve.responses("SUBSCRIBE");
    if (status === 489) {
      assert.deepEqual(headers(response!, "Allow-Events"), ["dialog", "presence", "message-summary"]);
    }
    if (status === 423) assert.deepEqual(parseCount(header(response!, "Min-Expires")!), { ok: true, value: 60 });
    assert.equal(eve.requests("NOTIFY").length, 0);
    assertAllDark(lab);
  });
}

Deno.test("only who proves to be an extension may watch, and only under its own name", () => {
  const lab = new Lab();
  const eve = registered(lab, "103");
  const stranger = lab.hand("102");
  stranger.outside("SUBSCRIBE", "sip:101@10.0.0.1", {
    headers: [field("Contact", stranger.contact), field("Event", "dialog"), field("From", "<sip:103@10.0.0.1>;tag=f")],
  });
  lab.run(100);
  assert.ok(stranger.statuses("SUBSCRIBE").every((status) => status === 401 || status === 403));
  assert.equal(stranger.requests("NOTIFY").length + eve.requests("NOTIFY").length, 0);
  assertAllDark(lab);
});

for (const [how, status] of [["does not know the subscription", 481], ["says nothing any more", 0]] as const) {
  Deno.test(`a watcher that ${how} is told no more`, () => {
    const lab = new Lab();
    const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
    subscribe(eve, "102");
    lab.run(500);
    eve.polite.delete("NOTIFY");
    if (status === 0) lab.unplug(eve.flow);
    const { caller } = talking(lab, ana, bob);
    if (status > 0) eve.respond(eve.requests("NOTIFY").at(-1)!, status);
    lab.run(33_000);
    caller.bye();
    lab.run(500);
    assert.equal(new Set(eve.requests("NOTIFY").map((request) => header(request, "CSeq"))).size, status === 0 ? 1 : 2);
    assertAllDark(lab);
  });
}

Deno.test("a watcher on a connection that breaks is gone at once", () => {
  const lab = new Lab();
  const eve = lab.hand("103", "tcp");
  for (const number of ["101", "102"]) subscribe(eve, number);
  lab.run(100);
  assert.equal(lab.figures()["lamp_subscriptions"], 2);
  lab.breakOff(eve.flow);
  assertAllDark(lab);
});

Deno.test("when an extension is taken away, its watchers hear of it, and its own lamps go out", () => {
  const lab = new Lab();
  const [eve, bob] = [registered(lab, "103"), registered(lab, "102")];
  subscribe(eve, "102");
  subscribe(bob, "103");
  lab.run(100);
  lab.input({ type: "directory", directory: officeOf(["101", "103"], 4, 2) });
  lab.run(200);
  assert.equal(subscriptionStates(eve).at(-1), "terminated;reason=noresource");
  assert.equal(subscriptionStates(bob).at(-1), "terminated;reason=rejected");
  assertAllDark(lab);
});

Deno.test("after an attended transfer the lamps show who talks now", () => {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"] });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  for (const number of ["101", "102", "103"]) subscribe(tom!, number, { expires: "3600" });
  const first = talking(lab, ana!, bob!);
  const second = talking(lab, bob!, eve!);
  const replaces = `${second.caller.callId};to-tag=${second.caller.peerTag};from-tag=${second.caller.tag}`;
  first.called.send("REFER", {
    headers: [field("Refer-To", `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replaces)}>`)],
  });
  lab.run(1_000);
  const last = (number: string) => documents(tom!).findLast((text) => text.includes(`entity="sip:${number}@`))!;
  assert.match(last("101"), /<state>confirmed<.*<remote><identity[^>]*>sip:103@/);
  assert.match(last("103"), /<state>confirmed<.*<remote><identity[^>]*>sip:101@/);
  assert.doesNotMatch(last("102"), /early|confirmed/);
  first.caller.bye();
  lab.run(1_000);
  for (const number of ["101", "102", "103"]) assert.doesNotMatch(last(number), /early|confirmed/);
  lab.run(3_700_000);
  assertAllDark(lab);
});

Deno.test("an hour of calls on a network that loses 5 %: in the end every lamp is right, and none is left", () => {
  const numbers = ["101", "102", "103", "104", "105", "106"];
  const lab = new Lab({ seed: 7, numbers, weather: { loss: 0.05, duplicates: 0.02, delayMs: 60 } }).open();
  lab.run(10_000);
  for (const phone of lab.phones) for (const number of numbers) phone.do({ do: "watch", number, expiresS: 300 });
  lab.onShown = (phone, event) => {
    if (event.type !== "incoming") return;
    phone.do({ do: "ring", line: event.line });
    if (phone.phone.number !== "106") phone.do({ do: "answer", line: event.line });
  };
  for (let round = 0; round < 60; round++) {
    const [from, to] = [round % 6, (round * 5 + 1) % 6];
    const line = `r${round}`;
    if (from !== to) lab.phones[from]!.do({ do: "dial", line, number: numbers[to]! });
    lab.run(40_000);
    if (from !== to) lab.phones[from]!.do({ do: "hang-up", line });
    lab.run(20_000);
  }
  lab.run(60_000);
  assert.equal(lab.figures()["calls_running"], 0);
  let lit = 0;
  for (const phone of lab.phones) {
    lit += lamp(phone).filter((state) => state === "confirmed").length;
    for (const number of numbers) {
      const shown = phone.shown.findLast((event) => event.type === "lamp" && event.number === number);
      assert.equal(shown?.type === "lamp" ? shown.state : undefined, "terminated", `${phone.phone.number}: ${number}`);
    }
  }
  assert.ok(lit > 300, `lamps were lit ${lit} times`);
  for (const phone of lab.phones) for (const number of numbers) phone.do({ do: "unwatch", number });
  lab.run(400_000);
  assertAllDark(lab);
});
