import assert from "node:assert/strict";
import { START } from "../../core/base/mod.ts";
import { buildDirectory, type Group } from "../../core/directory/mod.ts";
import { UNTOUCHED } from "../../core/notebook/mod.ts";
import { type Command, Runner } from "../../core/script/mod.ts";
import { reachGroup } from "./script.ts";

const OFFICE = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
const BOB = {
  number: "102",
  name: "Bob",
  secret: "x",
  ringForS: 25,
  callLimit: 4,
  phones: 5,
  srtp: "allowed",
} as const;
const SALES: Group = {
  number: "600",
  name: "Sales",
  members: ["102", "0722123456"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 30,
  memberForS: 10,
  skipBusy: true,
};

/** A group that rings, with a leg for each number; what its script does. */
function ringing(change: Partial<Group>) {
  const office = buildDirectory({ office: OFFICE, extensions: [BOB], groups: [{ ...SALES, ...change }] }, {
    revision: 1,
    realm: "kontor",
  });
  const did: string[] = [];
  const runner = new Runner({
    perform: (_, command: Command) => {
      switch (command.do) {
        case "office":
          return office;
        case "now":
          return START;
        case "line":
          return UNTOUCHED;
        case "phones":
          return [{ number: command.number, contact: "c", preference: 1000 }];
        case "place":
          return { leg: command.phone.number };
        case "call-recording":
          return { mode: "never", state: "off", notice: false };
        case "answer":
          return true;
        case "play":
        case "join":
          did.push(command.do === "join" ? `join ${command.b}` : `play ${command.leg}`);
          return undefined;
        default:
          return undefined;
      }
    },
    scriptFor: () => {
      throw new Error("Cannot reach anybody else here");
    },
    ended: () => {},
  });
  runner.start("c", reachGroup("caller", "600"));
  return { runner, did };
}

Deno.test("whoever is rung outside the office takes the group's call by pressing 1; at a desk it is taken by answering", () => {
  const outside = ringing({});
  outside.runner.deliver("c", { type: "answered", leg: "0722123456" });
  assert.deepEqual(outside.did, ["play 0722123456"]);
  outside.runner.deliver("c", { type: "digit", leg: "0722123456", digit: "1" });
  assert.deepEqual(outside.did.at(-1), "join 0722123456");
  const desk = ringing({});
  desk.runner.deliver("c", { type: "answered", leg: "102" });
  assert.deepEqual(desk.did, ["join 102"]);
});

Deno.test("where the group says so, answering is enough outside too", () => {
  const { runner, did } = ringing({ confirm: false });
  runner.deliver("c", { type: "answered", leg: "0722123456" });
  assert.deepEqual(did, ["join 0722123456"]);
});
