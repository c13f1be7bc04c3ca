/**
 * Calls that come to nothing: what the callee says, what the caller hears, and what the box refuses by itself.
 *
 * @module
 */
import { answer, audio, expect, inviting, pause, request, type RequestOptions, type Steps } from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

/** The caller is refused with this status. */
const refusedWith = (status: number, matching?: RegExp, options?: RequestOptions): Steps => [
  inviting(options),
  expect(100, { optional: true }),
  expect(180, { optional: true }),
  expect(status, matching === undefined ? {} : { matching }),
  request("ACK", { cseq: 2, refused: true }),
];

/**
 * What one phone says, and what its caller hears. The number exists, so a phone that does not know it or has broken down
 * is one that cannot be reached; RFC 3261 §16.7: its 503 is no word on the box.
 */
const SAID_AND_HEARD = [
  ["486 Busy Here", 486],
  ["600 Busy Everywhere", 486],
  ["603 Decline", 603],
  ["403 Forbidden", 603],
  ["480 Temporarily Unavailable", 480],
  ["404 Not Found", 480],
  ["488 Not Acceptable Here", 488],
  ["606 Not Acceptable", 488],
  ["500 Server Internal Error", 480],
  ["503 Service Unavailable", 480],
] as const;

/** Who will not take plain sound is asked once more, with encrypted sound. */
const askedAgain = (said: string): Steps =>
  /^(488|606)/.test(said) ? [expect("INVITE", { matching: /RTP.SAVP/ }), answer(said), expect("ACK")] : [];

onStage("the caller hears why the callee would not talk", async (stage) => {
  for (const [said, heard] of SAID_AND_HEARD) {
    const refusing: Steps = [expect("INVITE"), answer("180 Ringing"), answer(said), expect("ACK"), ...askedAgain(said)];
    const callee = await stage.callee("102", refusing);
    await stage.caller("101", "102", refusedWith(heard));
    await callee.done();
  }
});

onStage("nobody's number, a phone that is off and one's own limit are told apart", async (stage) => {
  await stage.caller("101", "199", refusedWith(404));
  await stage.caller("101", "103", refusedWith(480));
  const callee = await stage.callee("102", [answering, hungUpOn]);
  const first = stage.caller("101", "102", [talking, pause(4_000), hangUp()]);
  await stage.box.untilFigure("calls_running", 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await stage.caller("103", "102", refusedWith(486)); // it is in a call, and may be in one only
  await first;
  await callee.done();
}, { extension: "call_limit: 1" });

/** A callee that sends its callers elsewhere. */
const moved = (to: string): Steps => [
  expect("INVITE"),
  answer("302 Moved Temporarily").replace(
    "Contact: <sip:[local_ip]:[local_port]",
    `Contact: <sip:${to}@[local_ip]:[local_port]`,
  ),
  expect("ACK"),
];

onStage("a callee that says 302 is followed to where it says", async (stage) => {
  const away = await stage.callee("102", moved("103"));
  const there = await stage.callee("103", [answering, hungUpOn]);
  await stage.caller("101", "102", [talking, pause(200), hangUp()]);
  await away.done();
  await there.done();
});

onStage("a 302 to nobody, and two phones that point at each other, come to an end", async (stage) => {
  const away = await stage.callee("102", moved("199"));
  await stage.caller("101", "102", refusedWith(480));
  await away.done();
  const back = await stage.callee("103", moved("103"), { calls: 6 }); // five redirections are followed
  await stage.caller("101", "103", refusedWith(480));
  await back.done();
});

/** One request outside any call, without credentials, and its answer. */
type Asked = RequestOptions & { readonly maxForwards?: number };
const ASKED_AND_TOLD: readonly (readonly [string, string, Asked, number, RegExp?])[] = [
  ["INVITE", "without hops left", { maxForwards: 0 }, 483],
  [
    "INVITE",
    "that requires what nobody knows",
    { headers: ["Require: teleport, 100rel"] },
    420,
    /Unsupported: *teleport/,
  ],
  ["OPTIONS", "about the box", {}, 200, /Allow: *INVITE.*Accept: *application.sdp/],
  ["BYE", "for no call", {}, 481],
  ["UPDATE", "for no call", {}, 481],
  ["PRACK", "for no call", { headers: ["RAck: 1 1 INVITE"] }, 481],
  ["SUBSCRIBE", "to an event nobody knows", { headers: ["Event: weather"] }, 489],
  ["TELEPORT", "which nobody knows", {}, 405, /Allow: *INVITE/],
];

for (const [method, what, { maxForwards = 70, ...options }, status, matching] of ASKED_AND_TOLD) {
  onStage(`${/^[AEIOU]/.test(method) ? "an" : "a"} ${method} ${what} is answered with ${status}`, async (stage) => {
    const asked = request(method, method === "INVITE" ? { ...options, body: audio() } : options);
    await stage.caller("101", "102", [
      asked.replace("Max-Forwards: 70", `Max-Forwards: ${maxForwards}`),
      expect(100, { optional: true }),
      expect(status, matching === undefined ? {} : { matching }),
      ...(method === "INVITE" ? [request("ACK", { refused: true })] : []),
    ]);
  });
}

/** RFC 7616 §3.3: no "stale", for the secret was wrong. Nothing tells a stranger who exists. */
const AGAIN: Steps = [
  expect(401, {
    matching: /WWW-Authenticate: *Digest realm="kontor", *nonce="[^"]*", *algorithm=MD5, *qop="auth"[[:cntrl:]]/,
  }),
];

onStage("a wrong secret and an unknown user are told the same, and after ten tries nothing more", async (stage) => {
  const strangers = [{ number: "101", secret: "guess" }, { number: "777", secret: "guess" }];
  const registering = (last: Steps): Steps => [
    request("REGISTER"),
    expect(401, { challenge: true }),
    request("REGISTER", { cseq: 2, authorized: true }),
    last,
  ];
  for (const user of strangers) {
    await stage.callers([user], [registering(AGAIN)]);
    await stage.callers([{ ...user, calls: "102" }], [inviting(), AGAIN, request("ACK", { cseq: 2, refused: true })]);
  }
  await stage.callers([strangers[1]!], [registering(AGAIN)], { calls: 6 });
  await stage.callers([strangers[1]!], [request("REGISTER"), expect(403)]);
});

onStage("who calls himself somebody else is refused", async (stage) => {
  await stage.registered(["103"]);
  const asAnother = (step: string): string => step.replace("From: <sip:[field0]@", "From: <sip:103@");
  await stage.caller("101", "102", [
    inviting().map(asAnother),
    expect(100, { optional: true }),
    expect(403),
    request("ACK", { cseq: 2, refused: true }),
  ]);
});
