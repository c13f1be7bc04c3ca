import assert from "node:assert/strict";
import { toBytes, toText } from "../../base/mod.ts";
import { BOX_DEFAULTS } from "../../config/mod.ts";
import { answerBinding } from "../../stun/mod.ts";
import { isSound } from "../doctor.ts";
import { DOCTOR_WORDS } from "../doctor_words.ts";
import { judgeAlg } from "../doctor_network.ts";
import { askStun } from "./ask_stun.ts";
import { mailSeal } from "../../store/io/mod.ts";
import { MailServer } from "../../mail/io/mod.ts";
import { askMail } from "./ask_mail.ts";
import { gatherFacts } from "./gather_facts.ts";
import { probeOptions } from "./probe_options.ts";

/** A UDP socket on loopback for the length of a test. */
async function withSocket(use: (socket: Deno.DatagramConn, port: number) => Promise<void>): Promise<void> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  try {
    await use(socket, (socket.addr as Deno.NetAddr).port);
  } finally {
    socket.close();
  }
}

async function answerOnce(
  socket: Deno.DatagramConn,
  answer: (bytes: Uint8Array, from: Deno.NetAddr) => Uint8Array,
): Promise<void> {
  const [bytes, from] = await socket.receive();
  await socket.send(answer(bytes, from as Deno.NetAddr), from);
}

Deno.test("facts are gathered from this machine, and taken ports are seen", () =>
  withSocket(async (_, port) => {
    const data = await Deno.makeTempDir();
    const bind = ["127.0.0.1"];
    const facts = await gatherFacts({
      ...BOX_DEFAULTS,
      data,
      sip: { ...BOX_DEFAULTS.sip, bind, udp: port, tcp: false, tls: false },
      web: { ...BOX_DEFAULTS.web, bind: ["192.0.2.77"], tls: false },
      rtp: { bind, from: port, to: port, web: false },
    });
    await Deno.remove(data, { recursive: true });
    const states = facts.ports.map(({ key, state }) => [key, state]);
    assert.deepEqual(states, [["sip.udp", "taken"], ["web.port", "no-such-address"]]);
    assert.deepEqual(facts.sound, { probed: 1, taken: [port] });
    assert.equal(facts.running, false);
    assert.deepEqual(facts.folder, { path: data, exists: true, mode: 0o700, writable: true });
    assert.ok(facts.disk !== undefined && facts.disk.freeBytes > 0 && facts.disk.totalBytes >= facts.disk.freeBytes);
    assert.ok(facts.openFiles !== undefined && facts.openFiles > 0);
    assert.ok(facts.ips.includes("127.0.0.1"));
  }));

Deno.test("the mail server that was chosen at the desk is asked, unless kontor.yml names one", async () => {
  const data = await Deno.makeTempDir();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const serving = (async () => {
    for await (const caller of listener) {
      await caller.write(toBytes("554 not today\r\n"));
      caller.close();
    }
  })();
  try {
    assert.equal(await askMail({ data }), undefined);
    await Deno.writeFile(`${data}/box.key`, new Uint8Array(32));
    const chosen = { host: "127.0.0.1", port, tls: "off", from: "box@example.com" } as const;
    await (await MailServer.open({ data }, mailSeal(data))).choose(chosen);
    const { server, why } = (await askMail({ data }))!;
    assert.equal(server, `127.0.0.1:${port}`);
    assert.match(why!, /554 not today/);
    const named = await askMail({ data, smtp: { ...chosen, host: "localhost" } });
    assert.equal(named!.server, `localhost:${port}`);
  } finally {
    listener.close();
    await serving;
    await Deno.remove(data, { recursive: true });
  }
});

Deno.test("a STUN server tells how it sees us", () =>
  withSocket(async (server, port) => {
    const answering = answerOnce(server, (bytes) => {
      const answer = answerBinding(bytes, { ip: "198.51.100.7", port: 4321 });
      assert.ok(answer !== undefined);
      return answer;
    });
    const fact = await askStun(`127.0.0.1:${port}`);
    await answering;
    assert.deepEqual(fact.answer?.outer, { ip: "198.51.100.7", port: 4321 });
    assert.equal(fact.answer?.inner.ip, "127.0.0.1");
  }));

const WAYS: readonly [string, (via: string) => string, boolean][] = [
  ["comes back as it was", (via) => `${via};received=127.0.0.1`, true],
  ["was rewritten on the way", (via) => via.replace("127.0.0.1", "198.51.100.7"), false],
];
for (const [what, rewrite, sound] of WAYS) {
  Deno.test(`a Via that ${what} is seen`, () =>
    withSocket(async (box, port) => {
      const answering = answerOnce(box, (bytes) => {
        const head = toText(bytes).split("\r\n").slice(1, 6).map((line) =>
          line.startsWith("Via") ? rewrite(line) : line
        );
        return toBytes(`SIP/2.0 200 OK\r\n${head.join("\r\n")}\r\nContent-Length: 0\r\n\r\n`);
      });
      const fact = await probeOptions("inside", { ip: "127.0.0.1", port });
      await answering;
      assert.equal(isSound(judgeAlg({ options: [fact], sipModules: [] }, DOCTOR_WORDS.en)), sound);
    }));
}
