import assert from "node:assert/strict";
import { formatFault, readOffice } from "./mod.ts";

const OFFICE = "office: { name: Test, country: RO, time_zone: Europe/Bucharest, language: ro }\n";

function judged(section: string, environment: Readonly<Record<string, string>> = {}) {
  return readOffice(`${OFFICE}browser_phones: ${section}\n`, { fileName: "office.yml", environment });
}

Deno.test("STUN and TURN servers are the owner's own, and the password comes from wherever secrets may", () => {
  const read = judged(
    '{ stun: ["stun.example.org:3478"], turn: ["turns:turn.example.org:443?transport=tcp"], secret: "${TURN_SECRET}" }',
    { TURN_SECRET: "from outside" },
  );
  assert.ok(read.ok);
  assert.deepEqual(read.value.browserPhones, {
    stun: ["stun.example.org:3478"],
    turn: ["turns:turn.example.org:443?transport=tcp"],
    secret: "from outside",
  });
});

for (
  const [what, section, fault] of [
    [
      "a STUN server without a port",
      "{ stun: [stun.example.org] }",
      /a server and its port as in stun\.example\.org:3478/,
    ],
    [
      "a TURN server of another kind",
      '{ turn: ["https://example.org"], secret: long enough }',
      /turn:turn\.example\.org:3478/,
    ],
    ["a TURN server without a password", '{ turn: ["turn:turn.example.org:3478"] }', /turn: needs a password/],
    ["a password that is too short", "{ secret: short }", /is too short/],
    ["a password that the box does not have", '{ turn: ["turn:t.example:3478"], secret: !kept }', /has kept no secret/],
  ] as const
) {
  Deno.test(`refused: ${what}`, () => {
    const read = judged(section);
    assert.ok(!read.ok);
    assert.match(read.faults.map(formatFault).join("\n"), fault);
  });
}
