import assert from "node:assert/strict";
import { ROOM_RULE } from "./room.ts";
import type { RoomMove, RoomState, RoomView } from "./room_state.ts";

/** Moves in a room, one after the other: the state, the last outcome, and who heard what of it. */
function after(...moves: readonly (readonly [leg: string, move: RoomMove])[]) {
  let state: RoomState = ROOM_RULE.empty;
  let outcome: unknown;
  let news: readonly string[] = [];
  for (const [leg, move] of moves) {
    const moved = ROOM_RULE.move(state, leg, move);
    state = moved.state;
    outcome = moved.outcome;
    news = (moved.news ?? []).map((each) => `${each.leg} ${each.news.what}${each.urgent === true ? "!" : ""}`);
  }
  return { state, outcome, news };
}

const guest: RoomMove = { do: "enter", isModerator: false, most: 3 };
const moderator: RoomMove = { do: "enter", isModerator: true, most: 3 };
const does = (what: Exclude<RoomMove["do"], "enter" | "record" | "silence" | "remove">): RoomMove => ({ do: what });
const view = (...moves: readonly (readonly [string, RoomMove])[]) =>
  after(...moves, [moves.at(-1)![0], does("look")]).outcome as RoomView;

Deno.test("whoever comes is in behind the others, and they hear of it", () => {
  const { state, outcome, news } = after(["a", guest], ["b", guest]);
  assert.deepEqual(ROOM_RULE.present(state), ["a", "b"]);
  assert.equal(outcome, "entered");
  assert.deepEqual(news, ["a came"]);
  assert.deepEqual(after(["a", guest], ["b", guest], ["a", does("leave")]).news, ["b left"]);
});

Deno.test("a full room and a locked one take moderators alone", () => {
  const full = [["a", guest], ["b", guest], ["c", guest]] as const;
  assert.equal(after(...full, ["d", guest]).outcome, "full");
  assert.equal(after(...full, ["d", moderator]).outcome, "entered");
  const locked = [["a", moderator], ["a", does("lock")]] as const;
  assert.equal(after(...locked, ["d", guest]).outcome, "locked");
  assert.equal(after(...locked, ["d", moderator]).outcome, "entered");
});

Deno.test("what a moderator has ordered ends with the last of them", () => {
  const ordered = [["a", moderator], ["b", guest], ["a", does("lock")], ["a", does("hush")]] as const;
  const { state } = after(...ordered, ["a", does("leave")]);
  assert.deepEqual([state.isLocked, state.isHushed], [false, false]);
  assert.equal(after(...ordered, ["c", moderator], ["a", does("leave")]).state.isLocked, true);
});

Deno.test("a hushed guest stays muted whatever he does, and is as he was afterwards", () => {
  const hushed = [["a", moderator], ["b", guest], ["a", does("hush")]] as const;
  assert.deepEqual(after(...hushed).news, ["b muted!"]);
  assert.equal(view(...hushed, ["b", does("mute")]).isMuted, true);
  assert.equal(view(...hushed, ["b", does("mute")], ["b", does("mute")]).isMuted, true);
  assert.equal(view(...hushed, ["a", does("mute")]).isMuted, true, "a moderator mutes himself");
  assert.equal(view(...hushed, ["a", does("hush")], ["b", does("look")]).isMuted, false);
});

Deno.test("one guest is muted, hears so and cannot lift it; he hears when he may speak again, and when nobody is left who muted him", () => {
  const two = [["a", moderator], ["b", guest], ["c", guest]] as const;
  const silence: RoomMove = { do: "silence", whom: "b" };
  const muted = [...two, ["a", silence]] as const;
  assert.deepEqual(after(...muted).news, ["b muted!"]);
  assert.equal(view(...muted, ["c", does("look")]).isMuted, false);
  assert.deepEqual(after(...muted, ["a", does("guests")]).outcome, [
    { leg: "b", who: undefined, isMuted: true },
    { leg: "c", who: undefined, isMuted: false },
  ]);
  assert.deepEqual(
    [after(...muted, ["b", does("mute")]), after(...muted, ["b", does("mute")], ["b", does("mute")])].map(
      ({ outcome }) => outcome,
    ),
    [true, true],
  );
  assert.deepEqual(after(...muted, ["a", silence]).news, ["b unmuted!"]);
  assert.deepEqual(after(...muted, ["a", does("leave")]).news, ["b left", "c left", "b unmuted!"]);
  assert.deepEqual(after(...muted, ["b", does("mute")], ["a", silence]).news, [], "he has muted himself as well");
});

Deno.test("of those who are all muted one may speak; whoever comes later is muted too", () => {
  const hushed = [["a", moderator], ["b", guest], ["a", does("hush")], ["c", guest]] as const;
  const one: RoomMove = { do: "silence", whom: "b" };
  assert.equal(view(...hushed, ["c", does("look")]).isMuted, true);
  assert.deepEqual(after(...hushed, ["a", one]).news, ["b unmuted!"]);
  assert.deepEqual(after(...hushed, ["a", one], ["a", does("hush")]).news, ["c unmuted!"]);
});

Deno.test("one guest is removed; no moderator is muted, removed, or ordered about by a guest, and nobody who is gone", () => {
  const two = [["a", moderator], ["b", guest], ["m", moderator]] as const;
  const remove = (whom: string): RoomMove => ({ do: "remove", whom });
  assert.deepEqual(after(...two, ["a", remove("b")]).news, ["b out!"]);
  assert.deepEqual(after(...two, ["a", remove("b")], ["a", does("guests")]).outcome, []);
  for (const move of [remove("m"), remove("z"), { do: "silence", whom: "m" }, { do: "silence", whom: "z" }] as const) {
    assert.deepEqual([after(...two, ["a", move]).outcome, after(...two, ["a", move]).news], [false, []]);
  }
  assert.deepEqual(after(...two, ["b", remove("b")]).outcome, undefined);
  assert.deepEqual(after(...two, ["b", does("guests")]).outcome, []);
});

Deno.test("the last who came is removed, then the one before him, and no moderator", () => {
  const three = [["a", moderator], ["b", guest], ["c", guest]] as const;
  const once = after(...three, ["a", does("remove-last")]);
  assert.deepEqual([once.outcome, once.news], [true, ["c out!"]]);
  assert.deepEqual(after(...three, ["a", does("remove-last")], ["a", does("remove-last")]).news, ["b out!"]);
  const none = [["a", moderator], ["b", moderator], ["a", does("remove-last")]] as const;
  assert.deepEqual([after(...none).outcome, after(...none).news], [false, []]);
  assert.equal(view(...three, ["a", does("remove-last")]).count, 2);
});

Deno.test("a guest gives no orders, and whoever is not there does nothing", () => {
  const { state } = after(["a", moderator], ["b", guest]);
  for (const what of ["lock", "hush", "remove-last", "end"] as const) {
    assert.equal(ROOM_RULE.move(state, "b", does(what)).state, state);
  }
  assert.equal(ROOM_RULE.move(state, "z", does("end")).state, state);
});

Deno.test("a room that starts locked lets moderators in, and others once one of them has unlocked it; it locks behind the last", () => {
  const locked: RoomMove = { do: "enter", isModerator: false, most: 3, startsLocked: true };
  const moderator: RoomMove = { ...locked, isModerator: true };
  assert.equal(after(["a", locked]).outcome, "locked");
  assert.equal(after(["m", moderator], ["a", locked]).outcome, "locked");
  const opened = [["m", moderator], ["m", does("lock")], ["a", locked]] as const;
  assert.equal(after(...opened).outcome, "entered");
  assert.equal(after(...opened, ["m", does("leave")], ["b", locked]).outcome, "locked");
});

Deno.test("who comes and goes is named to the others", () => {
  const moved = ROOM_RULE.move(after(["a", guest]).state, "b", {
    do: "enter",
    isModerator: false,
    most: 3,
    who: "102",
  });
  assert.deepEqual(moved.news, [{ leg: "a", news: { what: "came", who: "102" } }]);
  const left = ROOM_RULE.move(moved.state, "b", { do: "leave" });
  assert.deepEqual(left.news, [{ leg: "a", news: { what: "left", who: "102" } }]);
});
