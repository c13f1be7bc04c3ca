import assert from "node:assert/strict";
import type { ChainedRow } from "../day_chain.ts";
import { openPage, packPage, unpackPage } from "./packed_page.ts";

function rows(count: number, more: (at: number) => Partial<ChainedRow> = () => ({})): readonly ChainedRow[] {
  return Array.from({ length: count }, (_, at) => ({
    sequence: 1_000 + at,
    call: `c${at % 3}`,
    at: 1_750_000_000_000.123 + at * 7.25,
    monotonic_ms: 12_345.678901 + at * 7.25,
    boot: 4,
    type: at % 2 === 0 ? "leg.ringing" : "leg.ended",
    leg: at % 5 === 0 ? null : `l${at % 2}`,
    facts: JSON.stringify({ at, text: "Ștefan „Fane”\n" }),
    ...more(at),
  }));
}

const ID = "6fa91e8304ee0624";
/** What an exchange tells of its legs, in the many forms that it has. */
const FACTS: readonly string[] = [
  ...[`{"a":"l${ID}","b":"l0${ID.slice(1)}"}`, `{"a":"l${ID}","b":"x"}`, `{"b":"l${ID}","a":"x"}`],
  ...['{"sent":20,"octets":3200}', '{"sent":7,"octets":1121}', '{"sent":0,"octets":0}', '{"sent":-3.5,"octets":1e+21}'],
  ...['{"party":{"number":"101","__proto__":"x","2":1,"1":2}}', "{}", '{"empty":{},"some":[1,{"two":[]}],"no":null}'],
  ...['{"twice":1,"twice":2}', ' {"written": "otherwise"}', '{"minus":-0}', "no JSON", '"alone"', "[]", ""],
  ...[
    '{"at":9007199254740993}',
    '{"half":"\\ud800"}',
    `{"id":"${ID}"}`,
    `{"id":"${ID}${ID}"}`,
    `{"id":"${ID.toUpperCase()}"}`,
  ],
];

const PAGES: readonly (readonly [string, readonly ChainedRow[]])[] = [
  ["one event", rows(1)],
  ["many events", rows(512)],
  [
    "a clock that was put back, and another run of the box",
    rows(9, (at) => ({ at: 1e12 - at, boot: at, monotonic_ms: at })),
  ],
  ["times finer than a clock's", rows(9, (at) => ({ at: Math.PI * at, monotonic_ms: Math.E / (at + 1) }))],
  ["facts of all forms", rows(5 * FACTS.length, (at) => ({ facts: FACTS[at * 7 % FACTS.length]! }))],
  [
    "ids, and others among them",
    rows(40, (at) => ({
      call: at % 6 === 0 ? `event ${at}` : `c${ID.slice(2)}${10 + at}`,
      leg: at % 4 === 0 ? null : `l${ID}${10 + at}`,
      facts: JSON.stringify({ sipCallId: at % 9 === 0 ? `${at}@192.0.2.1` : `${10 + at}${ID}`, leg: `l${ID}10` }),
    })),
  ],
  ["what belongs to no call", rows(3, () => ({ call: "", leg: null, facts: "{}" }))],
];

for (const [name, page] of PAGES) {
  Deno.test(`a page of ${name} comes out of its packing as it went in`, () => {
    assert.deepEqual(unpackPage(packPage(page)), page);
  });
}

Deno.test("of a page the rows of one call are told as they are among all", () => {
  const page = rows(60, (at) => ({ facts: FACTS[at % FACTS.length]! }));
  const open = openPage(packPage(page));
  for (const call of ["c0", "c1", "c2", "c3"]) {
    assert.deepEqual(open.of(call), page.filter((row) => row.call === call));
  }
});

Deno.test("a page is read that was packed when facts stood in it as they were written", () => {
  const packed =
    "GyYBAAQEnFP56BEru3YA8LPlbUZQgtAC90FSfBQEM5tKU8QoZEWg20Tw86igTcuwU/6ydCJfoaCnkyg2pTm9GIohFcp8msBKabLlB7XKqJJPk3bc" +
    "WlcoTHWrvUaASF4Ijw8jqIKYKWqe6paSmry8yRjzFVR9U8qvEkQC0zAFf6SCcvEG+D7VypN5XdZrXfqSKDFtoCJkdI3JKJZxlH+F/OI303dC2XyR" +
    "afz/AQ==";
  const [first, second] = unpackPage(Uint8Array.fromBase64(packed));
  const alike = { call: "c1", boot: 1 };
  const facts = ['{"dialled":"101"}', '{"by":"us"}'] as const;
  const started = { sequence: 7, at: 1750000000000.5, monotonic_ms: 1.5, type: "call.started", leg: null };
  const ended = { sequence: 8, at: 1750000000020.5, monotonic_ms: 21.5, type: "leg.ended", leg: "l1" };
  assert.deepEqual([first, second], [
    { ...alike, ...started, facts: facts[0] },
    { ...alike, ...ended, facts: facts[1] },
  ]);
});

Deno.test("a page takes a tenth of the room", () => {
  const page = rows(512);
  assert.ok(packPage(page).length < JSON.stringify(page).length / 10);
});
