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
  ["p0pescu83746291", "own-name"],
  ["andrei12andrei12", "repeated"],
  ["Vara la mare! Vara la mare!", "repeated"],
  ["trei-pisici trei pisici", "repeated"],
  ["kz7!qpkz7!qpkz", "repeated"],
  ["1q2w3e4r5t6y", "sequence"],
  ["q1w2e3r4t5y6", "sequence"],
  ["qazwsxedcrfv", "sequence"],
  ["QAZ wsx EDC rfv", "sequence"],
  ["zaqxswcdevfr", "sequence"],
  ["123qweasdzxc", "sequence"],
  ["!QAZ2wsx#EDC", "sequence"],
  ["1234qwerasdf", "sequence"],
  ["yaqxswcdevfr", "sequence"],
  ["iloveyou12345678", "common"],
  ["chocolate2026!", "common"],
  ["dragon8374629105", "common"],
  ["football princess", "common"],
  ["Steaua București 86", "common"],
  ["Parolă.Dinamo.48", "common"],
  ["p4ssw0rd83746291", "common"],
  ["sunshine1sunshine2", "common"],
  ["popescuparola2026", "common"],
];

for (const [password, why] of REFUSED) {
  Deno.test(`password "${password.slice(0, 20)}" is refused: ${why}`, () => {
    assert.equal(passwordFault(password, { names: NAMES }), why);
  });
}

const GOOD = [
  ...["correct horse battery", "Mărul roșu de la țară", "k7#Vq2!mZr9p", "trei pisici galbene 7", "three yellow cats"],
  ...[
    "desert water tree",
    "clover starts slowly",
    "winter cats in yellow",
    "9f3a1c7e5b2d",
    "ploaia bate-n geam",
    "x9 dragon, k4 plinth",
  ],
  ...["wasserfall am abend", "poteca lui badea gion"],
];
for (const password of GOOD) {
  Deno.test(`password "${password}" is good`, () => {
    assert.equal(passwordFault(password, { names: NAMES }), undefined);
  });
}
