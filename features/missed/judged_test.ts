import { ID, MISS, miss, NINE, ONE, story } from "./exam.ts";

story("a phone that is busy at once was never rung", { ...NINE, rows: ["0 Dial→101 BUSY 0/0 @101"] }, {
  calls: ["failed_busy; ; ; Ext 101"],
  entries: [],
});
story("a phone on which somebody presses reject has rung", { ...NINE, rows: ["0 Dial→101 BUSY 8/0 @101"] }, {
  calls: ["missed; 101; ; Ext 101"],
  entries: [`${ONE}: open ×1; created`],
});
story("a phone out of reach fails", { ...NINE, rows: ["0 Dial→101 FAILED 0/0 @101"] }, {
  calls: ["failed; ; ; Ext 101"],
});
story("a number that is refused at the trunk fails", { ...NINE, rows: ["0 Hangup→– FAILED 0/0 @s"] }, {
  calls: ["failed; ; ; "],
});
story("who hangs up before anything rings is nobody's miss", { ...NINE, rows: ["0 Set→– NO ANSWER 0/0 @s"] }, {
  calls: ["early_cancel; ; ; "],
});

const TO_VOICEMAIL = ["0 Dial→101 NO ANSWER 20/0 @101", "20 VoiceMail→– ANSWERED 30/30 @vmu101"];
const played = (sound: string) => ({ eventtype: "STREAM_BEGIN", appname: "VoiceMail", extra: { sound } });
const hungUp = { eventtype: "HANGUP", extra: { hangupcause: 16 } };
story("who speaks after the tone of Asterisk's voicemail leaves a message", {
  ...NINE,
  rows: TO_VOICEMAIL,
  events: [[20, played("vm-intro")], [30, played("beep")], [31, { eventtype: "STREAM_END" }], [50, hungUp]],
}, { calls: ["voicemail_received; 101; ; Ext 101 → Voicemail"], entries: [] });
story("who hangs up at the tone leaves none", {
  ...NINE,
  rows: TO_VOICEMAIL,
  events: [[20, played("vm-intro")], [48, played("en/beep")], [49, { eventtype: "STREAM_END" }], [50, hungUp]],
}, { calls: ["missed; 101; ; Ext 101 → Voicemail"] });
story("who hangs up during the greeting leaves none", {
  ...NINE,
  rows: TO_VOICEMAIL,
  events: [[20, played("vm-intro")], [50, hungUp]],
}, { calls: ["missed; 101; ; Ext 101 → Voicemail"] });
story("a dialplan tells of a message itself, by the event's name or in its own column", [
  { ...NINE, rows: TO_VOICEMAIL, events: [[50, { eventtype: "VOICEMAIL_MESSAGE" }]] },
  {
    at: "10:00:00",
    rows: TO_VOICEMAIL,
    events: [[50, { eventtype: "USER_DEFINED", userdeftype: "VOICEMAIL_MESSAGE", extra: { extra: "101" } }]],
  },
], {
  calls: ["voicemail_received; 101; ; Ext 101 → Voicemail", "voicemail_received; 101; ; Ext 101 → Voicemail"],
  entries: [],
});
story(
  "callers who only met busy phones count where the office says so",
  {
    ...NINE,
    rows: ["0 Dial→101 BUSY 0/0 @600", "0 Dial→102 BUSY 0/0 @600"],
  },
  { calls: ["missed; ; ; Reception"] },
  { config: { count_busy_as_missed: true } },
);
story("of a group only those who rang are on the list", {
  ...NINE,
  rows: ["0 Dial→101 BUSY 0/0 @600", "0 Dial→102 NO ANSWER 25/0 @600"],
}, { calls: ["missed; 102; ; Reception"] });
story("a hunt and its last resort are one miss", {
  ...NINE,
  rows: ["0 Dial→101 NO ANSWER 15/0 @600", "15 Dial→102 NO ANSWER 15/0 @600", "30 Dial→110 NO ANSWER 20/0 @110"],
}, { calls: ["missed; 101,102,110; ; Reception → Ext 110"] });
story("an attended transfer was answered by both", {
  ...NINE,
  rows: ["0 Dial→101 ANSWERED 60/55 @101", "60 Dial→104 ANSWERED 80/80 @104"],
}, { calls: ["answered; 101,104; 101,104; Ext 101 → Ext 104"] });
story("who is sent on to a phone that nobody takes was answered, and left alone", {
  ...NINE,
  rows: ["0 Dial→101 ANSWERED 32/27 @101", "32 Dial→104 NO ANSWER 23/23 @104"],
}, { calls: ["answered; 101,104; 101; Ext 101 → Ext 104; transfer_unanswered"] });
story("the fifth agent of a queue answers", {
  ...NINE,
  rows: ["0 Queue→101 NO ANSWER 10/10 @800", "10 Queue→102 NO ANSWER 8/8 @800", "18 Queue→105 ANSWERED 198/198 @800"],
  queue: [
    "1 - ENTERQUEUE |0745123456|1",
    "10 PJSIP/101 RINGNOANSWER 8000",
    "18 PJSIP/102 RINGNOANSWER 8000",
    "38 PJSIP/105 CONNECT 37|x.1|4",
    "232 PJSIP/105 COMPLETECALLER 37|194|1",
  ],
}, { calls: ["answered; 101,102,105; 105; Sales Queue"], entries: [] });
story("who gives up while the third agent's phone rings was missed", {
  ...NINE,
  rows: ["0 Queue→101 NO ANSWER 14/14 @800", "14 Queue→103 NO ANSWER 5/5 @800"],
  queue: [
    "1 - ENTERQUEUE |0745123456|1",
    "14 PJSIP/101 RINGNOANSWER 12000",
    "30 PJSIP/103 RINGCANCELED 5000",
    "30 - ABANDON 1|1|30",
  ],
}, { calls: ["missed; 101,103; ; Sales Queue"] });
story("an agent who hangs up in the second in which he answers has answered", {
  ...NINE,
  rows: ["0 Queue→101 ANSWERED 10/10 @800"],
  queue: [
    "1 - ENTERQUEUE |0745123456|1",
    "10 PJSIP/101 CONNECT 9|x.1|8",
    "10 PJSIP/101 COMPLETEAGENT 9|0|1",
  ],
}, { calls: ["answered; 101; 101; Sales Queue; short_talk"] });
story(
  "a queue that lets nobody in has missed him",
  {
    ...NINE,
    did: "0376443322",
    rows: ["0 Queue→– ANSWERED 4/4 @800"],
  },
  { calls: ["missed; ; ; Sales Queue; blocked"], entries: ["+40745123456 on +40376443322: open ×1; created"] },
  {
    aux: { queue_status: [{ linkedid: ID, status: "JOINEMPTY" }] },
  },
);
story("a queue that lets nobody in need not count", { ...NINE, rows: ["0 Queue→– ANSWERED 4/4 @800"] }, {
  calls: ["failed; ; ; Sales Queue; blocked"],
}, { config: { count_blocked_as_missed: false } });
story("who is taken out of a queue to a phone that nobody takes was missed", {
  ...NINE,
  rows: ["0 Queue→– ANSWERED 20/20 @800", "20 Dial→110 NO ANSWER 20/20 @110"],
  queue: ["1 - ENTERQUEUE |0745123456|1", "20 - WITHDRAW 1|1|19|moved"],
}, { calls: ["missed; 110; ; Sales Queue → Ext 110"] });
story("members who are dialled through Local channels are their phones, once", {
  ...NINE,
  rows: [
    "0 Queue→Local/101 NO ANSWER 17/17 @800",
    "2 ↳Dial→101 NO ANSWER 15/0 @101",
    "17 Queue→Local/102 ANSWERED 98/98 @800",
    "17 ↳Dial→102 ANSWERED 98/91 @102",
  ],
  queue: [
    "1 - ENTERQUEUE |0745123456|1",
    "17 Local/101@from-queue/n RINGNOANSWER 15000",
    "24 Local/102@from-queue/n CONNECT 23|x.5|7",
    "115 Local/102@from-queue/n COMPLETECALLER 23|91|1",
  ],
}, { calls: ["answered; 101,102; 102; Sales Queue"] });
story("legs that are over while the caller still waits prove nothing", {
  ...NINE,
  open: true,
  rows: ["2 ↳Dial→101 NO ANSWER 15/0 @101"],
  queue: ["1 - ENTERQUEUE |0745123456|1", "17 PJSIP/101 RINGNOANSWER 15000"],
}, { calls: ["undecided; 101; ; Sales Queue"], entries: [] });
story(
  "a row behind a dial that found nobody is no answer",
  {
    ...NINE,
    did: "0311555000",
    rows: [
      "0 WaitExten→– ANSWERED 8/8 @s:ivr-1",
      "8 Dial→205 NO ANSWER 22/22 @205",
      "30 Dial→– ANSWERED 3/3 @205",
    ],
  },
  { calls: ["missed; 205; ; IVR → 2"] },
  {
    aux: { ivr: [{ t: "2026-03-02T09:00:08Z", linkedid: ID, ivr: "ivr-1", choice: "2" }] },
  },
);
story(
  "a menu without a choice leads on too",
  {
    ...NINE,
    rows: ["0 WaitExten→– ANSWERED 18/18 @s:ivr-1", "18 Dial→101 NO ANSWER 25/25 @600"],
  },
  { calls: ["missed; 101; ; IVR → timeout → Reception"] },
  {
    aux: { ivr: [{ t: "2026-03-02T09:00:18Z", linkedid: ID, ivr: "ivr-1", choice: "timeout" }] },
  },
);
story("an announcement is heard by nobody of ours", { ...NINE, rows: ["0 Playback→– ANSWERED 12/12 @s"] }, {
  calls: ["announcement_only; ; ; "],
});
story("a menu of which Asterisk wrote no row is known from CEL, and so is the key", {
  ...NINE,
  rows: ["0 Dial→205 NO ANSWER 30/22 @205"],
  events: [
    [1, { eventtype: "ANSWER", exten: "s", context: "ivr-1" }],
    [8, { eventtype: "DTMF", extra: '{"digit":"2"}' }],
  ],
}, { calls: ["missed; 205; ; IVR → 2"] });
story(
  "who left a message was not missed",
  {
    ...NINE,
    rows: ["0 Dial→101 NO ANSWER 20/0 @101", "20 VoiceMail→– ANSWERED 30/30 @vmu101"],
  },
  { calls: ["voicemail_received; 101; ; Ext 101 → Voicemail"], entries: [] },
  {
    aux: { voicemail: [{ linkedid: ID, mailbox: "101", t: "2026-03-02T09:00:50Z", message_s: 17 }] },
  },
);
story("voicemail without a message is a miss", {
  ...NINE,
  rows: ["0 Dial→101 NO ANSWER 20/0 @101", "20 VoiceMail→– ANSWERED 6/6 @vmu101"],
}, { calls: ["missed; 101; ; Ext 101 → Voicemail"] });
story("a busy phone and a voicemail without a message is none", {
  ...NINE,
  rows: ["0 Dial→101 BUSY 1/0 @101", "1 VoiceMail→– ANSWERED 6/6 @vmu101"],
}, { calls: ["failed_busy; ; ; Ext 101 → Voicemail"] });
story("a call that is picked up was answered by who did it, whatever the row of the rung phone says", {
  ...NINE,
  rows: ["0 Dial→101 ANSWERED 2/0 @101", "2 Dial→105 ANSWERED 60/60 @101"],
  events: [[2, {
    eventtype: "PICKUP",
    channame: "PJSIP/101-00000002",
    extra: { pickup_channel: "PJSIP/105-00000004" },
  }]],
}, { calls: ["answered; 101; 105; Ext 101"] });
story("a parked call that nobody fetches was answered before, and forgotten", {
  ...NINE,
  rows: [
    "0 Dial→101 ANSWERED 20/15 @101",
    "20 Park→– ANSWERED 45/45 @70:parkedcalls",
    "65 Dial→101 NO ANSWER 20/20 @101:park-dial",
  ],
  events: [[65, { eventtype: "PARK_END", extra: { reason: "ParkedCallTimeOut" } }]],
}, { calls: ["answered; 101; 101; Ext 101; park_timeout"] });
story("a mobile behind a follow-me answers for the office", {
  ...NINE,
  rows: [
    "0 Dial→101 NO ANSWER 15/0 @101",
    "15 Dial→Local/0722000111 ANSWERED 75/66 @101",
    "15 ↳Dial→trunk ANSWERED 75/66 @0722000111",
  ],
}, { calls: ["answered; 101; external:+40722000111; Ext 101; rang_external; unverified_external_answer"] });
story(
  "a mobile's voicemail that presses no key answers nobody",
  {
    ...NINE,
    rows: [
      "0 Dial→101 NO ANSWER 15/0 @101",
      "15 Dial→Local/0722000111 NO ANSWER 25/0 @101",
      "15 ↳Dial→trunk ANSWERED 25/12 @0722000111",
    ],
  },
  { calls: ["missed; 101; ; Ext 101; rang_external"] },
  { config: { followme_confirm: true } },
);
story("a loop of forwards fails", {
  ...NINE,
  rows: ["0 Dial→102 FAILED 0/0 @101", "0 Dial→101 FAILED 0/0 @102"],
}, { calls: ["failed; ; ; Ext 101 → Ext 102"] });
story("calls inside the office are nobody's miss", {
  ...NINE,
  by: "103",
  channel: "PJSIP/103-000000aa",
  rows: ["0 Dial→104 NO ANSWER 20/0 @104"],
}, { calls: ["internal; ; ; "], entries: [] });
story(
  "who tests the line, and what is there to be tested, does not count",
  [
    MISS,
    miss("09:01:00", { by: "0766000111", rows: ["0 Dial→199 NO ANSWER 15/0 @199"] }),
  ],
  { calls: ["probe; 101; ; Ext 101", "probe; 199; ; Ext 199"], entries: [] },
  {
    config: { probe_numbers: ["0745123456"], probe_extensions: ["199"] },
  },
);
story("a conference is no ringing phone", { ...NINE, rows: ["0 ConfBridge→102 ANSWERED 300/300 @8001"] }, {
  calls: ["conference; ; ; "],
});
story("another system's own mark is evidence enough", { ...NINE, rows: ["0 missed_calls→– ANSWERED 22/22 @600"] }, {
  calls: ["missed; ; ; Reception"],
});
story("a queue's call that is picked up was answered by the channel of CONNECT, whoever the log names", {
  ...NINE,
  rows: ["0 Queue→101 NO ANSWER 9/9 @800"],
  queue: [
    "1 - ENTERQUEUE |0745123456|1",
    "9 PJSIP/101 CONNECT 8|77.7|8",
    "60 PJSIP/101 COMPLETECALLER 8|51|1",
  ],
  events: [[9, { eventtype: "BRIDGE_ENTER", uniqueid: "77.7", channame: "PJSIP/105-000000aa" }]],
}, { calls: ["answered; 101; 105; Sales Queue"] });
story("a call that merged into another while its caller lives on is decided there", {
  ...NINE,
  open: true,
  rows: [],
  events: [[9, { eventtype: "LINKEDID_END" }]],
}, { calls: ["undecided; ; ; "], entries: [] });
story("a transferred queue call keeps the queue it waited in, and a transferred call where it was answered", [{
  ...NINE,
  rows: ["0 Queue→101 ANSWERED 40/33 @800", "40 Dial→110 ANSWERED 20/20 @110"],
}, {
  at: "09:10:00",
  rows: ["0 Dial→101 ANSWERED 40/33 @104", "40 Dial→104 ANSWERED 20/20 @104"],
  events: [[40, { eventtype: "BLINDTRANSFER", extra: { extension: "104" } }]],
}], { calls: ["answered; 101,110; 101,110; Sales Queue → Ext 110", "answered; 101,104; 101,104; Ext 101 → Ext 104"] });
