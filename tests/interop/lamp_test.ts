/**
 * A lamp on somebody else's phone: SIPp watches an extension while two others talk (RFC 6665, RFC 4235).
 *
 * @module
 */
import { answerInside, expect, pause, request, type Steps } from "./scenario.ts";
import { allGood, answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

const PACKAGE = ["Event: dialog", "Accept: application/dialog-info+xml"];

const subscribing = (seconds: number): Steps => {
  const headers = [...PACKAGE, `Expires: ${seconds}`];
  return [
    request("SUBSCRIBE", { headers }),
    expect(401, { challenge: true }),
    request("SUBSCRIBE", { cseq: 2, authorized: true, headers }),
    expect(200, { dialog: true, matching: new RegExp(`Expires: *${seconds}`) }),
    notice(/Subscription-State: *active;expires=.*version="0" state="full"/),
  ];
};

function notice(matching: RegExp): Steps {
  return [expect("NOTIFY", { matching, withinMs: 10_000 }), answerInside("200 OK")];
}

onStage("a lamp is lit, and goes out, as the watched extension rings, talks and hangs up", async (stage) => {
  // It rings for a moment: what lasts less than 100 ms no lamp need show.
  const [offered, rings, ...answers] = answering;
  const callee = await stage.callee("102", [offered!, rings!, pause(500), ...answers, ...hungUpOn]);
  const watcher = await stage.calling("103", "102", [
    subscribing(120),
    notice(/version="1".*direction="recipient"><state>early<.*<remote>.*sip:101@/),
    notice(/version="2".*direction="recipient"><state>confirmed</),
    request("SUBSCRIBE", { cseq: 4, inDialog: true, headers: [...PACKAGE, "Expires: 90"] }),
    expect(200, { matching: /Expires: *90/ }),
    notice(/Subscription-State: *active;expires=90.*version="3".*<state>confirmed</),
    notice(/version="4".*<state>terminated</),
    request("SUBSCRIBE", { cseq: 5, inDialog: true, headers: [...PACKAGE, "Expires: 0"] }),
    expect(200, { matching: /Expires: *0/ }),
    notice(/Subscription-State: *terminated;reason=timeout/),
  ]);
  await stage.box.untilFigure("lamp_subscriptions", 1);
  await stage.caller("101", "102", [talking, pause(1_000), hangUp()]);
  allGood(await watcher.end(), 1);
  await callee.done();
});
