import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { officeOf } from "../lab/office.ts";
import { registered, ringing } from "../lab/scene.ts";
import {
  assertAllDark,
  listIn,
  type ListNotice,
  opened,
  pidf,
  presenceIn,
  publish,
  subscribe,
  type SubscribeParts,
  subscriptionStates,
} from "../lab/watching.ts";

const LIST: SubscribeParts = { supported: "eventlist", expires: "3600" };
const NUMBERS = ["101", "102", "103"];
const reception = { lamps: [{ name: "reception", numbers: ["102", "70", "101"] }] };

function notices(phone: HandPhone): readonly ListNotice[] {
  return phone.requests("NOTIFY").map(listIn);
}

/** What a phone's lamps show that reads each notice once, in order, and forgets nothing. */
function board(phone: HandPhone, say: (document: string) => string): ReadonlyMap<string, string> {
  const lamps = new Map<string, string>();
  for (const [at, { documents, isFull, named, version }] of notices(phone).entries()) {
    assert.equal(version, at, "the versions of the list count from 0");
    if (isFull) { for (const gone of [...lamps.keys()].filter((each) => !named.includes(each))) lamps.delete(gone); }
    for (const [number, document] of documents) lamps.set(number, say(document));
  }
  return lamps;
}

function stateIn(document: string): string {
  return /<state>(\w+)</.exec(document)?.[1] ?? "idle";
}

Deno.test("one subscription shows a whole list: all of it first, then whoever rings, talks or is parked", () => {
  const lab = new Lab({ sections: reception });
  const [ana, bob, eve] = NUMBERS.map((number) => registered(lab, number)) as [HandPhone, HandPhone, HandPhone];
  subscribe(eve, "reception", LIST);
  lab.run(100);
  assert.equal(header(eve.responses("SUBSCRIBE")[0]!, "Require"), "eventlist");
  const [first] = notices(eve);
  assert.deepEqual([first!.isFull, first!.named, [...first!.documents.keys()]], [
    true,
    ["102", "70", "101"],
    ["102", "70", "101"],
  ]);
  const { caller, called } = ringing(lab, ana, bob);
  lab.run(200);
  assert.deepEqual([...board(eve, stateIn)], [["102", "early"], ["70", "idle"], ["101", "early"]]);
  const latest = notices(eve).at(-1)!;
  assert.equal(latest.isFull, false);
  assert.deepEqual(latest.named.toSorted(), [...latest.documents.keys()].toSorted());
  called.respond(200, { sdp: sdp() });
  lab.run(200);
  caller.ack();
  assert.deepEqual([...board(eve, stateIn).values()], ["confirmed", "idle", "confirmed"]);
  caller.bye();
  lab.run(300);
  assert.deepEqual([...board(eve, stateIn).values()], ["terminated", "idle", "terminated"]);
  assert.match(notices(eve).at(-1)!.documents.get("102")!, / version="[2-9]" state="full" entity="sip:102@/);
  lab.run(3_700_000);
  assert.equal(subscriptionStates(eve).at(-1), "terminated;reason=timeout");
  assertAllDark(lab);
});

Deno.test("a list of people shows how they are, and everybody is one", () => {
  const lab = new Lab();
  const [bob, eve] = [registered(lab, "102"), registered(lab, "103")];
  subscribe(eve, "everybody", { ...LIST, event: "presence" });
  lab.run(100);
  publish(bob, { document: pidf("open", "meeting", "Budget") });
  lab.run(200);
  assert.deepEqual([...board(eve, presenceIn)], [
    ["101", 'closed "Offline"'],
    ["102", 'open meeting "Budget"'],
    ["103", 'open "Available"'],
  ]);
  assert.deepEqual(notices(eve).at(-1)!.named, ["102"]);
  lab.run(3_700_000);
  assertAllDark(lab);
});

for (const transport of ["udp", "tcp"] as const) {
  Deno.test(`a list of a hundred over ${transport} is told in notices of a bounded size, all of it within a second`, () => {
    const numbers = Array.from({ length: 100 }, (_, at) => String(2_000 + at));
    const lab = new Lab({ numbers });
    const eve = lab.hand("2001", transport);
    eve.register();
    lab.run(100);
    for (const event of ["dialog", "presence"]) {
      const before = eve.requests("NOTIFY").length;
      subscribe(eve, "everybody", { ...LIST, event });
      lab.run(1_000);
      const told = eve.requests("NOTIFY").slice(before);
      const [first, ...others] = told.map(listIn);
      assert.deepEqual([first!.isFull, first!.named], [true, numbers]);
      assert.ok(others.every(({ isFull }) => !isFull));
      assert.deepEqual(told.flatMap((notice) => [...listIn(notice).documents.keys()]), numbers);
      const most = transport === "udp" ? [7_000, 3_200] : [20_000, 18_000];
      assert.ok(told[0]!.body.length < most[0]!, `${told[0]!.body.length} bytes`);
      for (const { body } of told.slice(1)) assert.ok(body.length < most[1]!, `${body.length} bytes`);
    }
    lab.run(3_700_000);
    assertAllDark(lab);
  });
}

Deno.test("who asks only once is told all of the list at once, and the refreshed list is told whole again", () => {
  const numbers = Array.from({ length: 30 }, (_, at) => String(2_000 + at));
  const lab = new Lab({ numbers });
  const eve = registered(lab, "2001");
  subscribe(eve, "everybody", { ...LIST, expires: "0" });
  lab.run(100);
  assert.deepEqual(subscriptionStates(eve), ["terminated;reason=timeout"]);
  assert.deepEqual([...notices(eve)[0]!.documents.keys()], numbers);
  subscribe(eve, "everybody", LIST);
  lab.run(1_000);
  const before = notices(eve).length;
  subscribe(eve, "everybody", { ...LIST, ...opened(eve) });
  lab.run(1_000);
  const again = notices(eve).slice(before);
  assert.ok(again[0]!.isFull);
  assert.deepEqual(again.flatMap(({ documents }) => [...documents.keys()]), numbers);
  lab.run(3_700_000);
  assertAllDark(lab);
});

Deno.test("a list that cannot be read, or is not there, is refused", () => {
  const lab = new Lab({ sections: reception });
  const eve = registered(lab, "103");
  subscribe(eve, "reception", { expires: "3600" });
  subscribe(eve, "sales", LIST);
  lab.run(100);
  assert.deepEqual(eve.statuses("SUBSCRIBE").toSorted(), [404, 421]);
  const refused = eve.responses("SUBSCRIBE").find(({ status }) => status === 421)!;
  assert.equal(header(refused, "Require"), "eventlist");
  assertAllDark(lab);
});

Deno.test("the office changes a list: its watchers are told the new one, and that an old one is gone", () => {
  const lab = new Lab({ sections: reception });
  const eve = registered(lab, "103");
  subscribe(eve, "reception", LIST);
  lab.run(100);
  const office = (lamps: readonly { name: string; numbers: readonly string[] }[], revision: number) =>
    lab.input({ type: "directory", directory: officeOf(NUMBERS, 4, revision, { sections: { lamps } }) });
  office([{ name: "reception", numbers: ["103", "102"] }], 2);
  lab.run(200);
  const latest = notices(eve).at(-1)!;
  assert.deepEqual([latest.isFull, latest.named, [...latest.documents.keys()]], [true, ["103", "102"], ["103", "102"]]);
  office([], 3);
  lab.run(200);
  assert.equal(subscriptionStates(eve).at(-1), "terminated;reason=noresource");
  assertAllDark(lab);
});

Deno.test("a list counts as all that is on it", () => {
  const numbers = Array.from({ length: 100 }, (_, at) => String(2_000 + at));
  const lab = new Lab({ numbers });
  const eve = registered(lab, "2001");
  for (let count = 0; count < 6; count++) subscribe(eve, "everybody", LIST);
  lab.run(1_000);
  assert.deepEqual(eve.statuses("SUBSCRIBE").toSorted(), [200, 200, 200, 200, 200, 403]);
  lab.run(3_700_000);
  assertAllDark(lab);
});

Deno.test("on a network that loses 5 % every lamp of a list is right in the end", () => {
  const numbers = ["101", "102", "103", "104", "105", "106"];
  const lab = new Lab({ seed: 5, numbers, weather: { loss: 0.05, duplicates: 0.02, delayMs: 40 } });
  const phones = numbers.map((number) => lab.hand(number));
  for (const phone of phones) phone.register();
  lab.run(40_000);
  const eve = phones[5]!;
  subscribe(eve, "everybody", LIST);
  lab.run(40_000);
  for (let round = 0; round < 20; round++) {
    publish(phones[round % 5]!, { document: pidf("open", round % 2 === 0 ? "away" : "busy"), expires: "60" });
    const call = phones[round % 5]!.invite(numbers[(round + 1) % 5]!, { sdp: sdp() });
    lab.run(5_000);
    if (call.statuses().at(-1) === 100) call.cancel();
    lab.run(40_000);
  }
  const seen = new Map<string, string>();
  const numbered = new Map(notices(eve).map((notice) => [notice.version, notice]));
  for (const [, { documents }] of [...numbered].toSorted(([a], [b]) => a - b)) {
    for (const [number, document] of documents) seen.set(number, stateIn(document));
  }
  assert.equal(seen.size, 6);
  for (const [number, state] of seen) assert.match(state, /idle|terminated/, number);
  lab.run(3_700_000);
  assertAllDark(lab);
});
