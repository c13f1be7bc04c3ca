import assert from "node:assert/strict";
import { readOffice } from "../../core/config/mod.ts";
import { buildDirectory, type Directory } from "../../core/directory/mod.ts";
import { type EdgeReason, type Flow, flowOf } from "./graph.ts";
import { BOX, layOut, type PlacedEdge } from "./layout.ts";

const OFFICE = `
office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: secret-101, voicemail: { pin: "4711" }, forward: { no_answer: voicemail 101 } }
  - { number: "102", name: Bob Ion, secret: secret-102 }
groups: [{ number: "600", name: Sales, members: ["101", "102"], otherwise: voicemail 101 }]
hours: [{ name: office, times: ["mon-fri 09:00-17:30"], open: menu main, closed: announcement closed }]
menus: [{ name: main, says: hours-closed, keys: { "1": group 600, "2": "101", "9": hours office }, on_timeout: group 600 }]
announcements: [{ name: closed, says: hours-closed }]
numbers: [{ number: "+40211234567", to: hours office }]
`;

function directory(): Directory {
  const judged = readOffice(OFFICE, { fileName: "office.yml", environment: {} });
  assert.ok(judged.ok, JSON.stringify(judged));
  return buildDirectory(judged.value, { revision: 1, realm: "kontor" });
}

const shown = (by: EdgeReason) => by.why === "key" ? by.key : by.why;
const drawn = (flow: Flow) => layOut(flow, ({ by }) => by.map(shown).join(", "));

Deno.test("a number leads to all that its callers can come to, each once", () => {
  const { nodes, edges } = flowOf(directory());
  assert.deepEqual(nodes.map(({ id }) => id).sort(), [
    "announcement closed",
    "extension 101",
    "group 600",
    "hours office",
    "menu main",
    "number 0",
    "voicemail 101",
  ]);
  assert.deepEqual(edges.map(({ from, to, by }) => `${from} -${by.map(shown)}-> ${to}`), [
    "number 0 -then-> hours office",
    "hours office -open-> menu main",
    "hours office -closed-> announcement closed",
    "menu main -1,timeout-> group 600",
    "menu main -2-> extension 101",
    "menu main -9-> hours office",
    "group 600 -otherwise-> voicemail 101",
    "extension 101 -busy,no-answer,unreachable-> voicemail 101",
  ]);
});

Deno.test("what is dialled is drawn as what stands behind it, and leads to its form", () => {
  const { nodes } = flowOf(directory());
  const at = Object.fromEntries(nodes.map(({ id, name, at }) => [id, [name, at]]));
  assert.deepEqual(at["extension 101"], ["Ana Pop", "extensions/101"]);
  assert.deepEqual(at["number 0"], ["+40211234567", "numbers/%2B40211234567"]);
  assert.deepEqual(at["group 600"], ["Sales", "groups/600"]);
});

Deno.test("a thing that is named and not there is said to be missing", () => {
  const { nodes } = flowOf(directory(), { kind: "menu", id: "gone" });
  assert.deepEqual(nodes.map(({ id, isMissing }) => [id, isMissing]), [["menu gone", true]]);
});

Deno.test("calls go from left to right, one column a step, no two boxes in one place, and a way back goes back", () => {
  const { nodes, edges, width, height } = drawn(flowOf(directory()));
  const x = new Map(nodes.map((node) => [node.id, node.x]));
  assert.deepEqual(
    edges.filter(({ from, to }) => x.get(to)! <= x.get(from)!).map(({ from, to, isBack }) => [from, to, isBack]),
    [["menu main", "hours office", true]],
  );
  assert.equal(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size, nodes.length);
  assert.ok(nodes.every(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height));
});

Deno.test("what no number leads to stands there, too, and moves nothing to which one leads", () => {
  const flow = flowOf(directory());
  const sales = { id: "group 699", kind: "group", name: "New", about: "699", isMissing: false };
  const more = {
    nodes: [...flow.nodes, sales],
    edges: [...flow.edges, { from: "group 699", to: "announcement closed", by: [] }],
  };
  const [before, after] = [flow, more].map((each) => new Map(drawn(each).nodes.map(({ id, x }) => [id, x])));
  assert.equal(after!.get("group 699"), 0);
  for (const [id, x] of before!) assert.equal(after!.get(id), x, id);
});

Deno.test("an office without numbers is an empty picture", () => {
  assert.deepEqual(drawn({ nodes: [], edges: [] }), {
    ...drawn(flowOf(directory())),
    width: 0,
    height: 0,
    nodes: [],
    edges: [],
  });
});

/** Where a way runs level: from and to across, and how far down. */
function levelRuns({ path }: PlacedEdge): readonly (readonly [from: number, to: number, y: number])[] {
  const steps = path.matchAll(/([MCQHV])([-\d. ]+)/g).map(([, step = "", said = ""]) =>
    [step, said.trim().split(" ").map(Number)] as const
  );
  const runs: (readonly [number, number, number])[] = [];
  let [x, y] = [0, 0];
  for (const [step, numbers] of steps) {
    const [toX, toY] = step === "H"
      ? [numbers[0]!, y]
      : step === "V"
      ? [x, numbers[0]!]
      : [numbers.at(-2)!, numbers.at(-1)!];
    if (step === "H") runs.push([Math.min(x, toX), Math.max(x, toX), y]);
    [x, y] = [toX, toY];
  }
  return runs;
}

const LARGE: Flow = {
  nodes: Array.from({ length: 60 }, (_, at) => ({
    ...{ id: `${at}`, kind: at < 9 ? "number" : "menu", name: `${at}`, about: "", isMissing: false },
  })),
  edges: Array.from({ length: 60 }, (_, at) => [at + 7, at + 17, at + 31, at - 13].map((to) => [at, to] as const))
    .flat()
    .filter(([, to]) => to >= 9 && to < 60)
    .map(([from, to]) => ({ from: `${from}`, to: `${to}`, by: [{ why: "key", key: `${to % 10}` }] })),
};

for (const [what, flow] of [["a small office", flowOf(directory())], ["a large one", LARGE]] as const) {
  Deno.test(`in the picture of ${what} no way passes behind a box, and nothing stands upon anything else`, () => {
    const { nodes, edges, width, height } = drawn(flow);
    for (const edge of edges) {
      const others = nodes.filter(({ id }) => id !== edge.from && id !== edge.to);
      for (const [from, to, y] of levelRuns(edge)) {
        assert.ok(from >= -20 && to <= width + 20 && y >= 0 && y <= height, `${edge.from} -> ${edge.to}`);
        const behind = others.filter((node) =>
          y > node.y && y < node.y + node.height && to > node.x && from < node.x + BOX.width
        );
        assert.deepEqual(behind.map(({ id }) => id), [], `${edge.from} -> ${edge.to}`);
      }
    }
    for (const one of nodes) {
      for (const other of nodes) {
        const isClear = one === other || one.x !== other.x || Math.abs(one.y - other.y) >= BOX.height;
        assert.ok(isClear, `${one.id} and ${other.id}`);
      }
    }
    const said = edges.filter(({ text }) => text !== "").map(({ start }) => `${start.x} ${start.y}`);
    assert.equal(new Set(said).size, said.length);
  });
}
