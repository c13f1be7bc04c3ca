import assert from "node:assert/strict";
import { type Instant, later, START } from "../../core/base/mod.ts";
import type { Menu } from "../../core/directory/mod.ts";
import { Runner } from "../../core/script/mod.ts";
import { reachMenu } from "./script.ts";

const MENU: Menu = {
  name: "main",
  says: [{ type: "prompt", name: "welcome" }],
  keys: {},
  direct: true,
  firstS: 6,
  nextS: 3,
  tries: 3,
};

Deno.test("a number that there is not is one wrong choice: what is still pressed while he hears so is passed over", () => {
  const heard: string[] = [];
  let now: Instant = START;
  const runner = new Runner({
    perform: (_, command) => {
      if (command.do === "now") return now;
      if (command.do === "answer") return true;
      if (command.do === "office") return { menus: new Map([["main", MENU]]), extensions: new Map([["101", {}]]) };
      if (command.do === "play" && typeof command.sound !== "string") {
        heard.push(command.sound.items.map((item) => item.type === "prompt" ? item.name : item.type).join(" "));
      }
      return undefined;
    },
    scriptFor: () => {
      throw new Error("Cannot reach anybody here");
    },
    ended: () => {},
  });
  runner.start("c", reachMenu("a", "main"));
  for (const digit of "999") {
    runner.deliver("c", { type: "digit", leg: "a", digit });
    now = later(now, 300);
  }
  assert.deepEqual(heard, ["welcome", "invalid-choice"]);
  runner.deliver("c", { type: "played", leg: "a" });
  assert.deepEqual(heard, ["welcome", "invalid-choice", "welcome"]);
  runner.stop("c", { reached: true, cause: "normal" });
});
