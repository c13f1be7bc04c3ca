import assert from "node:assert/strict";
import { type Flow, onwards } from "./mod.ts";

const node = (id: string, at?: string) => ({
  ...{ id, kind: "menu", name: id, about: "", isMissing: false },
  ...at === undefined ? {} : { at },
});
const edge = (from: string, to: string) => ({ from, to, by: [] });
/** Two numbers; the second leads into a circle, of which the first knows nothing. */
const FLOW: Flow = {
  nodes: [
    node("one", "numbers/1"),
    node("two", "numbers/2"),
    node("main", "menus/main"),
    node("night", "menus/night"),
    node("sales"),
  ],
  edges: [
    edge("one", "sales"),
    edge("two", "main"),
    edge("main", "night"),
    edge("night", "main"),
    edge("main", "sales"),
  ],
};

for (
  const [at, ids, ways] of [
    ["numbers/1", ["one", "sales"], 1],
    ["numbers/2", ["two", "main", "night", "sales"], 4],
    ["menus/main", ["main", "night", "sales"], 3],
    ["menus/night", ["night", "main", "sales"], 3],
    ["menus/gone", ["one", "two", "main", "night", "sales"], 5],
  ] as const
) {
  Deno.test(`from ${at} on calls come to ${ids.join(", ")}`, () => {
    const { nodes, edges } = onwards(FLOW, at);
    assert.deepEqual([nodes.map(({ id }) => id), edges.length], [ids, ways]);
  });
}
