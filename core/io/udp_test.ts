import assert from "node:assert/strict";
import { type Flow, toBytes, toText } from "../base/mod.ts";
import { bindingRequest, readBinding } from "../stun/mod.ts";
import { options, Trial, whyNoIpv6 } from "./trial.ts";

const ONLY_UDP = { tcp: false, tls: false } as const;

/** A phone's socket: sends to the box, receives from it. */
class PhoneSocket implements Disposable {
  readonly #socket: Deno.DatagramConn;
  readonly #to: Deno.NetAddr;

  constructor(to: { ip: string; port: number }) {
    this.#socket = Deno.listenDatagram({ transport: "udp", hostname: to.ip, port: 0 });
    this.#to = { transport: "udp", hostname: to.ip, port: to.port };
  }

  get port(): number {
    return (this.#socket.addr as Deno.NetAddr).port;
  }

  async send(bytes: Uint8Array): Promise<void> {
    await this.#socket.send(bytes, this.#to);
  }

  async receive(): Promise<Uint8Array> {
    return (await this.#socket.receive())[0];
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}

const NO_IPV6 = whyNoIpv6();

for (const ip of ["127.0.0.1", "::1"]) {
  const why = ip === "::1" ? NO_IPV6 : undefined;
  Deno.test({
    name: `a datagram from ${ip} comes with its flow, and the answer goes back along it${
      why ? ` (skipped: ${why})` : ""
    }`,
    ignore: why !== undefined,
    fn: async () => {
      await using trial = await Trial.start({ ...ONLY_UDP, bind: [ip] });
      using phone = new PhoneSocket(trial.at("udp"));
      await phone.send(toBytes(options("one")));
      const { flow, text } = await trial.next("message");
      assert.equal(text, options("one"));
      assert.deepEqual(flow, { transport: "udp", local: trial.at("udp"), remote: { ip, port: phone.port } });
      trial.transports.send(flow, toBytes("SIP/2.0 200 OK\r\n\r\n"));
      assert.equal(toText(await phone.receive()), "SIP/2.0 200 OK\r\n\r\n");
    },
  });
}

Deno.test("a STUN request on the SIP port is answered with the phone's address", async () => {
  await using trial = await Trial.start(ONLY_UDP);
  using phone = new PhoneSocket(trial.at("udp"));
  const id = crypto.getRandomValues(new Uint8Array(12));
  await phone.send(bindingRequest(id));
  assert.deepEqual(readBinding(await phone.receive(), id), {
    ok: true,
    value: { ip: "127.0.0.1", port: phone.port },
  });
  assert.equal(trial.transports.figures()['sip_keep_alives_received_total{transport="udp"}'], 1);
});

Deno.test("a double line end is answered with one, other keep-alives with silence, and none becomes a message", async () => {
  await using trial = await Trial.start(ONLY_UDP);
  using phone = new PhoneSocket(trial.at("udp"));
  for (const quiet of [[13, 10], [0, 0, 0, 0], [0], [32], []]) await phone.send(Uint8Array.from(quiet));
  await phone.send(toBytes("\r\n\r\n"));
  assert.deepEqual([...await phone.receive()], [13, 10]);
  await phone.send(toBytes("\r\n" + options("behind an empty line")));
  assert.equal((await trial.next("message")).text, "\r\n" + options("behind an empty line"));
  assert.deepEqual(trial.rest(), []);
});

Deno.test("what the system refuses to send is told as unsent, after the turn, and throws nothing", async () => {
  await using trial = await Trial.start(ONLY_UDP);
  const to = (ip: string, port: number): Flow => ({
    transport: "udp",
    local: trial.at("udp"),
    remote: { ip, port },
  });
  const cases: readonly [Flow, number][] = [
    [to("127.0.0.1", 9), 70_000],
    [to("192.0.2.1", 5060), 100],
    [to("::1", 5060), 100],
    [to("not an address", 5060), 100],
  ];
  for (const [flow, size] of cases) {
    trial.transports.send(flow, new Uint8Array(size));
    assert.deepEqual(trial.rest(), []);
    const { flow: told, text } = await trial.next("unsent");
    assert.equal(told, flow);
    assert.match(text, /^Cannot send/);
  }
});

Deno.test("a flow remembered from an address that we no longer have leaves from the nearest one", async () => {
  await using trial = await Trial.start({ ...ONLY_UDP, bind: ["127.0.0.1"] });
  using phone = new PhoneSocket(trial.at("udp"));
  const remote = { ip: "127.0.0.1", port: phone.port };
  trial.transports.send({ transport: "udp", local: { ip: "192.0.2.9", port: 5060 }, remote }, toBytes("hello"));
  assert.equal(toText(await phone.receive()), "hello");
});

Deno.test("two datagrams in a row keep their own bytes", async () => {
  await using trial = await Trial.start(ONLY_UDP);
  using phone = new PhoneSocket(trial.at("udp"));
  const long = options("first", "x".repeat(20_000));
  await phone.send(toBytes(long));
  await phone.send(toBytes(options("second")));
  assert.equal((await trial.next("message")).text, long);
  assert.equal((await trial.next("message")).text, options("second"));
});
