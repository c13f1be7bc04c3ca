import { callback, ID, MISS, miss, NINE, ONE, story } from "./exam.ts";

story("two numbers of ours are two entries, and one call back clears both", [
  MISS,
  miss("09:05:00", { did: "0376443300", rows: ["0 Dial→101 NO ANSWER 25/0 @600"] }),
  callback("09:15:00", "0 Dial→trunk ANSWERED 60/48 @0745123456"),
], {
  calls: ["missed; 101; ; Ext 101", "missed; 101; ; Reception", "outbound; ; ; "],
  entries: [
    `${ONE}: cleared returned@102 2026-03-02T09:15:12Z ×1; created cleared`,
    "+40745123456 on +40376443300: cleared returned@102 2026-03-02T09:15:12Z ×1; created cleared",
  ],
});
story("withheld callers share one entry for each number, which clears by hand only", [
  miss("09:00:00", { by: "anonymous" }),
  miss("09:01:00", { by: "Restricted" }),
  miss("09:02:00", { by: "+266696687" }),
  miss("09:03:00", { by: "", did: "0376443300" }),
  miss("09:10:00", { by: "anonymous", rows: ["0 Dial→101 ANSWERED 50/45 @101"] }),
], {
  calls: [1, 2, 3, 4].map(() => "missed; 101; ; Ext 101").concat("answered; 101; 101; Ext 101"),
  entries: [
    "anonymous on +40376443311: open ×3; created incremented incremented",
    "anonymous on +40376443300: open ×1; created",
  ],
});
story("a caller whose number looks like an extension is not that extension", [
  miss("09:00:00", { by: "101" }),
  callback("09:10:00", "0 Dial→101 ANSWERED 60/55 @101"),
], { calls: ["missed; 101; ; Ext 101", "internal; ; ; "], entries: ["raw:101 on +40376443311: open ×1; created"] });
story("tenants share neither callers nor calls back", [
  MISS,
  miss("09:01:00", { tenant: "t2", did: "0376555511" }),
  callback("09:10:00", "0 Dial→trunk ANSWERED 100/90 @0745123456", { tenant: "t2" }),
], {
  calls: ["missed; 101; ; Ext 101", "missed; 101; ; Ext 101", "outbound; ; ; "],
  entries: [
    `${ONE}: open ×1; created`,
    "+40745123456 on +40376555511: cleared returned@102 2026-03-02T09:10:10Z ×1; created cleared",
  ],
});
story("a call back that nobody answers is written down and clears nothing", [
  MISS,
  callback("09:10:00", "0 Dial→trunk NO ANSWER 30/0 @0745123456"),
], { calls: ["missed; 101; ; Ext 101", "outbound; ; ; "], entries: [`${ONE}: open ×1; created callback_attempted`] });
story("a call back through the prefix of an outside line is one too", [
  MISS,
  callback("09:10:00", "0 Dial→trunk ANSWERED 100/88 @90745123456"),
], {
  calls: ["missed; 101; ; Ext 101", "outbound; ; ; "],
  entries: [`${ONE}: cleared returned@102 2026-03-02T09:10:12Z ×1; created cleared`],
}, { config: { outbound_prefixes: ["9"] } });
story("a call back clears to the second of the 24 hours", [
  MISS,
  callback("2026-03-03T08:59:50Z", "0 Dial→trunk ANSWERED 70/60 @0745123456"),
], {
  calls: ["missed; 101; ; Ext 101", "outbound; ; ; "],
  entries: [`${ONE}: cleared returned@102 2026-03-03T09:00:00Z ×1; created cleared`],
});
story("a second later it only tried", [
  MISS,
  callback("2026-03-03T08:59:51Z", "0 Dial→trunk ANSWERED 70/60 @0745123456"),
], { calls: ["missed; 101; ; Ext 101", "outbound; ; ; "], entries: [`${ONE}: open ×1; created callback_attempted`] });
story("a look-back of 0 has no end", [
  MISS,
  callback("2026-04-03T08:59:51Z", "0 Dial→trunk ANSWERED 70/60 @0745123456"),
], {
  calls: ["missed; 101; ; Ext 101", "outbound; ; ; "],
  entries: [`${ONE}: cleared returned@102 2026-04-03T09:00:01Z ×1; created cleared`],
}, { config: { lookback_s: 0 } });
story("a caller who returns after days has been answered all the same", [
  MISS,
  miss("2026-03-05T09:00:00Z", { rows: ["0 Dial→105 ANSWERED 60/55 @105"] }),
], {
  calls: ["missed; 101; ; Ext 101", "answered; 105; 105; Ext 105"],
  entries: [`${ONE}: cleared answered_later@105 2026-03-05T09:00:05Z ×1; created cleared`],
});
story("a caller who returns through a queue is answered when the agent takes him, not when the queue does", [
  MISS,
  miss("09:30:00", {
    cel: false,
    rows: ["0 Queue→103 ANSWERED 100/100 @800"],
    queue: ["1 - ENTERQUEUE |0745123456|1", "36 PJSIP/103 CONNECT 35|x.1|6", "100 PJSIP/103 COMPLETEAGENT 35|64|1"],
  }),
], {
  calls: ["missed; 101; ; Ext 101", "answered; 103; 103; Sales Queue"],
  entries: [`${ONE}: cleared answered_later@103 2026-03-02T09:30:36Z ×1; created cleared`],
});
story("a call that was up before the miss does not clear it", [
  MISS,
  callback("08:57:50", "0 Dial→trunk ANSWERED 330/320 @0745123456"),
], { calls: ["outbound; ; ; ", "missed; 101; ; Ext 101"], entries: [`${ONE}: open ×1; created`] });
story("who talks with us at this moment has been answered already", [
  MISS,
  {
    at: "09:30:00",
    open: true,
    rows: [],
    events: [[5, {
      eventtype: "BRIDGE_ENTER",
      peer: "PJSIP/105-000000aa",
      extra: { bridge_technology: "simple_bridge" },
    }]],
  },
], {
  calls: ["missed; 101; ; Ext 101", "undecided; ; 105; "],
  entries: [`${ONE}: cleared answered_later@105 2026-03-02T09:30:05Z ×1; created cleared`],
});
story("a miss after a call back opens the entry again", [
  MISS,
  callback("09:09:50", "0 Dial→trunk ANSWERED 70/60 @0745123456"),
  miss("2026-03-03T07:13:20Z"),
], {
  calls: ["missed; 101; ; Ext 101", "outbound; ; ; ", "missed; 101; ; Ext 101"],
  entries: [`${ONE}: open ×2; created cleared reopened`],
});
story("what nobody cares for expires in time, and opens again with the next miss", [
  MISS,
  miss("2026-03-12T09:00:00Z"),
], {
  calls: ["missed; 101; ; Ext 101", "missed; 101; ; Ext 101"],
  entries: [`${ONE}: cleared expired@null 2026-03-19T09:00:00Z ×2; created cleared reopened cleared`],
}, { config: { open_ttl_days: 7 } });
story("cleared entries go to the archive, open ones stay for ever", [MISS, miss("09:01:00", { by: "0766000111" })], {
  calls: ["missed; 101; ; Ext 101", "missed; 101; ; Ext 101"],
  entries: [
    `${ONE}: archived manual@null 2026-03-02T10:00:00Z ×1; created cleared`,
    "+40766000111 on +40376443311: open ×1; created",
  ],
}, {
  config: { retention_days: 30 },
  aux: {
    actions: [{
      t: "2026-03-02T10:00:00Z",
      type: "manual_resolve",
      user: "u7",
      note: "Sent a mail",
      caller_key: "+40745123456",
      did: "+40376443311",
    }],
  },
});
story("who asks to be forgotten is, and what he does afterwards is new", [MISS, miss("11:00:00")], {
  calls: ["missed; 101; ; Ext 101", "missed; 101; ; Ext 101"],
  entries: [
    `erased:${ID} on +40376443311: archived ×1; created erased`,
    `${ONE}: open ×1; created`,
  ],
}, {
  aux: { actions: [{ t: "2026-03-02T10:00:00Z", type: "forget", user: "u7", caller_key: "+40745123456" }] },
});
const DEED = { t: "2026-03-02T10:00:00Z", user: "u7", caller_key: "+40745123456" };
story("what people do within one moment happens in the order in which they do it", MISS, {
  calls: ["missed; 101; ; Ext 101"],
  entries: [`erased:${ID} on +40376443311: archived manual@null 2026-03-02T10:00:00Z ×1; created cleared erased`],
}, {
  aux: {
    actions: [
      { ...DEED, type: "manual_resolve", note: "His sister called", did: "+40376443311" },
      { ...DEED, type: "forget" },
    ],
  },
});
story("without CDR rows the queue log alone tells", {
  ...NINE,
  cel: false,
  queue: [
    "1 - DID 0376443322",
    "1 - ENTERQUEUE |0745123456|1",
    "16 Paty_Marin RINGNOANSWER 15000",
    "31 - ABANDON 1|1|30",
  ],
}, {
  calls: ["missed; 101; ; Sales Queue"],
  entries: ["+40745123456 on +40376443322: open ×1; created"],
}, { config: { members: { "Paty Marin": "101" } } });
