import assert from "node:assert/strict";
import { toText, type WallTime } from "../../core/base/mod.ts";
import type { Destination, Hours, Sections } from "../../core/directory/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said } from "../lab/scene.ts";

const prompt = (name: string) => ({ type: "prompt", name }) as const;
const announcement = (id: string): Destination => ({ kind: "announcement", id });

const OFFICE: Hours = {
  name: "office",
  number: "600",
  times: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1050 }],
  holidays: [{ every: "year", from: "12-25", to: "12-26" }],
  open: announcement("day"),
  closed: announcement("night"),
  night: "",
};

function office(utc: string, hours: readonly Hours[] = [OFFICE], more: Partial<Sections> = {}) {
  const announcements = ["day", "night", "feast"].map((name) => ({ name, says: [prompt(name)], times: 1 }));
  const lab = new Lab({ sections: { hours, announcements, ...more } });
  const hand = registered(lab, "101");
  setClock(lab, utc);
  return { lab, ana: hand };
}

function setClock(lab: Lab, utc: string): void {
  lab.input({ type: "wall-clock", wall: Date.parse(utc) as WallTime });
}

/** What somebody hears who dials it now. */
function heard({ lab, ana }: ReturnType<typeof office>, number = "600"): string {
  connected(lab, ana, number);
  lab.run(200);
  return said(lab).at(-1)!;
}

Deno.test("callers go one way in the daytime, another one at night", () => {
  const scene = office("2026-11-23T06:59:50Z");
  assert.equal(heard(scene), "night");
  scene.lab.run(10_000);
  assert.equal(heard(scene), "day");
  setClock(scene.lab, "2026-11-23T15:30:00Z");
  assert.equal(heard(scene), "night");
  assertNothingLeft(scene.lab);
});

Deno.test("nine o'clock stays nine o'clock when summer time begins and ends", () => {
  const scene = office("2026-03-27T06:59:00Z");
  for (
    const [utc, expected] of [
      ["2026-03-27T07:00:00Z", "day"],
      ["2026-03-30T05:59:00Z", "night"],
      ["2026-03-30T06:00:00Z", "day"],
      ["2026-10-23T06:00:00Z", "day"],
      ["2026-10-26T06:59:00Z", "night"],
      ["2026-10-26T07:00:00Z", "day"],
    ] as const
  ) {
    setClock(scene.lab, utc);
    assert.equal(heard(scene), expected, utc);
  }
  assertNothingLeft(scene.lab);
});

Deno.test("on a holiday callers go where it says, or where they go when it is closed", () => {
  const own = { ...OFFICE, name: "own", number: "601", holiday: announcement("feast") };
  const scene = office("2026-12-25T10:00:00Z", [OFFICE, own]);
  assert.equal(heard(scene), "night");
  assert.equal(heard(scene, "601"), "feast");
  setClock(scene.lab, "2026-12-24T10:00:00Z");
  assert.equal(heard(scene, "601"), "day");
  assertNothingLeft(scene.lab);
});

Deno.test("an office that says nothing of it tells callers itself that it is closed, or has a holiday, and until when", () => {
  const { closed: _, ...rest } = OFFICE;
  const scene = office("2026-11-22T10:00:00Z", [rest]);
  assert.equal(heard(scene), "hours-closed hours-open-again 2026-11-23 09:00 goodbye");
  setClock(scene.lab, "2026-12-25T10:00:00Z");
  assert.equal(heard(scene), "hours-holiday hours-open-again 2026-12-28 09:00 goodbye");
  setClock(scene.lab, "2026-11-23T10:00:00Z");
  heard(scene, "*27");
  assert.equal(heard(scene), "hours-closed goodbye");
  assertNothingLeft(scene.lab);
});

Deno.test("*27 closes the office until it is dialled again, says what it is now, and is kept", () => {
  const scene = office("2026-11-23T10:00:00Z");
  assert.equal(heard(scene, "*27"), "night-on");
  assert.equal(heard(scene), "night");
  const switched = () => scene.lab.kept.filter(({ family }) => family === "lamp");
  assert.deepEqual(switched(), [{ family: "lamp", key: "*27", value: true }]);
  assert.equal(heard(scene, "*27"), "night-by-hours");
  assert.equal(heard(scene), "day");
  assert.equal(switched().at(-1)!.value, undefined);
  assertNothingLeft(scene.lab);
});

Deno.test("the desk shows how it stands with all hours, and until when, and turns the switch as *27 does", () => {
  const own = { ...OFFICE, name: "own", number: "601", night: "1" };
  const none = { ...OFFICE, name: "none", number: "602", night: false } as const;
  const { lab, ana } = office("2026-11-23T06:59:00Z", [OFFICE, own, none]);
  const shown = () => {
    const answer = lab.ask({ type: "hours" });
    assert.ok(answer.type === "hours");
    return answer.hours.map(({ name, state, until, nightSwitch }) =>
      [name, state, until && `${until.date} ${until.time}`, nightSwitch].filter((each) => each !== undefined).join(", ")
    );
  };
  const turn = (hours: string, on: boolean) => {
    const answer = lab.ask({ type: "turn-night", hours, on });
    return "text" in answer ? answer.text : answer.type;
  };
  const monday = "2026-11-23 09:00";
  assert.deepEqual(shown(), [
    `office, closed, ${monday}, *27`,
    `own, closed, ${monday}, *271`,
    `none, closed, ${monday}`,
  ]);
  setClock(lab, "2026-11-23T07:30:00Z");
  const evening = "2026-11-23 17:30";
  assert.deepEqual(shown()[2], `none, open, ${evening}`);
  assert.equal(turn("office", true), '"office" is closed by *27');
  assert.deepEqual(shown(), ["office, night, *27", `own, open, ${evening}, *271`, `none, open, ${evening}`]);
  assert.equal(heard({ lab, ana }), "night");
  assert.equal(heard({ lab, ana }, "*27"), "night-by-hours");
  assert.equal(turn("own", true), '"own" is closed by *271');
  assert.equal(turn("own", false), '"own" goes by the clock');
  assert.deepEqual(shown()[1], `own, open, ${evening}, *271`);
  assert.match(turn("none", true), /Cannot turn the night switch of "none": these hours have none/);
  assert.match(turn("cantina", true), /"cantina": there are no such hours/);
  setClock(lab, "2026-12-24T22:30:00Z");
  assert.equal(shown()[2], "none, holiday, 2026-12-28 09:00");
  setClock(lab, "1970-01-01T00:10:00Z");
  assert.equal(shown()[2], "none, open", "what time it is nobody knows");
});

Deno.test("the night switch is as it was after a restart", () => {
  const scene = office("2026-11-23T10:00:00Z");
  scene.lab.input({ type: "recalled", pages: [{ family: "lamp", key: "*27", value: true }] });
  assert.equal(heard(scene), "night");
  assertNothingLeft(scene.lab);
});

Deno.test("hours may go by a switch of their own, or by none; a switch that nobody goes by is none", () => {
  const own = { ...OFFICE, name: "own", number: "601", night: "1" };
  const none = { ...OFFICE, name: "none", number: "602", night: false } as const;
  const scene = office("2026-11-23T10:00:00Z", [OFFICE, own, none]);
  assert.equal(heard(scene, "*271"), "night-on");
  assert.deepEqual(["600", "601", "602"].map((number) => heard(scene, number)), ["day", "night", "day"]);
  assert.equal(heard(scene, "*27"), "night-on");
  assert.deepEqual(["600", "601", "602"].map((number) => heard(scene, number)), ["night", "night", "day"]);
  assert.equal(heard(scene, "*272"), "invalid-choice");
  assert.equal(heard(scene, "*2711"), "invalid-choice");
  assertNothingLeft(scene.lab);
});

for (const dialled of ["*27", "*271"]) {
  Deno.test(`a key with a lamp on ${dialled} is lit while it is night`, () => {
    const { lab, ana } = office("2026-11-23T10:00:00Z", [OFFICE, { ...OFFICE, name: "own", night: "1" }]);
    const bob = registered(lab, "102");
    bob.outside("SUBSCRIBE", `sip:${dialled}@10.0.0.1`, {
      headers: [field("Contact", bob.contact), field("Event", "dialog"), field("Expires", "600")],
    });
    lab.run(100);
    assert.deepEqual(bob.statuses("SUBSCRIBE"), [200]);
    for (let turn = 0; turn < 2; turn++) {
      connected(lab, ana, dialled);
      lab.run(1_000);
    }
    const lamps = bob.requests("NOTIFY").map(({ body }) => /<state>confirmed</.test(toText(body)));
    assert.deepEqual(lamps, [false, true, false]);
    assertNothingLeft(lab);
  });
}

Deno.test("hours that lead to each other end with a sentence, and so do hours and menus in a circle", () => {
  const there: Hours = { ...OFFICE, name: "there", open: { kind: "hours", id: "office" } };
  const here: Hours = { ...OFFICE, open: { kind: "hours", id: "there" } };
  const scene = office("2026-11-23T10:00:00Z", [here, there]);
  assert.equal(heard(scene), "forwarded-too-often");
  assertNothingLeft(scene.lab);

  const menu = { keys: {}, direct: false, firstS: 1, nextS: 1, tries: 1, says: [prompt("welcome")] };
  const round = office("2026-11-23T10:00:00Z", [{ ...OFFICE, open: { kind: "menu", id: "main" } }], {
    menus: [{ ...menu, name: "main", onTimeout: { kind: "hours", id: "office" } }],
  });
  const call = connected(round.lab, round.ana, "600");
  round.lab.run(60_000);
  assert.equal(said(round.lab).at(-1), "forwarded-too-often");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(round.lab);
});

Deno.test("a caller who is brought to a phone by the hours rings there unanswered", () => {
  const { lab, ana } = office("2026-11-23T10:00:00Z", [{ ...OFFICE, open: { kind: "extension", id: "102" } }]);
  const bob = registered(lab, "102");
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(180);
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 180]);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});
