import assert from "node:assert/strict";
import {
  activeCall,
  type Input,
  isOfThree,
  NEW_PHONE,
  type Order,
  type Peer,
  peersIn,
  type Phone,
  step,
  type Talking,
} from "./mod.ts";

const NOW = 1_000;
const BOB = { number: "102", name: "Bob" };
const READY: Input = { told: "line", line: "ready" };

/** A phone after all of these, and what the last of them had the line do. */
function after(...inputs: readonly Input[]): { readonly phone: Phone; readonly orders: readonly Order[] } {
  let [phone, orders]: [Phone, readonly Order[]] = [NEW_PHONE, []];
  for (const input of [READY, ...inputs]) ({ phone, orders } = step(phone, input, NOW));
  return { phone, orders };
}

/** A call that is talked in: one of ours, or somebody else's. */
const talking = (call: string): readonly Input[] => [
  { do: "dial", call, number: call.toUpperCase() },
  { told: "answered", call },
];
const held = (call: string): Input => ({ told: "held", call, by: "us", on: true });
const states = ({ calls }: Phone) => calls.map(({ id, state }) => `${id} ${state.at}`);

Deno.test("a call in which nothing is heard goes on, and says why", () => {
  const { phone } = after(...talking("a"), { told: "no-sound", call: "a", why: "relay-refused" });
  assert.deepEqual(phone.notices.map(({ what }) => what), [{ kind: "no-sound", why: "relay-refused" }]);
  assert.deepEqual(states(phone), ["a talking"]);
});

Deno.test("a number is called once the line is ready, and nothing before", () => {
  const dial: Input = { do: "dial", call: "a", number: "102" };
  assert.deepEqual(step(NEW_PHONE, dial, NOW), { phone: NEW_PHONE, orders: [] });
  assert.deepEqual(after({ ...dial, number: "" }).orders, []);
  const { phone, orders } = after(dial);
  assert.deepEqual(orders, [{ do: "call", call: "a", number: "102" }]);
  assert.deepEqual(states(phone), ["a calling"]);
  const rings = after(dial, { told: "rings", call: "a" }).phone;
  assert.deepEqual(rings.calls[0]?.state, { at: "calling", isRinging: true });
});

Deno.test("what is answered from the desk is answered as by the button, and a word for another call does nothing", () => {
  const incoming: Input = { told: "incoming", call: "c", peer: BOB };
  const { phone, orders } = after(...talking("a"), incoming, { told: "to-answer", call: "c" });
  assert.deepEqual(orders, [{ do: "hold", call: "a" }, { do: "answer", call: "c" }]);
  assert.deepEqual(states(phone), ["a talking", "c answering"]);
  assert.deepEqual(after(...talking("a"), { told: "to-answer", call: "a" }).orders, []);
});

Deno.test("who is talked with waits while another is called, answered or taken back", () => {
  const [a, b] = [talking("a"), { do: "dial", call: "b", number: "103" } as const];
  assert.deepEqual(after(...a, b).orders, [{ do: "hold", call: "a" }, { do: "call", call: "b", number: "103" }]);
  const incoming: Input = { told: "incoming", call: "c", peer: BOB };
  assert.deepEqual(after(...a, incoming, { do: "answer", call: "c" }).orders, [
    { do: "hold", call: "a" },
    { do: "answer", call: "c" },
  ]);
  const both = [...a, b, held("a"), { told: "answered", call: "b" } as const];
  assert.deepEqual(after(...both, { do: "resume", call: "a" }).orders, [
    { do: "hold", call: "b" },
    { do: "resume", call: "a" },
  ]);
  assert.equal(activeCall(after(...both).phone)?.id, "b");
});

for (
  const [told, expected] of [
    [[], "no"],
    [[["us", true]], "us"],
    [[["them", true]], "them"],
    [[["us", true], ["them", true]], "both"],
    [[["us", true], ["them", true], ["us", false]], "them"],
    [[["us", true], ["them", true], ["them", false]], "us"],
    [[["them", true], ["them", false]], "no"],
  ] as const
) {
  Deno.test(`after ${JSON.stringify(told)} the call waits by: ${expected}`, () => {
    const news = told.map(([by, on]): Input => ({ told: "held", call: "a", by, on }));
    const [call] = after(...talking("a"), ...news).phone.calls;
    assert.ok(call?.state.at === "talking");
    assert.equal(call.state.held, expected);
  });
}

for (
  const [what, between, how, notices] of [
    ["given up by the caller", [], "over", ["missed"]],
    ["answered on another phone", [], "elsewhere", []],
    ["refused here", [{ do: "refuse", call: "c" }], "refused", []],
    ["answered here", [{ do: "answer", call: "c" }, { told: "answered", call: "c" }], "over", []],
    ["answered without a microphone", [{ do: "answer", call: "c" }], "no-microphone", ["not-reached"]],
  ] as const
) {
  Deno.test(`a call that is ${what} leaves ${notices.length === 0 ? "no notice" : `the notice "${notices[0]}"`}`, () => {
    const { phone } = after({ told: "incoming", call: "c", peer: BOB }, ...between, { told: "ended", call: "c", how });
    assert.deepEqual(phone.calls, []);
    assert.deepEqual(phone.notices.map(({ what: { kind } }) => kind), notices);
    assert.deepEqual(phone.notices.map(({ peer, at }) => [peer, at]), notices.map(() => [BOB, NOW]));
  });
}

Deno.test("a call of ours that comes to nothing says why; one that we gave up says nothing", () => {
  const dial: Input = { do: "dial", call: "a", number: "102" };
  const [notice] = after(dial, { told: "ended", call: "a", how: "busy" }).phone.notices;
  assert.deepEqual(notice?.what, { kind: "not-reached", why: "busy" });
  assert.deepEqual(after(dial, { do: "hang-up", call: "a" }).orders, [{ do: "end", call: "a" }]);
  assert.deepEqual(after(dial, { told: "ended", call: "a", how: "over" }).phone.notices, []);
});

Deno.test("notices are crossed out one by one, and only the newest are kept", () => {
  const missed = (call: string): readonly Input[] => [
    { told: "incoming", call, peer: BOB },
    { told: "ended", call, how: "over" },
  ];
  const { phone } = after(...missed("a"), ...missed("b"), { do: "cross-out", notice: 1 });
  assert.deepEqual(phone.notices.map(({ id }) => id), [2]);
  const many = after(...Array.from({ length: 30 }, (_, at) => missed(`c${at}`)).flat()).phone.notices;
  assert.deepEqual([many.length, many[0]?.id, many.at(-1)?.id], [20, 30, 11]);
});

Deno.test("keys are pressed in the call that is talked in, and are remembered", () => {
  const pressed = [..."12#"].map((key): Input => ({ do: "press", call: "a", key }));
  const { phone, orders } = after(...talking("a"), ...pressed);
  assert.deepEqual(orders, [{ do: "press", call: "a", key: "#" }]);
  assert.equal(phone.calls[0]?.state.at === "talking" && phone.calls[0].state.pressed, "12#");
  assert.deepEqual(after(...talking("a"), { do: "press", call: "a", key: "x" }).orders, []);
  assert.deepEqual(after({ do: "dial", call: "a", number: "1" }, { do: "press", call: "a", key: "1" }).orders, []);
});

Deno.test("a call goes to a number, or to whom was asked first; where it does not, it stays", () => {
  const blind: readonly Input[] = [...talking("a"), { do: "transfer", call: "a", to: "103" }];
  assert.deepEqual(after(...blind).orders, [{ do: "refer", call: "a", to: "103" }]);
  assert.deepEqual(after(...blind, { told: "transferred", call: "a" }).orders, [{ do: "end", call: "a" }]);
  const stays = after(...blind, { told: "not-transferred", call: "a" }).phone;
  assert.deepEqual(stays.notices.map(({ what: { kind } }) => kind), ["not-transferred"]);
  assert.equal(stays.calls[0]?.state.at === "talking" && stays.calls[0].state.isTransferred, false);

  const both = [...talking("a"), ...talking("b"), held("a")];
  const asked = after(...both, { do: "hand-over", call: "a", to: "b" });
  assert.deepEqual(asked.orders, [{ do: "replace", call: "a", instead: "b" }]);
  assert.ok(asked.phone.calls.every(({ state }) => state.at === "talking" && state.isTransferred));
  assert.deepEqual(after(...both, { do: "hand-over", call: "a", to: "a" }).orders, []);
});

Deno.test("a call is recorded once the box says so, and who may not hears of it", () => {
  const asked = [...talking("a"), { do: "record", call: "a" } as const];
  assert.deepEqual(after(...asked).orders, [{ do: "record", call: "a", number: "A", on: true }]);
  const isRecorded = ({ calls: [call] }: Phone) => call?.state.at === "talking" && call.state.isRecorded;
  assert.equal(isRecorded(after(...asked).phone), false);
  const recorded = after(...asked, { told: "recorded", call: "a", on: true }).phone;
  assert.equal(isRecorded(recorded), true);
  const refused = after(...asked, { told: "not-recorded", call: "a" }).phone;
  assert.deepEqual([isRecorded(refused), refused.notices[0]?.what.kind], [false, "not-recorded"]);
});

const two = [...talking("a"), ...talking("b"), held("a")];
const join: Input = { do: "join" };
const talkOf = ({ calls }: Phone, id: string): Talking => {
  const state = calls.find((call) => call.id === id)?.state;
  assert.ok(state?.at === "talking", id);
  return state;
};

Deno.test("the box makes one of two calls: the earlier one goes on with all three", () => {
  const joining = after(...two, join);
  assert.deepEqual(joining.orders, [{ do: "resume", call: "a" }, { do: "join", call: "b", into: "a" }]);
  assert.deepEqual(step(joining.phone, join, NOW).orders, [], "it is under way");
  const resumed: readonly Input[] = [...two, join, { told: "held", call: "a", by: "us", on: false }];
  const joined: readonly Input[] = [...resumed, { told: "joined", call: "b", into: "a" }];
  assert.deepEqual(after(...joined).orders, [{ do: "end", call: "b" }]);
  const left = after(...joined, { told: "ended", call: "b", how: "over" }).phone;
  assert.deepEqual([states(left), left.notices], [["a talking"], []]);
  const failed = after(...resumed, { told: "not-joined", call: "b" });
  assert.deepEqual(failed.orders, [{ do: "hold", call: "b" }]);
  assert.deepEqual(failed.phone.notices.map(({ what: { kind } }) => kind), ["not-joined"]);
  assert.equal(talkOf(failed.phone, "b").isTransferred, false);
  assert.deepEqual(after(...talking("a"), join).orders, []);
  assert.deepEqual(after(...two, ...talking("c"), join).orders, []);
});

Deno.test("who was not heard in one of two calls is not heard in that of three, and what was recorded of one is recorded", () => {
  const muted = after(...two, { do: "mute", call: "b" }, join);
  assert.deepEqual(muted.orders[0], { do: "mute", call: "a" });
  assert.equal(talkOf(muted.phone, "a").isMuted, true);
  const recorded: readonly Input[] = [{ told: "recorded", call: "b", on: true }, join];
  const { phone } = after(...two, ...recorded, { told: "joined", call: "b", into: "a" });
  assert.equal(talkOf(phone, "a").isRecorded, true);
});

Deno.test("that a call is recorded is told by the box, whoever wanted it", () => {
  const told = (isRecorded: boolean): Input => ({ told: "talks", talks: [{ peers: [{ number: "A" }], isRecorded }] });
  assert.equal(talkOf(after(...talking("a"), told(true)).phone, "a").isRecorded, true);
  assert.equal(talkOf(after(...talking("a"), told(true), told(false)).phone, "a").isRecorded, false);
  assert.equal(talkOf(after(...talking("a"), told(true), { told: "talks", talks: [] }).phone, "a").isRecorded, true);
});

Deno.test("who is in a call is told by the box: of three the two, and who is left of them; who always was one is the peer", () => {
  const [a, b, c] = ["A", "B", "C"].map((number) => ({ number }));
  const told = (...talks: readonly (readonly Peer[])[]): Input => ({
    told: "talks",
    talks: talks.map((peers) => ({ peers, isRecorded: false })),
  });
  const after3 = (...talks: readonly (readonly Peer[])[][]) =>
    after(...talking("a"), ...talks.map((each) => told(...each))).phone;
  assert.deepEqual(peersIn(after3([[{ number: "+40A" }]]).calls[0]!), [a], "as he was dialled");
  const three = after3([[a!, b!]]);
  assert.deepEqual([peersIn(three.calls[0]!), isOfThree(three.calls[0]!)], [[a, b], true]);
  const one = after3([[a!, b!]], [[b!]]);
  assert.deepEqual([peersIn(one.calls[0]!), isOfThree(one.calls[0]!)], [[b], false]);
  assert.deepEqual(peersIn(after3([[a!, b!]], []).calls[0]!), [a, b], "the box was not heard");
  const other = after(...two, told([b!, c!], [a!])).phone;
  assert.deepEqual(other.calls.map(peersIn), [[a], [b, c]]);
  assert.deepEqual(step(other, join, NOW).orders, [], "three are not joined once more");
});

Deno.test("who calls while there is no room for him hears that it is busy", () => {
  const calls = ["a", "b", "c", "d"].map((call): Input => ({ told: "incoming", call, peer: BOB }));
  const { phone, orders } = after(...calls, { told: "incoming", call: "e", peer: BOB });
  assert.deepEqual(orders, [{ do: "refuse", call: "e" }]);
  assert.equal(phone.calls.length, 4);
});

Deno.test("buttons and news of a call that is over do nothing", () => {
  for (
    const input of [
      { do: "answer", call: "x" },
      { do: "hang-up", call: "x" },
      { told: "answered", call: "x" },
      { told: "ended", call: "x", how: "over" },
    ] as const
  ) {
    const before = after(...talking("a")).phone;
    assert.deepEqual(step(before, input, NOW), { phone: before, orders: [] });
  }
});
