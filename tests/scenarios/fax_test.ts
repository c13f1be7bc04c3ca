import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { fax, NO_SOUND, OTHER_TERMS, streams, TERMS } from "../lab/fax.ts";
import { field, HandCall, sdp } from "../lab/hand_call.ts";
import { Lab, type LabOptions } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, story, talking, transfer } from "../lab/scene.ts";
import { FIRST, office, SECOND, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const THESE = ["image " + TERMS.join(" ")];
const OTHERS = ["image " + OTHER_TERMS.join(" ")];

function scene(offer?: string, answer?: string, options: LabOptions = {}) {
  const lab = new Lab(options);
  const { caller, called } = talking(lab, registered(lab, "101"), registered(lab, "102"), offer, answer);
  return { lab, caller, called };
}

type Scene = ReturnType<typeof scene>;

function over({ lab, caller }: Pick<Scene, "lab" | "caller">): void {
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
}

/** One end sends a re-INVITE; the box has heard it. */
function ask(lab: Lab, call: HandCall, body: string): void {
  call.send("INVITE", { sdp: body });
  lab.run(100);
}

/** The other end says yes to what the box asked of it, and the one who asked acknowledges. */
function agree(lab: Lab, asker: HandCall, other: HandCall, body: string = fax(OTHER_TERMS)): void {
  other.respond(200, { sdp: body });
  lab.run(100);
  assert.equal(asker.statuses().at(-1), 200);
  asker.ack();
  lab.run(100);
}

/** Whether both legs are on a fax, as the media engine was told. */
const onFax = (lab: Lab): readonly boolean[] => [...lab.media.plans.values()].map(({ t38 }) => t38 !== undefined);

for (const who of ["the caller", "the called one"]) {
  Deno.test(`${who} asks for T.38: the other is asked in the same terms, and his answer is passed back`, () => {
    const { lab, caller, called } = scene();
    const [asker, other] = who === "the caller" ? [caller, called] : [called, caller];
    ask(lab, asker, fax());
    assert.equal(asker.statuses().at(-1), 100);
    assert.deepEqual(streams(other.asked("INVITE")), THESE);
    agree(lab, asker, other);
    assert.deepEqual(streams(asker.answer()), OTHERS);
    assert.equal(other.count("ACK") + asker.count("ACK"), 2);
    assert.deepEqual(onFax(lab), [true, true]);
    const remotes = [...lab.media.plans.values()].map(({ remote }) => remote?.port);
    assert.deepEqual(remotes, [4002, 4002]);
    assert.equal(story(lab).filter((type) => type === "fax.carried").length, 2);
    over({ lab, caller });
  });
}

Deno.test("sound that is closed for the fax keeps its place in the answer, and is what both come back to", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax(TERMS, { before: NO_SOUND }));
  assert.deepEqual(streams(caller.asked("INVITE")), THESE);
  agree(lab, called, caller);
  assert.deepEqual(streams(called.answer()), ["-audio", ...OTHERS]);
  ask(lab, caller, sdp(["PCMA"], { version: 3 }));
  assert.deepEqual(streams(caller.answer()), ["audio"]);
  caller.ack();
  lab.run(100);
  assert.deepEqual(streams(called.asked("INVITE")), ["audio", "-image"]);
  called.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  assert.deepEqual(onFax(lab), [false, false]);
  over({ lab, caller });
});

Deno.test("after the fax either side goes back to sound, and the other is taken along", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  agree(lab, called, caller);
  ask(lab, called, sdp(["PCMA"], { version: 3 }));
  assert.equal(called.statuses().at(-1), 200);
  called.ack();
  lab.run(100);
  assert.deepEqual(streams(caller.asked("INVITE")), ["audio"]);
  assert.equal(HandCall.media(caller.asked("INVITE")), "PCMA sendrecv");
  caller.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  assert.deepEqual(onFax(lab), [false, false]);
  // And once more: a second page.
  ask(lab, called, fax());
  agree(lab, called, caller);
  assert.deepEqual(onFax(lab), [true, true]);
  over({ lab, caller });
});

for (const [said, passed] of [[488, 488], [606, 606], [415, 488], [603, 488]] as const) {
  Deno.test(`the other refuses T.38 with ${said}: the one who asked gets ${passed}, and both stay on sound`, () => {
    const { lab, caller, called } = scene();
    ask(lab, called, fax());
    caller.respond(said);
    lab.run(100);
    assert.equal(called.statuses().at(-1), passed);
    assert.match(header(called.answer(), "Warning")!, /399 kontor/);
    assert.deepEqual(onFax(lab), [false, false]);
    ask(lab, called, sdp(["PCMA"], { version: 3 }));
    assert.equal(called.statuses().at(-1), 200);
    called.ack();
    lab.run(100);
    over({ lab, caller });
  });
}

Deno.test("the other says yes and closes the fax all the same: it is asked back to sound, and the one who asked gets 488", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  caller.respond(200, { sdp: fax(TERMS, { port: 0 }) });
  lab.run(100);
  assert.deepEqual(streams(caller.asked("INVITE")), ["audio"]);
  caller.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  assert.equal(called.statuses().at(-1), 488);
  assert.deepEqual(onFax(lab), [false, false]);
  over({ lab, caller });
});

Deno.test("the other has glare first: it is asked again, and then both are on the fax", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  caller.respond(491);
  lab.run(4_500);
  agree(lab, called, caller);
  assert.deepEqual(onFax(lab), [true, true]);
  over({ lab, caller });
});

Deno.test("both ask for T.38 at once: each has the other's answer", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  ask(lab, caller, fax(OTHER_TERMS));
  assert.equal(caller.statuses().at(-1), 491);
  caller.respond(491);
  lab.run(1);
  ask(lab, caller, fax(OTHER_TERMS));
  assert.equal(caller.statuses().at(-1), 200);
  assert.deepEqual(streams(caller.answer()), THESE);
  caller.ack();
  lab.run(100);
  assert.equal(called.statuses().at(-1), 200);
  assert.deepEqual(streams(called.answer()), OTHERS);
  called.ack();
  lab.run(5_000);
  assert.deepEqual(onFax(lab), [true, true]);
  over({ lab, caller });
});

Deno.test("something else is under way at the other end: 491, and the next try goes through", () => {
  const { lab, caller, called } = scene();
  ask(lab, caller, sdp(["PCMA"], { version: 2 }));
  ask(lab, called, fax());
  assert.equal(called.statuses().at(-1), 491);
  caller.ack();
  lab.run(100);
  ask(lab, called, fax());
  agree(lab, called, caller);
  over({ lab, caller });
});

Deno.test("T.38 is taken back by CANCEL: 487, and who has gone over is asked back", () => {
  const { lab, caller, called } = scene();
  called.invite = called.make("INVITE", { sdp: fax() });
  called.phone.send(called.invite);
  lab.run(100);
  called.cancel();
  lab.run(100);
  assert.equal(called.statuses().at(-1), 487);
  caller.respond(200, { sdp: fax(OTHER_TERMS) });
  lab.run(100);
  assert.deepEqual(streams(caller.asked("INVITE")), ["audio"]);
  caller.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  assert.deepEqual(onFax(lab), [false, false]);
  over({ lab, caller });
});

Deno.test("a fax's own sign of life by re-INVITE is answered as before, and the other is not asked", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  agree(lab, called, caller);
  const before = caller.count("INVITE");
  ask(lab, called, fax());
  assert.deepEqual(streams(called.answer()), OTHERS);
  called.ack();
  lab.run(100);
  called.send("INVITE");
  lab.run(100);
  assert.deepEqual(streams(called.answer()), OTHERS);
  called.ack({ sdp: fax() });
  lab.run(100);
  assert.equal(caller.count("INVITE"), before);
  assert.deepEqual(onFax(lab), [true, true]);
  over({ lab, caller });
});

for (
  const [what, options, offer] of [
    ["the office passes no T.38 for the one who asks", { fax: { "102": "g711" } }, undefined],
    ["the office passes no T.38 for the other", { fax: { "101": "off" } }, undefined],
    ["the other's sound is encrypted, and UDPTL would not be", { srtp: { "101": "required" } }, "srtp"],
  ] as const
) {
  Deno.test(`${what}: 488, and the other is not asked`, () => {
    const key = btoa("a master key and master salt!!");
    const secret = `${sdp().replace("RTP/AVP", "RTP/SAVP")}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}\r\n`;
    const { lab, caller, called } = scene(offer === undefined ? undefined : secret, undefined, options);
    ask(lab, called, fax());
    assert.equal(called.statuses().at(-1), 488);
    assert.equal(caller.count("INVITE"), 0);
    over({ lab, caller });
  });
}

Deno.test("T.38 towards the box itself, over TCP or to nowhere is refused with 488", () => {
  const { lab, caller, called } = scene();
  for (const body of [fax(TERMS, { format: "tcp t38" }), fax().replace("c=IN IP4 10.0.0.9", "c=IN IP4 0.0.0.0")]) {
    ask(lab, called, body);
    assert.equal(called.statuses().at(-1), 488);
  }
  assert.equal(caller.count("INVITE"), 0);
  over({ lab, caller });
  const echo = registered(lab, "101").invite("*43", { sdp: sdp() });
  lab.run(100);
  echo.ack();
  ask(lab, echo, fax());
  assert.equal(echo.statuses().at(-1), 488);
  over({ lab, caller: echo });
});

Deno.test("fax that is offered beside sound is sound", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, sdp(["PCMA"], { extra: "m=image 4002 udptl t38\r\n" }));
  assert.deepEqual(streams(called.answer()), ["audio", "-image"]);
  called.ack();
  lab.run(100);
  assert.deepEqual(onFax(lab), [false, false]);
  over({ lab, caller });
});

for (
  const [who, when] of [["asker", "waits"], ["other", "is asked"], ["asker", "faxes"], ["other", "faxes"]] as const
) {
  Deno.test(`the ${who} hangs up while it ${when}: nothing is left`, () => {
    const { lab, caller, called } = scene();
    ask(lab, called, fax());
    if (when === "faxes") agree(lab, called, caller);
    const leaver = who === "asker" ? called : caller;
    leaver.bye();
    lab.run(100);
    const other = leaver === called ? caller : called;
    assert.equal(other.count("BYE"), 1);
    if (when !== "faxes" && leaver === called) other.respond(487);
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("the other never answers to T.38: it is given up, and the call with it", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  lab.run(40_000);
  assert.equal(called.count("BYE"), 1);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("the session timer refreshes a fax by re-INVITE: it is offered again as it is, after a glare too", () => {
  const lab = new Lab();
  const timed = [field("Session-Expires", "120;refresher=uac"), field("Allow", "INVITE, BYE")];
  const { caller, called } = talking(lab, registered(lab, "101"), registered(lab, "102"));
  ask(lab, caller, fax(OTHER_TERMS));
  called.respond(200, { sdp: fax(), headers: timed });
  lab.run(100);
  caller.ack();
  const before = called.count("INVITE");
  lab.run(62_000);
  called.respond(491);
  lab.run(5_000);
  assert.equal(called.count("INVITE"), before + 2);
  for (const asked of called.requests.filter(({ method }) => method === "INVITE").slice(-2)) {
    assert.deepEqual(streams(asked), OTHERS);
  }
  called.respond(200, { sdp: fax(), headers: timed });
  lab.run(100);
  assert.deepEqual(onFax(lab), [true, true]);
  over({ lab, caller });
});

Deno.test("a fax is transferred in mid-page: who stays is asked for sound, and hears the next one", () => {
  const lab = new Lab();
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  const { caller, called } = talking(lab, ana!, bob!);
  ask(lab, called, fax());
  agree(lab, called, caller);
  transfer(called, "103");
  lab.run(100);
  assert.deepEqual(streams(caller.asked("INVITE")), ["audio"]);
  caller.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  eve!.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(onFax(lab), [false, false]);
  assert.equal(lab.media.heard.size, 2);
  over({ lab, caller });
});

Deno.test("who has gone back to sound and whose partner will not: the call goes on", () => {
  const { lab, caller, called } = scene();
  ask(lab, called, fax());
  agree(lab, called, caller);
  ask(lab, called, sdp(["PCMA"], { version: 3 }));
  called.ack();
  caller.respond(488);
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  assert.deepEqual(onFax(lab).toSorted(), [false, true]);
  over({ lab, caller });
});

Deno.test("a provider asks for T.38 and a machine in the office takes it; its credentials are asked for in between", () => {
  const account = { user: "40211234567", secret: "s3cret-provider" };
  const sections = {
    ...SECTIONS,
    trunks: [trunk("first", FIRST, { kind: "register", ...account }), trunk("second", SECOND)],
  };
  const { lab, first, ana } = office(sections);
  const caller = first.call("+40211234567", "+40722000111");
  lab.run(100);
  const called = ana.calls[0]!;
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  ask(lab, called, fax());
  const challenge = 'Digest realm="provider", nonce="n", algorithm=MD5, qop="auth"';
  caller.respond(401, { headers: [field("WWW-Authenticate", challenge)] });
  lab.run(100);
  assert.deepEqual(streams(caller.asked("INVITE")), THESE);
  assert.match(header(caller.asked("INVITE"), "Authorization")!, /username="40211234567"/);
  agree(lab, called, caller);
  assert.deepEqual(onFax(lab), [true, true]);
  over({ lab, caller });
});
