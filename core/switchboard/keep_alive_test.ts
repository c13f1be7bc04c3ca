import assert from "node:assert/strict";
import { type Instant, later, SeededChance, START, toText } from "../base/mod.ts";
import { buildDirectory } from "../directory/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import { parseMessage, respondTo, writeMessage } from "../sip/mod.ts";
import { type Effect, Switchboard } from "./mod.ts";

const OFFICE = { name: "Test", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
const AT_HOME: Binding = {
  number: "101",
  contact: "sip:101@192.168.1.5:5062",
  flow: {
    transport: "udp",
    local: { ip: "203.0.113.1", port: 5060 },
    remote: { ip: "198.51.100.7", port: 40_000 },
  },
  path: [],
  callId: "c",
  cseq: 1,
  preference: 1_000,
  expiresAt: later(START, 60_000),
};

function open(): Switchboard {
  const directory = buildDirectory({ office: OFFICE, extensions: [] }, { revision: 1, realm: "kontor" });
  const chance = new SeededChance(1);
  return new Switchboard({ chance, directory, scripts: {}, keepAliveMs: 25_000 });
}

function sends(effects: readonly Effect[]): readonly Extract<Effect, { type: "send" }>[] {
  return effects.filter((effect) => effect.type === "send");
}

function figure(switchboard: Switchboard, name: string, now: Instant): number {
  const [effect] = switchboard.handle({ type: "desk", id: "d", command: { type: "figures" } }, now);
  assert.ok(effect?.type === "desk" && effect.answer.type === "figures");
  return effect.answer.figures[name] ?? 0;
}

Deno.test("a phone behind a router is asked for a sign of life every 25 s, once each time, until it has expired", () => {
  const switchboard = open();
  switchboard.handle({ type: "remembered", bindings: [AT_HOME] }, START);
  const askedAt: number[] = [];
  for (let at = switchboard.nextDeadline(); at !== undefined; at = switchboard.nextDeadline()) {
    for (const { flow, bytes } of sends(switchboard.handle({ type: "tick" }, at))) {
      askedAt.push(at - START);
      assert.deepEqual(flow, AT_HOME.flow);
      assert.match(toText(bytes), /^OPTIONS sip:101@192\.168\.1\.5:5062 SIP\/2\.0\r\n/);
    }
  }
  assert.deepEqual(askedAt, [0, 25_000, 50_000]);
  assert.equal(figure(switchboard, "routers_kept_open", later(START, 60_000)), 0);
});

Deno.test("the answer to a sign of life is no stray", () => {
  const switchboard = open();
  switchboard.handle({ type: "remembered", bindings: [AT_HOME] }, START);
  const [sent] = sends(switchboard.handle({ type: "tick" }, START));
  const asked = parseMessage(sent!.bytes);
  assert.ok(asked.ok && asked.value.kind === "request");
  const bytes = writeMessage(respondTo(asked.value, 200, { toTag: "t" }));
  assert.deepEqual(switchboard.handle({ type: "wire", flow: AT_HOME.flow, bytes }, START), []);
  assert.equal(figure(switchboard, "keep_alives_answered_total", START), 1);
  assert.equal(figure(switchboard, "responses_stray_total", START), 0);
});
