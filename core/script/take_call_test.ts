import assert from "node:assert/strict";
import { type Block, buildDirectory } from "../directory/mod.ts";
import { Runner } from "./runner.ts";
import { takeCall } from "./take_call.ts";
import type { Command } from "./outcomes.ts";
import type { Ending } from "./vocabulary.ts";

const OFFICE = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
const ANA = {
  number: "101",
  name: "Ana",
  secret: "x",
  ringForS: 25,
  callLimit: 4,
  phones: 5,
  srtp: "allowed",
} as const;

/** What becomes of a call from a number, in an office that blocks somebody: what is said, and what is kept. */
function calls(from: { readonly number: string; readonly isHidden?: boolean }, dialled: string, block: Block) {
  const office = buildDirectory({ office: OFFICE, extensions: [ANA], block }, { revision: 1, realm: "kontor" });
  const did: string[] = [];
  let ended: Ending | undefined;
  const runner = new Runner({
    perform: (_, command: Command) => {
      switch (command.do) {
        case "office":
          return office;
        case "party":
          return { number: from.number };
        case "is-hidden":
          return from.isHidden === true;
        case "route":
          return command.number === "999"
            ? undefined
            : { kind: command.number === "*78" ? "do-not-disturb" : "any", id: "" };
        case "answer":
          return true;
        case "play":
          did.push(typeof command.sound === "string" ? command.sound : JSON.stringify(command.sound.items));
          return undefined;
        case "change-line":
          did.push(`${command.number} dialled ${command.change.lastDialled}`);
          return undefined;
        default:
          return undefined;
      }
    },
    // deno-lint-ignore require-yield
    *scriptFor() {
      did.push("reached");
      return { reached: true, cause: "normal" };
    },
    ended: (_, ending) => ended = ending,
  });
  runner.start("c", takeCall("a", dialled));
  runner.deliver("c", { type: "played", leg: "a" });
  return { did, ended };
}

const NOBODY: Block = { callers: [], anonymous: false };
const SAID = (name: string) => JSON.stringify([{ type: "prompt", name }]);

Deno.test("a caller from outside whom the office blocks hears so, and is let go", () => {
  const block = { callers: ["0722*"], anonymous: false };
  assert.deepEqual(calls({ number: "0722123456" }, "101", block), {
    did: [SAID("caller-refused")],
    ended: { reached: false, cause: "rejected", isTold: true },
  });
  assert.deepEqual(calls({ number: "0733123456" }, "101", block).did, ["reached"]);
});

Deno.test("one who hides is refused where the office blocks those", () => {
  const hidden = { number: "0733123456", isHidden: true };
  assert.deepEqual(calls(hidden, "101", { callers: [], anonymous: true }).did, [SAID("anonymous-refused")]);
  assert.deepEqual(calls(hidden, "101", NOBODY).did, ["reached"]);
});

Deno.test("what an extension dialled last is kept, but for codes and numbers that lead nowhere", () => {
  const dialled = ["102", "*78", "999", "112"].map((number) => calls({ number: "101" }, number, NOBODY).did);
  assert.deepEqual(dialled, [["101 dialled 102", "reached"], ["reached"], [], ["reached"]]);
});
