import assert from "node:assert/strict";
import { DEFAULT_POLICY, type Office } from "../policy.ts";
import { judge } from "../verdict.ts";
import { aggregate } from "../aggregate.ts";
import { readFusionPbx } from "./fusionpbx.ts";

const OFFICE: Office = {
  extensions: new Set(["101", "102"]),
  trunkPrefixes: [],
  queues: { "800": "Sales Queue" },
  groups: {},
  menus: {},
};
const POLICY = DEFAULT_POLICY;
const SCOPE = { office: OFFICE, policy: POLICY };
const START = Date.UTC(2026, 2, 2, 9) / 1_000;

const caller = (more: Record<string, unknown> = {}) => ({
  xml_cdr_uuid: "a",
  domain_uuid: "d1",
  direction: "inbound",
  caller_id_number: "0745123456",
  caller_destination: "0376443311",
  destination_number: "101",
  start_epoch: START,
  end_epoch: START + 20,
  hangup_cause: "ORIGINATOR_CANCEL",
  ...more,
});
const leg = (uuid: string, to: string, more: Record<string, unknown> = {}) => ({
  xml_cdr_uuid: uuid,
  domain_uuid: "d1",
  originating_leg_uuid: "a",
  direction: "local",
  destination_number: to,
  start_epoch: START,
  end_epoch: START + 20,
  hangup_cause: "NO_ANSWER",
  ...more,
});

const TOLD: readonly (readonly [string, readonly unknown[], string])[] = [
  ["a phone that rings out is a miss", [caller(), leg("b", "101")], "missed; 101; ; Ext 101"],
  [
    "a bridge is an answer, and who lost the race has rung",
    [
      caller({ bridge_uuid: "c", answer_epoch: START + 8 }),
      leg("b", "101", { hangup_cause: "LOSE_RACE" }),
      leg("c", "102"),
    ],
    "answered; 101,102; 102; Ext 101",
  ],
  [
    "a queue that answers the caller first has not served him",
    [caller({ cc_side: "member", cc_queue: "800@d1", cc_queue_joined_epoch: START, answer_epoch: START, billsec: 20 })],
    "missed; ; ; Sales Queue → Ext 101",
  ],
  [
    "an agent's own leg is no call",
    [
      caller({
        destination_number: "",
        cc_side: "member",
        cc_queue: "800@d1",
        cc_queue_joined_epoch: START,
        cc_queue_answered_epoch: START + 9,
        cc_agent: "102@d1",
      }),
      leg("b", "102", { originating_leg_uuid: "", cc_side: "agent" }),
    ],
    "answered; ; 102; Sales Queue",
  ],
  [
    "a message is not missed",
    [caller({ last_app: "voicemail", voicemail_message: true }), leg("b", "101")],
    "voicemail_received; 101; ; Ext 101 → Voicemail",
  ],
  ["a busy phone is no miss", [caller({ hangup_cause: "USER_BUSY" })], "failed_busy; ; ; Ext 101"],
  ["a phone out of reach fails", [caller({ hangup_cause: "USER_NOT_REGISTERED" })], "failed; ; ; Ext 101"],
];
for (const [title, rows, expected] of TOLD) {
  Deno.test(`FusionPBX: ${title}`, () => {
    for (const order of [rows, rows.toReversed(), [...rows, ...rows]]) {
      const found = readFusionPbx(order, SCOPE).map((call) => judge(call, POLICY)).map((verdict) =>
        [verdict.outcome, verdict.rang, verdict.answeredBy, verdict.route].join("; ")
      );
      assert.deepEqual(found, [expected]);
    }
  });
}

Deno.test("FusionPBX: a call back clears, domains stay apart", () => {
  const back = { xml_cdr_uuid: "o", direction: "outbound", caller_id_number: "102", destination_number: "0745123456" };
  const times = { start_epoch: START + 600, answer_epoch: START + 610, end_epoch: START + 700, billsec: 90 };
  const entries = (domain: string) => {
    const rows = [caller(), leg("b", "101"), { ...back, ...times, domain_uuid: domain }];
    const verdicts = readFusionPbx(rows, SCOPE).map((call) => judge(call, POLICY));
    return aggregate(verdicts, [], { policy: POLICY, at: (START + 3_600) * 1_000 })
      .map(({ tenant, clearedBy, closedByExt }) => [tenant, clearedBy, closedByExt]);
  };
  assert.deepEqual(entries("d1"), [["d1", "returned", "102"]]);
  assert.deepEqual(entries("d2"), [["d1", undefined, undefined]]);
});
