import { deepEqual, equal } from "node:assert/strict";
import {
  actsOf,
  type CallerState,
  type Deed,
  deedOf,
  found,
  isActFor,
  type KeyPress,
  meantBy,
  numberIn,
  urgentFirst,
} from "./mod.ts";

const PEOPLE = [
  { number: "101", name: "Ana Popescu" },
  { number: "102", name: "Bogdan Ionescu" },
  { number: "103", name: "Ștefan-Andrei Pop" },
  { number: "1020", name: "Store" },
];
for (
  const [typed, numbers] of [
    ["", ["101", "102", "103", "1020"]],
    ["102", ["102", "1020"]],
    ["10", ["101", "102", "103", "1020"]],
    ["pop", ["101", "103"]],
    ["stef", ["103"]],
    ["andrei", ["103"]],
    ["pop and", ["103"]],
    ["  BOG ion", ["102"]],
    ["st", ["103", "1020"]],
    ["s", ["103", "1020"]],
    ["opescu", []],
    ["+40 722", []],
  ] as const
) {
  Deno.test(`who types ${JSON.stringify(typed)} finds ${numbers.join(", ") || "nobody"}`, () => {
    deepEqual(found(PEOPLE, typed).map(({ number }) => number), numbers);
  });
}

const MARIA = { number: "+40722000111", name: "Maria Ene" };
for (
  const [typed, people, contacts, meant] of [
    ["mar", [], [MARIA], MARIA.number],
    ["mar", [PEOPLE[0]!], [MARIA], "101"],
    ["0722", [], [MARIA], "0722"],
    ["mar", [], [], undefined],
    [" ", PEOPLE, [], undefined],
  ] as const
) {
  const [house, book] = [people.length > 0 ? "somebody" : "nobody", contacts.length > 0 ? "somebody" : "nobody"];
  Deno.test(`"${typed}", ${house} of the house and ${book} of the phone book: ${meant ?? "no target"}`, () => {
    equal(meantBy(typed, { people, contacts }), meant);
  });
}

for (
  const [typed, number] of [
    ["tel:+40 (722) 000-111", "+40722000111"],
    [" CALLTO:0722.000.111 ", "0722000111"],
    ["*70", "*70"],
    ["Ana", undefined],
    ["", undefined],
    ["12+3", undefined],
  ] as const
) {
  Deno.test(`${JSON.stringify(typed)} is ${number === undefined ? "no number" : `dialled ${number}`}`, () => {
    equal(numberIn(typed), number);
  });
}

interface At {
  readonly isTyping?: boolean;
  readonly isAtCalls?: boolean;
  readonly state?: CallerState;
}

function keyed(key: string, { isTyping = false, isAtCalls = false, state }: At): string {
  const [name = "", shift] = key.split("+").toReversed();
  const press: KeyPress = { key: name, shiftKey: shift !== undefined, ctrlKey: false, altKey: false, metaKey: false };
  const deed: Deed | undefined = deedOf(press, { isTyping, isAtCalls, state });
  if (deed === undefined) return "";
  return deed.do === "act" ? deed.act : "by" in deed ? `${deed.do} ${deed.by}` : deed.do;
}
for (
  const [key, at, does] of [
    ["Enter", { state: "talking" }, "transfer"],
    ["Enter", { state: "talking", isTyping: true }, "transfer"],
    ["Shift+Enter", { state: "held" }, "announce"],
    ["Shift+Enter", { state: "queued" }, ""],
    ["Enter", { state: "announcing" }, "connect"],
    ["Escape", { state: "announcing", isTyping: true }, "take-back"],
    ["m", { state: "announcing" }, "merge"],
    ["Escape", { state: "talking" }, "back"],
    ["Enter", { state: "parked" }, "fetch"],
    ["Enter", { state: "ringing" }, "transfer"],
    ["Shift+Enter", { state: "ringing" }, ""],
    ["a", { state: "ringing" }, "answer"],
    ["A", { state: "talking" }, ""],
    ["a", { state: "ringing", isTyping: true }, ""],
    ["Enter", {}, "dial"],
    ["ArrowDown", { isTyping: true }, "person 1"],
    ["ArrowUp", {}, "person -1"],
    ["ArrowDown", { isAtCalls: true }, "call 1"],
    ["ArrowUp", { isAtCalls: true }, "call -1"],
    ["ArrowRight", {}, "call 1"],
    ["ArrowLeft", { isTyping: true }, ""],
    ["p", { state: "talking" }, "park"],
    ["P", { state: "held" }, "park"],
    ["p", { state: "talking", isTyping: true }, ""],
    ["v", { state: "queued" }, "voicemail"],
    ["a", { state: "queued" }, "fetch"],
    ["a", { state: "parked" }, "fetch"],
    ["Enter", { state: "queued" }, "transfer"],
    ["h", { state: "talking" }, "hold"],
    ["h", { state: "held" }, "resume"],
    ["h", { state: "parked" }, ""],
    ["h", {}, ""],
    ["/", { state: "talking" }, "search"],
    ["/", { isTyping: true }, ""],
    ["x", { state: "talking" }, "hang-up"],
    ["x", { state: "queued" }, ""],
    ["3", { state: "talking" }, "slot"],
    ["3", { state: "talking", isTyping: true }, ""],
    ["x", { state: "three" }, "hang-up"],
    ["h", { state: "three" }, ""],
    ["m", { state: "three" }, ""],
    ["p", { state: "three" }, ""],
    ["v", { state: "three" }, ""],
    ["Enter", { state: "three" }, ""],
    ["Shift+Enter", { state: "three" }, ""],
    ["y", { state: "talking" }, ""],
  ] as const
) {
  Deno.test(`${key} ${JSON.stringify(at)} does ${does || "nothing"}`, () => equal(keyed(key, at), does));
}

Deno.test("a key with Ctrl, Alt or Meta is the browser's", () => {
  const press = { key: "p", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  for (const held of ["ctrlKey", "altKey", "metaKey"]) {
    equal(deedOf({ ...press, [held]: true }, { isTyping: false, isAtCalls: false, state: "talking" }), undefined);
  }
});

Deno.test("a call allows what makes sense as it stands, and where to must be said", () => {
  equal(isActFor("talking", "transfer", "102"), true);
  equal(isActFor("talking", "transfer", undefined), false);
  equal(isActFor("talking", "park", undefined), true);
  equal(isActFor("talking", "connect", undefined), false);
  equal(isActFor("parked", "hang-up", undefined), false);
  equal(isActFor("talking", "fly", "102"), false);
  equal(isActFor("ringing", "transfer", undefined), false);
  deepEqual(actsOf("three"), ["hang-up"], "the box sends none of three elsewhere, and has none wait");
  deepEqual(actsOf("ringing"), ["answer", "transfer", "voicemail"]);
});

Deno.test("VIPs come first, then whoever has waited longest", () => {
  const callers = [{ at: 3 }, { at: 1 }, { at: 2, isVip: true }] as const;
  deepEqual(urgentFirst(callers).map(({ at }) => at), [2, 1, 3]);
});
