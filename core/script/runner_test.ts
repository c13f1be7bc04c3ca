import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import type { LegEvent } from "../call/mod.ts";
import { Runner, type ScriptFault } from "./runner.ts";
import { act, all, type Ending, faxOn, next, race, reach, type Script, spawn } from "./vocabulary.ts";

const DONE: Ending = { reached: true, cause: "normal" };

/** A runner whose commands are only written down. */
function stage() {
  const did: string[] = [];
  const ended: { call: string; ending: Ending; fault: ScriptFault | undefined }[] = [];
  const runner = new Runner({
    perform: (_, command) => {
      did.push("leg" in command ? `${command.do} ${command.leg}` : command.do);
      return undefined;
    },
    *scriptFor(caller, { id }) {
      yield* act({ do: "ring", leg: `${caller}-${id}` });
      return DONE;
    },
    ended: (call, ending, fault) => ended.push({ call, ending, fault }),
  });
  return { runner, did, ended };
}

function digit(leg: string, key: string): LegEvent {
  return { type: "digit", leg, digit: key };
}

function* press(leg: string, until?: Instant): Script<string> {
  const event = yield* next([leg], until);
  return event === "time-out" ? event : event.type === "digit" ? event.digit : event.type;
}

function* tidy(leg: string, inner: Script<unknown>): Script<void> {
  try {
    yield* inner;
  } finally {
    yield* act({ do: "release", leg, cause: "normal" });
    yield* act({ do: "part", leg });
  }
}

Deno.test("events that nobody waits for yet are kept, each leg's in its order", () => {
  const { runner, ended } = stage();
  const heard: string[] = [];
  runner.start(
    "c",
    (function* (): Script<Ending> {
      yield* press("gate");
      for (const leg of ["b", "a", "a", "b"]) heard.push(yield* press(leg));
      return DONE;
    })(),
  );
  for (const [leg, key] of [["a", "1"], ["b", "2"], ["a", "3"], ["b", "4"], ["gate", "#"]] as const) {
    runner.deliver("c", digit(leg, key));
  }
  assert.deepEqual(heard, ["2", "1", "3", "4"]);
  assert.deepEqual(ended, [{ call: "c", ending: DONE, fault: undefined }]);
  assert.equal(runner.size, 0);
});

Deno.test("a phone that presses keys without end fills no memory, and its end is heard all the same", () => {
  const { runner } = stage();
  const heard: string[] = [];
  runner.start(
    "c",
    (function* (): Script<Ending> {
      yield* press("gate");
      for (let event = yield* press("a"); event !== "ended"; event = yield* press("a")) heard.push(event);
      return DONE;
    })(),
  );
  for (let times = 0; times < 10_000; times++) runner.deliver("c", digit("a", "1"));
  runner.deliver("c", { type: "ended", leg: "a", by: "them", cause: "normal" });
  runner.deliver("c", digit("gate", "#"));
  assert.equal(heard.length, 256);
  assert.equal(runner.size, 0);
});

Deno.test("a wait ends at its time, and a time that came too late for its event does not", () => {
  const { runner } = stage();
  const heard: string[] = [];
  runner.start(
    "c",
    (function* (): Script<Ending> {
      heard.push(yield* press("a", later(START, 100)), yield* press("a", later(START, 200)));
      return DONE;
    })(),
  );
  assert.equal(runner.next(), 100);
  runner.deliver("c", digit("a", "5"));
  assert.equal(runner.next(), 200);
  runner.expire(later(START, 200));
  assert.deepEqual(heard, ["5", "time-out"]);
  assert.equal(runner.next(), undefined);
});

Deno.test("race: the first that returns wins, the others tidy up and are gone", () => {
  const { runner, did } = stage();
  const won: unknown[] = [];
  runner.start(
    "c",
    (function* (): Script<Ending> {
      won.push(yield* race<unknown>([tidy("x", tidy("y", press("slow"))), press("quick"), press("never")]));
      won.push(yield* press("slow", later(START, 5)));
      return DONE;
    })(),
  );
  runner.deliver("c", digit("quick", "1"));
  assert.deepEqual(won, [{ first: 1, value: "1" }]);
  assert.deepEqual(did, ["release y", "part y", "release x", "part x"]);
  runner.deliver("c", digit("slow", "2"));
  assert.deepEqual(won[1], "2");
  assert.equal(runner.size, 0);
});

Deno.test("race: of two that are done at once the first wins", () => {
  const { runner } = stage();
  const won: unknown[] = [];
  const quick = function* (name: string): Script<string> {
    yield* act({ do: "ring", leg: name });
    return name;
  };
  runner.start(
    "c",
    (function* (): Script<Ending> {
      won.push(yield* race([quick("a"), quick("b")]));
      return DONE;
    })(),
  );
  assert.deepEqual(won, [{ first: 0, value: "a" }]);
});

Deno.test("all: goes on when the last has returned, with what each of them returned", () => {
  const { runner } = stage();
  const got: unknown[] = [];
  runner.start(
    "c",
    (function* (): Script<Ending> {
      got.push(yield* all([]));
      got.push(yield* all([press("a"), press("b")]));
      return DONE;
    })(),
  );
  runner.deliver("c", digit("b", "2"));
  assert.equal(got.length, 1);
  runner.deliver("c", digit("a", "1"));
  assert.deepEqual(got, [[], ["1", "2"]]);
});

Deno.test("spawn: runs beside its script, and ends with the call", () => {
  const { runner, did } = stage();
  runner.start(
    "c",
    (function* (): Script<Ending> {
      yield* spawn(tidy("music", press("never")));
      yield* press("a");
      return DONE;
    })(),
  );
  runner.deliver("c", digit("a", "1"));
  assert.deepEqual(did, ["release music", "part music"]);
  assert.equal(runner.size, 0);
});

Deno.test("a script that is stopped from outside runs every finally to its end, from the inside out, and not one line more", () => {
  const { runner, did, ended } = stage();
  runner.start(
    "c",
    (function* (): Script<Ending> {
      yield* tidy("outer", tidy("inner", press("never")));
      yield* act({ do: "ring", leg: "must not ring" });
      return DONE;
    })(),
  );
  runner.stop("c", { reached: true, cause: "normal" });
  assert.deepEqual(did, ["release inner", "part inner", "release outer", "part outer"]);
  assert.equal(ended[0]!.fault, undefined);
  runner.stop("c", DONE);
  assert.equal(ended.length, 1);
});

Deno.test("a script that throws ends its call with the story of what led there, and no other call", () => {
  const { runner, ended } = stage();
  runner.start(
    "bad",
    (function* (): Script<Ending> {
      yield* act({ do: "ring", leg: "a" });
      yield* press("a");
      throw new Error("Cannot go on");
    })(),
  );
  runner.start(
    "good",
    (function* (): Script<Ending> {
      yield* press("g");
      return DONE;
    })(),
  );
  runner.deliver("bad", digit("a", "1"));
  assert.deepEqual(ended[0]!.ending, { reached: false, cause: "fault" });
  assert.deepEqual(ended[0]!.fault!.story, ["ring", "digit a"]);
  assert.equal(runner.size, 1);
  runner.deliver("good", digit("g", "1"));
  assert.equal(runner.size, 0);
});

Deno.test("waiting in a finally of a script that is stopped is a fault, and is told", () => {
  const { runner, ended } = stage();
  runner.start(
    "c",
    (function* (): Script<Ending> {
      try {
        yield* press("a");
      } finally {
        yield* press("b");
      }
      return DONE;
    })(),
  );
  runner.stop("c", DONE);
  assert.match(String(ended[0]!.fault!.error), /Cannot wait for "next" in a finally block/);
  assert.equal(runner.size, 0);
});

Deno.test("reach hands the caller to the destination's script and goes on with its ending", () => {
  const { runner, did, ended } = stage();
  runner.start(
    "c",
    (function* (): Script<Ending> {
      return (yield { want: "reach", caller: "l", destination: { kind: "any", id: "7" } }) as Ending;
    })(),
  );
  assert.deepEqual(did, ["ring l-7"]);
  assert.deepEqual(ended[0]!.ending, DONE);
});

Deno.test("redirect gives up the last that was reached for a caller, and whoever sent him there goes on with the new ending", () => {
  const did: string[] = [];
  const ends: Ending[] = [];
  const runner = new Runner({
    perform: (_, command) => void did.push("leg" in command ? `${command.do} ${command.leg}` : command.do),
    *scriptFor(caller, { id }) {
      if (id === "menu") return yield* reach(caller, { kind: "dial", id: "desk" });
      if (id === "desk") yield* tidy("phone", press("phone"));
      return { reached: id === "mobile", cause: "busy" };
    },
    ended: (_, ending) => void ends.push(ending),
  });
  runner.start("c", reach("caller", { kind: "dial", id: "menu" }));
  assert.equal(runner.redirect("c", "somebody else", { kind: "dial", id: "mobile" }), false);
  assert.equal(runner.redirect("no such call", "caller", { kind: "dial", id: "mobile" }), false);
  assert.deepEqual([did, ends], [[], []]);
  assert.equal(runner.redirect("c", "caller", { kind: "dial", id: "mobile" }), true);
  assert.deepEqual(did, ["release phone", "part phone"]);
  assert.deepEqual(ends, [{ reached: true, cause: "busy" }]);
  assert.equal(runner.size, 0);
});

Deno.test("a fax ends the race against it; the leg's events stay with whoever waits for them", () => {
  const { runner, did, ended } = stage();
  runner.start(
    "c",
    (function* (): Script<Ending> {
      const { first } = yield* race<unknown>([tidy("b", press("a")), faxOn("a")]);
      yield* act({ do: "answer", leg: `won-${first}` });
      yield* faxOn("gone");
      return DONE;
    })(),
  );
  runner.heardFax("other", "a");
  runner.heardFax("c", "b");
  runner.deliver("c", digit("z", "1"));
  assert.deepEqual(did, []);
  runner.heardFax("c", "a");
  runner.heardFax("c", "a");
  assert.deepEqual(did, ["release b", "part b", "answer won-1"]);
  runner.stop("c", DONE);
  assert.equal(ended.length, 1);
});

Deno.test("nobody waits for a fax any more once the race is won", () => {
  const { runner, ended } = stage();
  runner.start(
    "c",
    (function* (): Script<Ending> {
      yield* race<unknown>([press("a"), faxOn("a")]);
      return DONE;
    })(),
  );
  runner.deliver("c", digit("a", "1"));
  runner.heardFax("c", "a");
  assert.deepEqual(ended, [{ call: "c", ending: DONE, fault: undefined }]);
});
