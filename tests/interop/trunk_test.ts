/**
 * The office and the world: a SIPp plays the provider, with its challenges, and a baresip the phone in the office.
 *
 * @module
 */
import assert from "node:assert/strict";
import { parseMessage, respondTo, writeMessage } from "../../core/sip/mod.ts";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { callOut } from "./call_out.ts";
import { soundOf } from "./choir.ts";
import { freePorts } from "./place.ts";
import { clarityOf, clip } from "./prompt.ts";
import {
  answer,
  answerInside,
  audio,
  expect,
  goTo,
  hangingUp,
  mark,
  pause,
  request,
  ringing,
  scenario,
  type Steps,
} from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

/** Where the providers are: other addresses than the phones', for a trunk is known by its own. */
const PROVIDER = { ip: "127.0.0.2" };
const SILENT = { ip: "127.0.0.3" };
const ACCOUNT = { user: "40211234567", secret: "s3cret-of-provider" };

/** The office's sections for trunks, each `name: port`, in the order in which a route tries them. */
function officeWith(trunks: Readonly<Record<string, string>>): string {
  const lines = Object.entries(trunks).map(([name, keys]) =>
    `  - { name: ${name}, number: "+40211234567", ${keys} }\n`
  );
  return `trunks:\n${lines.join("")}routes: [{ match: "0.", trunks: [${Object.keys(trunks)}] }]\n` +
    `numbers: [{ number: "0211234567", to: "101" }]\n`;
}

const registerAt = (port: number): string =>
  `kind: register, host: ${PROVIDER.ip}, port: ${port}, user: "${ACCOUNT.user}", secret: ${ACCOUNT.secret}`;

/** What a provider demands, and whether it got it: SIPp checks Authorization only, so that no 407 is here. */
const challenge = (): string =>
  answer("401 Unauthorized", {
    headers: ['WWW-Authenticate: Digest realm="provider", nonce="n[call_number]", algorithm=MD5, qop="auth"'],
  });
const isRight = (assignTo: string): string =>
  `<action><verifyauth assign_to="${assignTo}" username="${ACCOUNT.user}" password="${ACCOUNT.secret}"/></action>`;

/** A request whose credentials must be right. */
const expectSigned = (method: string, more = ""): string =>
  `<recv request="${method}"${more}>${isRight("right")}</recv>\n<nop test="right" next="${method}_in"/>\n` +
  `<nop><action><error message="wrong credentials"/></action></nop>\n${mark(`${method}_in`)}`;

/** Answers a registration, or the one call: what comes first tells which. */
const provider: Steps = [
  '<recv request="REGISTER" optional="true" next="registering"/>',
  expect("INVITE"),
  challenge(),
  expect("ACK"),
  expectSigned("INVITE", ' rrs="true"'),
  answer("180 Ringing"),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("ACK"),
  expect("BYE"),
  answerInside("200 OK"),
  goTo("end"),
  mark("registering"),
  challenge(),
  expectSigned("REGISTER"),
  answer("200 OK", { headers: ["[last_Contact:];expires=120"] }).replace(/^Contact: <sip:.*$/m, "X: y"),
  mark("end"),
];

realTest("a trunk registers with a provider, and a phone calls out through it and hears the far end", [
  "sipp",
  "baresip",
], () =>
  callOut({
    carrier: () => provider,
    host: PROVIDER,
    office: (port) => ({ office: officeWith({ provider: registerAt(port) }) }),
  }));

realTest(
  "a provider calls the office's number, and the phone that answers is heard and hears",
  ["sipp", "baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const port = sippPort();
    const silent = await answerOptions(PROVIDER.ip, port);
    const peer = { provider: `kind: peer, host: ${PROVIDER.ip}, port: ${port}` };
    const box = opened.adopt(await Box.start({ office: officeWith(peer) }), (box) => box.stop());
    await box.untilFigure("trunks_up", 1);
    silent.close();
    const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
    const caller: Steps = [
      request("INVITE", {
        body: audio(),
        callee: "+40211234567",
        headers: ["P-Asserted-Identity: <sip:+40722000111@x>"],
      }),
      ringing,
      expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
      request("ACK", { inDialog: true, callee: "+40211234567" }),
      pause(2_500),
      hangingUp(2).map((step) => step.replaceAll("[field2]", "+40211234567")),
    ];
    const users = [{ number: "0722000111", secret: "" }];
    const result = await Sipp.run({
      scenario: scenario("caller", caller.flat().map((step) => String(step).replaceAll("\n[routes]", ""))),
      host: PROVIDER,
      port,
      to: { ip: "127.0.0.1", port: box.port },
      users,
      calls: 1,
      withinS: 30,
    });
    assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
    const incoming = await ana.until("CALL_ESTABLISHED");
    assert.match(incoming.peeruri ?? "", /sip:0722000111@/);
    await ana.hears(440);
    await box.untilEmpty();
  },
);

realTest("a provider's caller hears that the office is closed, and is never answered", ["sipp"], async () => {
  await using opened = new AsyncDisposableStack();
  const port = sippPort();
  const options = await answerOptions(PROVIDER.ip, port);
  const office =
    `trunks: [{ name: provider, number: "+40211234567", kind: peer, host: ${PROVIDER.ip}, port: ${port} }]\n` +
    `numbers: [{ number: "0211234567", to: announcement closed }]\n` +
    `announcements: [{ name: closed, says: hours-closed, answer: false }]\n`;
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  await box.untilFigure("trunks_up", 1);
  options.close();
  using ear = Object.assign(Deno.listenDatagram({ transport: "udp", hostname: PROVIDER.ip, port: 0 }), {
    [Symbol.dispose]: () => ear.close(),
  });
  const offer = audio("sendrecv", "0");
  const callee = "+40211234567";
  const caller: Steps = [
    request("INVITE", {
      body: { ...offer, text: offer.text.replace("[media_port]", String((ear.addr as Deno.NetAddr).port)) },
      callee,
    }),
    expect(100, { optional: true }),
    expect(183, { matching: /m=audio [1-9]/ }),
    expect(480, { withinMs: 10_000 }),
    request("ACK", { callee, refused: true }),
  ];
  const sipp = Sipp.run({
    scenario: scenario("caller", caller),
    host: PROVIDER,
    port,
    to: { ip: "127.0.0.1", port: box.port },
    users: [{ number: "0722000111", secret: "" }],
    calls: 1,
    withinS: 30,
  });
  const sentence = clip("hours-closed");
  const packets: Uint8Array[] = [];
  // The box begins with silence, so that the end of the sentence is not among so many packets.
  while (packets.length * 160 < sentence.length) packets.push((await ear.receive())[0].slice());
  const result = await sipp;
  assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
  const heard = Int16Array.from(soundOf(packets));
  const start = sentence.subarray(0, 8 * Math.floor(sentence.length / 10));
  const clear = clarityOf(start, heard);
  assert.ok(clear > 0.9, `what is heard is ${clear} clear`);
  await box.untilEmpty();
});

realTest(
  "a trunk that dies in mid set-up: the next one, over TCP, has the call within four seconds, while it rings",
  ["sipp"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const [port, deadPort, own] = [sippPort(), freePorts(2), sippPort()];
    const dead = opened.adopt(await answerOptions(SILENT.ip, deadPort), (socket) => socket.close());
    const sipp = await Sipp.start({
      scenario: scenario("provider", provider),
      host: PROVIDER,
      port,
      transport: "tcp",
      calls: 2,
      withinS: 40,
    });
    opened.adopt(sipp, async (sipp) => void await sipp.stop());
    const trunks = {
      dying: `kind: peer, host: ${SILENT.ip}, port: ${deadPort}`,
      provider: `${registerAt(port)}, transport: tcp`,
    };
    const box = opened.adopt(await Box.start({ office: officeWith(trunks) }), (box) => box.stop());
    await box.untilFigure("trunks_up", 2);
    const caller: Steps = [
      request("INVITE", { body: audio() }),
      expect(100, { optional: true }),
      expect(401, { challenge: true }),
      request("ACK", { refused: true }),
      request("INVITE", { body: audio(), cseq: 2, authorized: true }),
      expect(100, { optional: true }),
      expect(180, { withinMs: 1_000 }),
      expect(200, { dialog: true, withinMs: 4_500 }),
      request("ACK", { cseq: 2, inDialog: true }),
      pause(200),
      hangingUp(3),
    ];
    const users = [{ number: "101", secret: "secret-101", calls: "0722000111" }];
    const result = await Sipp.run({
      scenario: scenario("caller", caller),
      port: own,
      to: box.port,
      users,
      calls: 1,
      withinS: 30,
    });
    assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
    assert.ok(dead.invites > 0, "the first trunk was not tried");
    assert.match(await box.command("status"), /dying.*down: a call got no answer/);
    // The INVITE that nobody answered is remembered for 32 s, should its answer still come (RFC 3261 §17.1.1.2).
    await box.untilIdle();
  },
);

/** A peer that is there, and takes no calls: it answers OPTIONS and not a word to an INVITE. */
async function answerOptions(hostname: string, port: number): Promise<{ invites: number; close(): void }> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname, port });
  const peer = { invites: 0, close: () => socket.close() };
  (async () => {
    for await (const [bytes, from] of socket) {
      const message = parseMessage(bytes);
      if (!message.ok || message.value.kind !== "request") continue;
      if (message.value.method === "INVITE") peer.invites += 1;
      if (message.value.method !== "OPTIONS") continue;
      await socket.send(writeMessage(respondTo(message.value, 200, { toTag: "t" })), from);
    }
  })();
  return await Promise.resolve(peer);
}
