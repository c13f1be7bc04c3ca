import assert from "node:assert/strict";
import { type Flow, toBytes } from "../base/mod.ts";
import { startTransports } from "./transports.ts";
import { loopbackCertificate, options, readToEnd, readUntil, Trial, whyNoIpv6 } from "./trial.ts";

const ONLY_TCP = { udp: false, tls: false } as const;

function dial(trial: Trial, transport: "tcp" | "tls" = "tcp"): Promise<Deno.TcpConn> {
  const { ip, port } = trial.at(transport);
  return Deno.connect({ hostname: ip, port });
}

function write(conn: Deno.Conn, text: string): Promise<number> {
  return conn.write(toBytes(text));
}

const NO_IPV6 = whyNoIpv6();

for (const ip of ["127.0.0.1", "::1"]) {
  const why = ip === "::1" ? NO_IPV6 : undefined;
  Deno.test({
    name: `a connection from ${ip} is a numbered flow until it closes${why ? ` (skipped: ${why})` : ""}`,
    ignore: why !== undefined,
    fn: async () => {
      await using trial = await Trial.start({ ...ONLY_TCP, bind: [ip] });
      const phone = await dial(trial);
      await write(phone, options("one"));
      const { flow, text } = await trial.next("message");
      assert.equal(text, options("one"));
      assert.deepEqual(flow.local, trial.at("tcp"));
      assert.deepEqual(flow.remote, { ip, port: phone.localAddr.port });
      assert.ok(flow.connection !== undefined);
      trial.transports.send(flow, toBytes("SIP/2.0 200 OK\r\n\r\n"));
      await readUntil(phone, "SIP/2.0 200 OK\r\n\r\n");
      phone.close();
      assert.deepEqual((await trial.next("closed")).flow, flow);
      trial.transports.send(flow, toBytes("too late"));
      assert.match((await trial.next("unsent")).text, /its connection is closed/);
      assert.equal(trial.transports.figures()["sip_connections"], 0);
    },
  });
}

Deno.test("messages come whole, however the stream is cut, and pings are answered between them", async () => {
  await using trial = await Trial.start(ONLY_TCP);
  using phone = await dial(trial);
  const stream = options("one", "body") + "\r\n\r\n" + options("two") + options("three", "x".repeat(30_000));
  for (let at = 0; at < stream.length;) {
    const size = at < 200 ? 7 : 5_000;
    at += await phone.write(toBytes(stream.slice(at, at + size)));
  }
  assert.equal((await trial.next("message")).text, options("one", "body"));
  assert.equal((await trial.next("message")).text, options("two"));
  assert.equal((await trial.next("message")).text, options("three", "x".repeat(30_000)));
  await readUntil(phone, "\r\n");
});

Deno.test("what is not SIP ends the connection", async () => {
  await using trial = await Trial.start(ONLY_TCP);
  using phone = await dial(trial);
  await phone.write(new Uint8Array([0x16, 3, 1, 0, 200, 1]));
  assert.equal(await readToEnd(phone), "");
  await trial.next("closed");
  assert.equal(trial.transports.figures()['sip_framing_faults_total{transport="tcp"}'], 1);
});

Deno.test("a connection that says nothing whole in 32 s is closed, and pings do not keep it", async () => {
  await using trial = await Trial.start(ONLY_TCP);
  using phone = await dial(trial);
  await write(phone, "\r\n\r\n");
  await readUntil(phone, "\r\n");
  trial.pass(31_999);
  await write(phone, "\r\n\r\nOPTIONS sip:a SIP/2.0\r\n");
  await readUntil(phone, "\r\n");
  trial.pass(1);
  assert.equal(await readToEnd(phone), "");
  await trial.next("closed");
});

Deno.test("a connection that stops in the middle of its second message is closed after 32 s", async () => {
  await using trial = await Trial.start(ONLY_TCP);
  using phone = await dial(trial);
  await write(phone, options("one") + "\r\n\r\n");
  await trial.next("message");
  await readUntil(phone, "\r\n");
  trial.pass(60_000);
  await write(phone, "\r\n\r\nOPTIONS");
  await readUntil(phone, "\r\n");
  trial.pass(32_000);
  await readToEnd(phone);
  await trial.next("closed");
});

Deno.test("a phone's connection stays while it pings, and is closed after 30 silent minutes", async () => {
  await using trial = await Trial.start(ONLY_TCP);
  using phone = await dial(trial);
  await write(phone, options("one"));
  await trial.next("message");
  for (let round = 0; round < 3; round++) {
    trial.pass(29 * 60_000);
    await write(phone, "\r\n\r\n");
    await readUntil(phone, "\r\n");
  }
  assert.equal(trial.transports.figures()["sip_connections"], 1);
  trial.pass(30 * 60_000);
  await readToEnd(phone);
  await trial.next("closed");
});

Deno.test("one source, and all sources together, have only so many connections", async () => {
  for (const limits of [{ connectionsPerSource: 2 }, { connections: 2 }]) {
    await using trial = await Trial.start({ ...ONLY_TCP, limits });
    using first = await dial(trial);
    using second = await dial(trial);
    for (const phone of [first, second]) {
      await write(phone, options("hello"));
      await trial.next("message");
    }
    using third = await dial(trial);
    assert.equal(await readToEnd(third), "");
    await write(second, options("still here"));
    assert.equal((await trial.next("message")).text, options("still here"));
    assert.equal(trial.transports.figures()['sip_connections_refused_total{transport="tcp"}'], 1);
  }
});

Deno.test("a reader that is too slow is closed, and what it did not get is told", async () => {
  await using trial = await Trial.start({ ...ONLY_TCP, limits: { queuedBytes: 200_000 } });
  using phone = await dial(trial);
  await write(phone, options("one"));
  const { flow } = await trial.next("message");
  const message = new Uint8Array(60_000);
  for (let sent = 0; trial.transports.figures()["sip_connections"] === 1; sent += message.length) {
    assert.ok(sent < 50_000_000, "the queue is bounded");
    trial.transports.send(flow, message);
    if (sent % 600_000 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  assert.match((await trial.next("unsent")).text, /reads too slowly/);
  assert.deepEqual((await trial.next("closed")).flow, flow);
});

Deno.test("who asks without listening is not read any further, and gets every answer when he listens", async () => {
  const answer = new Uint8Array(600).fill(65);
  const asked = 30_000;
  let largest = 0;
  await using world = new Trial();
  const box = await startTransports(
    { bind: ["127.0.0.1"], udp: false, tcp: 0, tls: false },
    { log: { write: () => {} }, clock: world },
    {
      message: (flow) => box.send(flow, answer),
      closed: () => {},
      unsent: () => largest = Infinity,
    },
  );
  const { port } = box.listening[0]!.address;
  const phone = await Deno.connect({ hostname: "127.0.0.1", port });
  const questions = toBytes(options("q").repeat(asked));
  const written = (async () => {
    for (let at = 0; at < questions.length;) at += await phone.write(questions.subarray(at));
  })();
  let got = 0;
  const buffer = new Uint8Array(65_536);
  while (got < asked * answer.length) got += await phone.read(buffer) ?? assert.fail(`closed after ${got}`);
  await written;
  assert.equal(got, asked * answer.length);
  assert.equal(largest, 0);
  phone.close();
  await box.stop();
});

Deno.test("a flow without a connection takes the one that is open, or opens one", async () => {
  await using phones = await Trial.start(ONLY_TCP);
  await using box = await Trial.start(ONLY_TCP);
  const flow: Flow = { transport: "tcp", local: box.at("tcp"), remote: phones.at("tcp") };
  for (const name of ["one", "two", "three"]) box.transports.send(flow, toBytes(options(name)));
  assert.equal(box.transports.figures()["sip_connections_dialling"], 1);
  const first = await phones.next("message");
  for (const name of ["two", "three"]) assert.equal((await phones.next("message")).text, options(name));
  phones.transports.send(first.flow, toBytes(options("back")));
  const back = await box.next("message");
  assert.deepEqual(back.flow.remote, phones.at("tcp"));
  box.transports.send(flow, toBytes(options("four")));
  assert.deepEqual((await phones.next("message")).flow, first.flow);
  assert.equal(box.transports.figures()["sip_connections"], 1);
  // And the other way: what came to us is found by its peer as well.
  const { connection: _, ...unnumbered } = first.flow;
  phones.transports.send(unnumbered, toBytes(options("five")));
  assert.deepEqual((await box.next("message")).flow, back.flow);
});

Deno.test("a connection that cannot be opened tells each message's flow once", async () => {
  await using box = await Trial.start(ONLY_TCP);
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = closed.addr;
  closed.close();
  const flow: Flow = { transport: "tcp", local: box.at("tcp"), remote: { ip: "127.0.0.1", port } };
  box.transports.send(flow, toBytes(options("one")));
  box.transports.send(flow, toBytes(options("two")));
  const { flow: told, text } = await box.next("unsent");
  assert.equal(told, flow);
  assert.match(text, new RegExp(`^Cannot connect to 127.0.0.1:${port}`));
  assert.deepEqual(box.rest(), []);
  assert.equal(box.transports.figures()["sip_connections_dialling"], 0);
});

Deno.test("what waits for a connection is bounded", async () => {
  await using box = await Trial.start({ ...ONLY_TCP, limits: { queuedBytes: 1_000 } });
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const flow: Flow = { transport: "tcp", local: box.at("tcp"), remote: { ip: "127.0.0.1", port: silent.addr.port } };
  for (let i = 0; i < 3; i++) box.transports.send(flow, new Uint8Array(400));
  assert.match((await box.next("unsent")).text, /too much waits/);
  silent.close();
});

Deno.test("stop() lets the last message leave and is quiet the second time", async () => {
  const trial = await Trial.start(ONLY_TCP);
  using phone = await dial(trial);
  await write(phone, options("one"));
  const { flow } = await trial.next("message");
  trial.transports.send(flow, toBytes("BYE\r\n\r\n"));
  await Promise.all([trial.transports.stop(), trial.transports.stop()]);
  assert.equal(await readToEnd(phone), "BYE\r\n\r\n");
});

Deno.test("connection numbers of two processes do not meet", async () => {
  const numbers: number[] = [];
  for (let i = 0; i < 2; i++) {
    await using trial = await Trial.start(ONLY_TCP);
    using phone = await dial(trial);
    await write(phone, options("one"));
    numbers.push((await trial.next("message")).flow.connection!);
  }
  assert.ok(Math.abs(numbers[0]! - numbers[1]!) >= 0x10_0000, numbers.join());
  assert.ok(numbers.every(Number.isSafeInteger));
});

Deno.test("TLS carries messages both ways, and a new certificate keeps the connections of the old one", async () => {
  const [first, second] = [await loopbackCertificate(), await loopbackCertificate()];
  await using trial = await Trial.start({ udp: false, tcp: false, certificate: first });
  const where = { hostname: "127.0.0.1", port: trial.at("tls").port };
  using phone = await Deno.connectTls({ ...where, caCerts: [first.certPem] });
  await write(phone, options("one"));
  const { flow } = await trial.next("message");
  assert.equal(flow.transport, "tls");
  await trial.transports.renewCertificate(second);
  assert.deepEqual(trial.at("tls").port, where.port);
  using later = await Deno.connectTls({ ...where, caCerts: [second.certPem] });
  await write(later, options("two"));
  assert.equal((await trial.next("message")).text, options("two"));
  trial.transports.send(flow, toBytes("still here\r\n\r\n"));
  await readUntil(phone, "still here\r\n\r\n");
});

Deno.test("a new certificate that cannot be used changes nothing", async () => {
  const [certificate, other] = [await loopbackCertificate(), await loopbackCertificate()];
  await using trial = await Trial.start({ udp: false, tcp: false, certificate });
  for (const bad of [{ certPem: "no", keyPem: "no" }, { certPem: certificate.certPem, keyPem: other.keyPem }]) {
    await assert.rejects(trial.transports.renewCertificate(bad), /^Error: Cannot use the certificate: /);
  }
  using phone = await Deno.connectTls({
    hostname: "127.0.0.1",
    port: trial.at("tls").port,
    caCerts: [certificate.certPem],
  });
  await write(phone, options("one"));
  await trial.next("message");
});

Deno.test("TLS listens as soon as there is a certificate", async () => {
  await using trial = await Trial.start({ udp: false, tcp: false });
  assert.deepEqual(trial.transports.listening, []);
  const certificate = await loopbackCertificate();
  await trial.transports.renewCertificate(certificate);
  assert.equal((await trial.next("addresses")).listening.length, 1);
  const { port } = trial.at("tls");
  using phone = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [certificate.certPem] });
  await write(phone, options("one"));
  await trial.next("message");
});

Deno.test("TLS that we open is verified: by the host's name, or the address where there is none", async () => {
  const certificate = await loopbackCertificate();
  await using provider = await Trial.start({ udp: false, tcp: false, certificate });
  const remote = provider.at("tls");
  for (
    const [host, authorities, wanted] of [
      ["localhost", [certificate.certPem], "message"],
      [undefined, [certificate.certPem], "message"],
      ["other.example", [certificate.certPem], "unsent"],
      ["localhost", [], "unsent"],
    ] as const
  ) {
    await using box = await Trial.start({ tcp: false, tls: false, authorities });
    if (host !== undefined) box.transports.nameHost(remote, host);
    box.transports.send({ transport: "tls", local: box.at("udp"), remote }, toBytes(options(`to ${host}`)));
    if (wanted === "message") assert.equal((await provider.next("message")).text, options(`to ${host}`));
    else assert.match((await box.next("unsent")).text, /^Cannot connect to \S+ at 127.0.0.1:\d+: .*certificate/);
  }
});

Deno.test("a TLS host that never finishes its handshake is given up", async () => {
  await using box = await Trial.start({ tcp: false, tls: false, limits: { connectMs: 50 } });
  using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const remote = { ip: "127.0.0.1", port: silent.addr.port };
  box.transports.send({ transport: "tls", local: box.at("udp"), remote }, toBytes(options("one")));
  using accepted = await silent.accept();
  assert.match((await box.next("unsent")).text, /no connection in 50 ms/);
  await readToEnd(accepted);
});

Deno.test("a TLS connection that never begins its handshake is hung up, refused or timed out", async () => {
  const certificate = await loopbackCertificate();
  const limits = { connectionsPerSource: 1 };
  await using trial = await Trial.start({ udp: false, tcp: false, certificate, limits });
  using waiting = await dial(trial, "tls");
  using refused = await dial(trial, "tls");
  assert.equal(await readToEnd(refused), "");
  assert.equal(trial.transports.figures()["sip_connections"], 1);
  trial.pass(32_000);
  assert.equal(await readToEnd(waiting), "");
  await trial.next("closed");
});
