import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { officeOf } from "../lab/office.ts";
import { registered, talking } from "../lab/scene.ts";
import {
  assertAllDark,
  documents,
  etag,
  opened,
  pidf,
  presences,
  publish,
  subscribe,
  subscriptionStates,
} from "../lab/watching.ts";

const AVAILABLE = 'open "Available"';
const OFFLINE = 'closed "Offline"';

/** Somebody watches a person's presence for a minute or longer. */
function watch(lab: Lab, phone: HandPhone, number: string, expires = "3600"): void {
  subscribe(phone, number, { event: "presence", expires });
  lab.run(100);
  assert.equal(phone.statuses("SUBSCRIBE").at(-1), 200);
}

function last(phone: HandPhone): string | undefined {
  return presences(phone).at(-1);
}

/** Takes phones away, waits until everything has run out. */
function end(lab: Lab): void {
  lab.run(3_700_000);
  assertAllDark(lab);
}

Deno.test("a person is shown as available while a phone of his is there, on the phone while he talks, offline without one", () => {
  const lab = new Lab();
  const [ana, eve] = [registered(lab, "101"), registered(lab, "103")];
  watch(lab, eve, "102");
  assert.equal(last(eve), OFFLINE);
  assert.equal(header(eve.requests("NOTIFY")[0]!, "Content-Type"), "application/pidf+xml");
  const bob = registered(lab, "102", ";expires=120");
  lab.run(200);
  assert.equal(last(eve), AVAILABLE);
  const { caller } = talking(lab, ana, bob);
  lab.run(200);
  assert.equal(last(eve), 'open on-the-phone "On the phone"');
  caller.bye();
  lab.run(200);
  assert.equal(last(eve), AVAILABLE);
  lab.run(120_000);
  assert.deepEqual(presences(eve), [OFFLINE, AVAILABLE, 'open on-the-phone "On the phone"', AVAILABLE, OFFLINE]);
  end(lab);
});

Deno.test("who calls is on the phone at once, whose phone rings is not", () => {
  const lab = new Lab();
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  watch(lab, eve, "101");
  const call = ana.invite("102");
  watch(lab, eve, "102");
  bob.calls[0]!.respond(180);
  lab.run(200);
  const shown = documents(eve).map((text) => /entity="sip:(\d+)@[\s\S]*<note>(.*?)</.exec(text)!.slice(1).join(" "));
  assert.deepEqual(shown, ["101 Available", "101 On the phone", "102 Available"]);
  call.cancel();
  lab.run(500);
  assert.equal(last(eve), AVAILABLE);
  end(lab);
});

Deno.test("do not disturb of a line is shown, and what its person says on the desk stands before it", () => {
  const lab = new Lab();
  const [bob, eve] = [registered(lab, "102"), registered(lab, "103")];
  watch(lab, eve, "102");
  lab.input({ type: "recalled", pages: [{ family: "line", key: "102", value: { doNotDisturb: true } }] });
  subscribe(eve, "102", { ...opened(eve), event: "presence" });
  lab.run(100);
  assert.equal(last(eve), 'open busy "Do not disturb"');
  const said = { state: "in-a-meeting", note: "Until <four>" } as const;
  assert.equal(lab.ask({ type: "set-presence", number: "102", said }).type, "done");
  lab.run(200);
  assert.equal(last(eve), 'open meeting "Until &lt;four&gt;"');
  assert.deepEqual(lab.kept.at(-1)?.value, { ...said, saidAt: 1_700_000_000_000 + lab.now - 200 });
  lab.ask({ type: "set-presence", number: "102" });
  lab.run(200);
  assert.equal(last(eve), 'open busy "Do not disturb"');
  assert.equal(lab.ask({ type: "set-presence", number: "999", said }).type, "refused");
  assert.equal(bob.requests("NOTIFY").length, 0);
  end(lab);
});

Deno.test("a phone publishes, refreshes, changes and removes its person's state, and each answer has its tag", () => {
  const lab = new Lab();
  const [bob, eve] = [registered(lab, "102"), registered(lab, "103")];
  watch(lab, eve, "102");
  publish(bob, { document: pidf("open", "away", "At lunch"), expires: "120" });
  lab.run(200);
  assert.equal(last(eve), 'open away "At lunch"');
  const first = etag(bob);
  lab.run(100_000);
  publish(bob, { match: first, expires: "120" });
  lab.run(100_000);
  assert.equal(last(eve), 'open away "At lunch"');
  const second = etag(bob);
  publish(bob, { match: second, document: pidf("open", "meeting"), expires: "120" });
  lab.run(200);
  assert.equal(last(eve), 'open meeting "In a meeting"');
  publish(bob, { match: second, expires: "0" });
  lab.run(200);
  assert.equal(bob.statuses("PUBLISH").at(-1), 412);
  publish(bob, { match: etag(bob), expires: "0" });
  lab.run(200);
  assert.deepEqual(bob.statuses("PUBLISH"), [200, 200, 200, 412, 200]);
  assert.equal(last(eve), AVAILABLE);
  assert.equal(new Set(bob.responses("PUBLISH").map((response) => header(response, "SIP-ETag"))).size, 5);
  end(lab);
});

Deno.test("what is published runs out, and the person's earlier word holds again", () => {
  const lab = new Lab();
  const [bob, eve] = [registered(lab, "102"), registered(lab, "103")];
  lab.ask({ type: "set-presence", number: "102", said: { state: "busy" } });
  watch(lab, eve, "102");
  lab.run(1_000);
  publish(bob, { document: pidf("open", "away"), expires: "60" });
  lab.run(30_000);
  const other = lab.hand("102");
  publish(other, { document: pidf("open", "vacation", "By the sea"), expires: "60" });
  lab.run(40_000);
  assert.equal(last(eve), 'open away "By the sea"');
  lab.run(61_000);
  assert.deepEqual(presences(eve), [
    'open busy "Busy"',
    'open away "Away"',
    'open away "By the sea"',
    'open busy "Busy"',
  ]);
  end(lab);
});

Deno.test("available takes back an earlier word: then the line tells", () => {
  const lab = new Lab();
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  lab.ask({ type: "set-presence", number: "102", said: { state: "away" } });
  watch(lab, eve, "102");
  const { caller } = talking(lab, ana, bob);
  assert.equal(last(eve), 'open away "Away"');
  publish(bob, { document: pidf("open") });
  lab.run(200);
  assert.equal(last(eve), 'open on-the-phone "On the phone"');
  caller.bye();
  lab.run(200);
  assert.equal(last(eve), AVAILABLE);
  end(lab);
});

const REFUSED: readonly (readonly [what: string, parts: Parameters<typeof publish>[1], status: number])[] = [
  ["of somebody else", { document: pidf("open"), number: "101" }, 403],
  ["of another event package", { document: pidf("open"), event: "dialog" }, 489],
  ["of an event package that is not there", { document: pidf("open"), event: "winfo" }, 489],
  ["that is too short", { document: pidf("open"), expires: "59" }, 423],
  ["that changes what is not there", { document: pidf("open"), match: "x" }, 412],
  ["with nothing in it", {}, 400],
  ["in another form", { document: "v=0", type: "application/sdp" }, 415],
  ["that cannot be read", { document: "<presence>" }, 400],
  ["that is too long", { document: `${pidf("open")}${" ".repeat(17_000)}` }, 413],
];

for (const [what, parts, status] of REFUSED) {
  Deno.test(`PUBLISH ${what} is refused with ${status}`, () => {
    const lab = new Lab();
    const bob = registered(lab, "102");
    publish(bob, parts);
    lab.run(100);
    assert.deepEqual(bob.statuses("PUBLISH"), [status]);
    const [response] = bob.responses("PUBLISH");
    if (status === 489) assert.equal(header(response!, "Allow-Events"), "dialog");
    if (status === 423) assert.equal(header(response!, "Min-Expires"), "60");
    if (status === 415) assert.equal(header(response!, "Accept"), "application/pidf+xml");
    assert.equal(lab.figures()["presence_publications"], 0);
    assertAllDark(lab);
  });
}

Deno.test("nobody's tag is good for anybody else, and only who proves to be an extension publishes", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  publish(bob, { document: pidf("open", "away") });
  lab.run(100);
  publish(ana, { match: etag(bob), expires: "0" });
  const stranger = lab.hand("102");
  stranger.badSecret = true;
  publish(stranger, { document: pidf("open", "busy") });
  lab.run(100);
  assert.deepEqual(ana.statuses("PUBLISH"), [412]);
  assert.ok(stranger.statuses("PUBLISH").every((status) => status === 401 || status === 403));
  assert.equal(lab.figures()["presence_publications"], 1);
  end(lab);
});

Deno.test("a hundred phones of one extension leave no more than twenty publications", () => {
  const lab = new Lab();
  const eve = registered(lab, "103");
  watch(lab, eve, "102");
  for (let count = 0; count < 100; count++) {
    publish(lab.hand("102"), { document: pidf("open", "away", `Phone ${count}`) });
    lab.run(20);
  }
  lab.run(200);
  assert.equal(lab.figures()["presence_publications"], 20);
  assert.equal(last(eve), 'open away "Phone 99"');
  lab.input({ type: "directory", directory: officeOf(["101", "103"], 4, 2) });
  lab.run(200);
  assert.equal(lab.figures()["presence_publications"], 0);
  assert.equal(subscriptionStates(eve).at(-1), "terminated;reason=noresource");
  assertAllDark(lab);
});

Deno.test("of whom nothing is heard becomes away, then offline; a call, a PUBLISH or a new phone brings him back", () => {
  const lab = new Lab({ sections: { presence: { awayAfterS: 600, offlineAfterS: 1_800 } } });
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  const wait = (seconds: number): string | undefined => {
    lab.run(seconds * 1_000);
    return last(eve);
  };
  watch(lab, eve, "102");
  assert.equal(wait(599), AVAILABLE);
  assert.equal(wait(2), 'open away "Away"');
  assert.equal(wait(1_200), OFFLINE);
  const { caller } = talking(lab, ana, bob);
  assert.equal(wait(700), 'open on-the-phone "On the phone"');
  caller.bye();
  assert.equal(wait(599), AVAILABLE);
  assert.equal(wait(2), 'open away "Away"');
  watch(lab, eve, "102");
  bob.register();
  assert.equal(wait(1), 'open away "Away"');
  lab.hand("102").register();
  assert.equal(wait(1), AVAILABLE);
  assert.equal(wait(601), 'open away "Away"');
  publish(bob, { document: pidf("open"), expires: "60" });
  assert.equal(wait(1), AVAILABLE);
  lab.input({ type: "directory", directory: officeOf(["101", "102", "103"], 4, 2) });
  assert.equal(wait(2_000), AVAILABLE);
  end(lab);
});

Deno.test("whose phone only rings has given no sign of life", () => {
  const lab = new Lab({ sections: { presence: { awayAfterS: 60, offlineAfterS: false } } });
  const [ana, bob, eve] = [registered(lab, "101"), registered(lab, "102"), registered(lab, "103")];
  watch(lab, eve, "102");
  lab.run(61_000);
  const call = ana.invite("102");
  lab.run(100);
  bob.calls[0]!.respond(180);
  lab.run(1_000);
  call.cancel();
  lab.run(1_000);
  assert.deepEqual(presences(eve), [AVAILABLE, 'open away "Away"']);
  end(lab);
});

Deno.test("the record says who was when, and by whose word; calls are there already", () => {
  const lab = new Lab({ sections: { presence: { awayAfterS: 600, offlineAfterS: false } } });
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102", ";expires=2600")];
  const { caller } = talking(lab, ana, bob);
  lab.run(500_000);
  caller.bye();
  lab.run(700_000);
  publish(bob, { document: pidf("open", "meeting"), expires: "60" });
  lab.run(61_000);
  lab.run(1_500_000);
  const told = lab.presences.filter(({ number }) => number === "102").map(({ from, to, by }) => `${from} ${to} ${by}`);
  assert.deepEqual(told, [
    "offline available phone",
    "available away idleness",
    "away in-a-meeting own word",
    "in-a-meeting available phone",
    "available away idleness",
    "away offline phone",
  ]);
  assert.deepEqual([...new Set(lab.presences.map(({ call }) => call))], [""]);
  end(lab);
});

Deno.test("a person without an extension has no presence, and a watcher must read it", () => {
  const lab = new Lab();
  const eve = registered(lab, "103");
  for (const [number, accept] of [["70", "*/*"], ["102", "application/dialog-info+xml"]] as const) {
    subscribe(eve, number, { event: "presence", accept });
  }
  subscribe(eve, "102", { event: "presence" });
  lab.run(100);
  assert.deepEqual(eve.statuses("SUBSCRIBE").toSorted(), [200, 404, 406]);
  subscribe(eve, "102", { ...opened(eve), event: "dialog" });
  lab.run(100);
  assert.equal(eve.statuses("SUBSCRIBE").at(-1), 481);
  end(lab);
});

Deno.test("of a hundred watchers each is told within 200 ms that somebody is away", () => {
  const lab = new Lab();
  const bob = registered(lab, "102");
  const watchers = Array.from({ length: 100 }, () => lab.hand("103"));
  for (const watcher of watchers) subscribe(watcher, "102", { event: "presence", expires: "60" });
  lab.run(500);
  publish(bob, { document: pidf("open", "away") });
  lab.run(200);
  for (const watcher of watchers) assert.equal(last(watcher), 'open away "Away"');
  end(lab);
});
