import assert from "node:assert/strict";
import { judgeContact } from "./judge.ts";

const NUMBERS: readonly (readonly [written: string, key: string])[] = [
  ["0722 000 111", "+40722000111"],
  ["(021) 123-45.67", "+40211234567"],
  ["+40 722 000 111", "+40722000111"],
  ["0049 30 1234567", "+49301234567"],
  ["\u202a+40 722\u00a0000 111\u202c", "+40722000111"],
  ["722000111", "+40722000111"],
  ["4930123456789", "+4930123456789"],
  ["112", "raw:112"],
];
for (const [written, key] of NUMBERS) {
  Deno.test(`"${written}" is understood as ${key}`, () => {
    const { contact } = judgeContact({ name: "Ion", numbers: [written] }, "RO");
    assert.deepEqual(contact?.keys, [key]);
  });
}

Deno.test("a contact is kept as it was meant: trimmed, each number once, the company where there is no name", () => {
  const { contact } = judgeContact({
    name: " ",
    company: " Popa  SRL ",
    numbers: ["", "0722 000 111", "+40722000111"],
    note: " a\nb ",
    isVip: false,
    seenBy: [],
  }, "RO");
  assert.deepEqual(contact, {
    name: "Popa SRL",
    company: "Popa SRL",
    numbers: ["+40722000111"],
    note: "a\nb",
    keys: ["+40722000111"],
  });
});

const LONG = "x".repeat(65);
const FAULTY: readonly (readonly [given: Parameters<typeof judgeContact>[0], fault: readonly unknown[]])[] = [
  [{ name: "", numbers: ["112"] }, ["name", 0, "", "missing"]],
  [{ name: LONG, numbers: ["112"] }, ["name", 0, LONG, "too-long"]],
  [{ name: "a\u0007b", numbers: ["112"] }, ["name", 0, "a\u0007b", "unseen-signs"]],
  [{ name: "Ion", company: LONG, numbers: ["112"] }, ["company", 0, LONG, "too-long"]],
  [{ name: "Ion", numbers: ["", " "] }, ["number", 0, "", "missing"]],
  [{ name: "Ion", numbers: ["", "4.07E+10"] }, ["number", 1, "4.07E+10", "no-number"]],
  [{ name: "Ion", numbers: ["112", "0722 000 111 int. 12"] }, ["number", 1, "0722 000 111 int. 12", "no-number"]],
  [{ name: "Ion", numbers: Array(21).fill("112") }, ["number", 20, "112", "too-many"]],
  [{ name: "Ion", numbers: ["112"], note: "x".repeat(2_001) }, ["note", 0, "x".repeat(100), "too-long"]],
];
for (const [given, [field, nth, value, why]] of FAULTY) {
  Deno.test(`a contact whose ${field} is ${why} is not kept, and its fault names the value`, () => {
    assert.deepEqual(judgeContact(given, "RO").faults, [{ field, nth, value, why }]);
  });
}
