import assert from "node:assert/strict";
import { type PasswordFault, passwordFault } from "./password.ts";

const NAMES = ["ana", "Ana Popescu"];

const REFUSED: readonly (readonly [string, PasswordFault])[] = [
  ["short-one", "short"],
  ["x".repeat(300), "long"],
  ["aaaaaaaaaaaaaaaa", "repeated"],
  ["abcabcabcabc", "repeated"],
  ["abababababab", "repeated"],
  ["123456789012", "sequence"],
  ["987654321098", "sequence"],
  ["qwertyuiop12", "sequence"],
  ["abcdefghijklmnop", "sequence"],
  ["1qaz2wsx3edc", "sequence"],
  ["abcdef123456", "sequence"],
  ["password1234", "common"],
  ["P@ssw0rd1234", "common"],
  ["administrator!", "common"],
  ["parola2026parola", "common"],
  ["popescu-2026!", "own-name"],
];

for (const [password, why] of REFUSED) {
  Deno.test(`password "${password.slice(0, 20)}" is refused: ${why}`, () => {
    assert.equal(passwordFault(password, { names: NAMES }), why);
  });
}

for (const password of ["correct horse battery", "Mărul roșu de la țară", "k7#Vq2!mZr9p", "trei pisici galbene 7"]) {
  Deno.test(`password "${password}" is good`, () => {
    assert.equal(passwordFault(password, { names: NAMES }), undefined);
  });
}
