/**
 * How people are: SIPp publishes it (RFC 3903) and watches it, alone (RFC 3856) and on a list (RFC 4662).
 *
 * @module
 */
import { answerInside, expect, pause, request, type Steps } from "./scenario.ts";
import { allGood, answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

const PACKAGE = ["Event: presence", "Accept: application/pidf+xml, application/rlmi+xml, multipart/related"];

function subscribing(extra: readonly string[] = []): Steps {
  const headers = [...PACKAGE, "Expires: 120", ...extra];
  return [
    request("SUBSCRIBE", { headers }),
    expect(401, { challenge: true }),
    request("SUBSCRIBE", { cseq: 2, authorized: true, headers }),
    expect(200, { dialog: true, matching: /Expires: *120/ }),
  ];
}

function notice(matching: RegExp): Steps {
  return [expect("NOTIFY", { matching, withinMs: 10_000 }), answerInside("200 OK")];
}

const leaving: Steps = [
  request("SUBSCRIBE", { cseq: 4, inDialog: true, headers: [...PACKAGE, "Expires: 0"] }),
  expect(200, { matching: /Expires: *0/ }),
  expect("NOTIFY", { matching: /Subscription-State: *terminated;reason=timeout/, withinMs: 10_000 }),
  answerInside("200 OK"),
];

const DOCUMENT = (activity: string) =>
  '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" ' +
  'xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" entity="sip:102@box"><tuple id="t"><status><basic>open</basic>' +
  `</status></tuple><dm:person id="p"><r:activities><r:${activity}/></r:activities></dm:person></presence>`;

/** PUBLISH with the tag that the last answer gave. */
function publishing(cseq: number, expires: number, more: { activity?: string; match?: boolean } = {}): Steps {
  const { activity, match = true } = more;
  const headers = ["Event: presence", `Expires: ${expires}`, ...(match ? ["SIP-If-Match: [$tag]"] : [])];
  const body = activity === undefined ? {} : { body: { type: "application/pidf+xml", text: DOCUMENT(activity) } };
  return [
    request("PUBLISH", { cseq, authorized: true, headers, ...body }),
    expect(200, { matching: /SIP-ETag: */, keep: { tag: /SIP-ETag: *([0-9a-f]+)/ } }),
  ];
}

onStage(
  "what a phone publishes of its person is told to who watches him, changed, refreshed and taken back",
  async (stage) => {
    await stage.registered(["102"]);
    const watcher = await stage.calling("103", "102", [
      subscribing(),
      notice(/Content-Type: *application\/pidf\+xml.*<basic>open<.*<note>Available</),
      notice(/<rpid:away.*<dm:note>Away</),
      notice(/<rpid:meeting.*<dm:note>In a meeting</),
      notice(/<basic>open<.*<note>Available</),
      leaving,
    ]);
    await stage.box.untilFigure("lamp_subscriptions", 1);
    await stage.caller("102", "102", [
      request("PUBLISH", { headers: ["Event: presence", "Expires: 120"] }),
      expect(401, { challenge: true }),
      publishing(2, 120, { activity: "away", match: false }),
      pause(500),
      publishing(3, 120, { activity: "meeting" }),
      pause(500),
      publishing(4, 90),
      publishing(5, 0),
      request("PUBLISH", { cseq: 6, authorized: true, headers: ["Event: presence", "SIP-If-Match: gone"] }),
      expect(412),
    ]);
    allGood(await watcher.end(), 1);
  },
);

onStage("one subscription to a list shows who talks", async (stage) => {
  // It rings for a moment: who calls is on the phone before who answers, and each is told.
  const [offered, rings, ...answers] = answering;
  const callee = await stage.callee("102", [offered!, rings!, pause(500), ...answers, ...hungUpOn]);
  const lists = ["Supported: eventlist"];
  const watcher = await stage.calling("103", "reception", [
    subscribing(lists),
    notice(/Require: *eventlist.*Content-Type: *multipart\/related.*fullState="true".*<note>Available</),
    notice(/fullState="false".*<resource uri="sip:101@.*<rpid:on-the-phone/),
    notice(/fullState="false".*<resource uri="sip:102@.*<rpid:on-the-phone/),
    leaving,
  ]);
  await stage.box.untilFigure("lamp_subscriptions", 1);
  await stage.caller("101", "102", [talking, pause(1_500), hangUp()]);
  allGood(await watcher.end(), 1);
  await callee.done();
}, { office: 'lamps: [{ name: reception, numbers: ["102", "101"] }]\n' });
