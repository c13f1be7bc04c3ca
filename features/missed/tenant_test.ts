import assert from "node:assert/strict";
import { DEFAULT_HISTORY, DEFAULT_MISSED, type Pbx } from "../../core/directory/mod.ts";
import { scopeOf } from "./tenant.ts";

const PBX: Pbx = {
  name: "acme",
  kind: "freepbx",
  everyS: 300,
  historyDays: 7,
  extensions: ["101"],
  trunkChannels: ["PJSIP/provider-"],
  outboundPrefixes: ["9"],
  queues: [],
  groups: [],
  menus: [],
  members: [],
  tls: "off",
  missed: {},
};
const OFFICE = {
  country: "RO",
  timeZone: "Europe/Bucharest",
  missed: { ...DEFAULT_MISSED, voicemail: true, lookBackHours: 48, probeNumbers: ["+40700000000"] },
  history: DEFAULT_HISTORY,
};

Deno.test("a tenant is judged as the office is, where it says nothing else", () => {
  const { policy } = scopeOf(PBX, OFFICE);
  assert.deepEqual([policy.countVoicemail, policy.lookbackS, policy.openTtlDays, policy.retentionDays], [
    true,
    172_800,
    30,
    365,
  ]);
  assert.deepEqual([policy.busyRangS, policy.isForwardConfirmed, policy.probeNumbers], [2, false, ["+40700000000"]]);
  assert.deepEqual([policy.country, policy.timeZone, policy.outboundPrefixes], ["RO", "Europe/Bucharest", ["9"]]);
});

Deno.test("what a tenant says of itself holds for it, and for nobody else", () => {
  const missed = { voicemail: false, openDays: 0, busyRangS: 5, forwardConfirmed: true, probeNumbers: [] };
  const { policy } = scopeOf({ ...PBX, missed, country: "DE", timeZone: "Europe/Berlin" }, OFFICE);
  assert.deepEqual([policy.countVoicemail, policy.lookbackS, policy.openTtlDays], [false, 172_800, null]);
  assert.deepEqual([policy.busyRangS, policy.isForwardConfirmed, policy.probeNumbers], [5, true, []]);
  assert.deepEqual([policy.country, policy.timeZone], ["DE", "Europe/Berlin"]);
  assert.equal(scopeOf(PBX, OFFICE).policy.countVoicemail, true);
});
