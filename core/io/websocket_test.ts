import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { options, Trial } from "./trial.ts";

/** A web server that hands every WebSocket to `trial`, and a browser's end of one. */
async function connect(
  trial: Trial,
): Promise<{ browser: WebSocket; closed: Promise<CloseEvent>; stop(): Promise<void> }> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request, { remoteAddr }) => {
    const { socket, response } = Deno.upgradeWebSocket(request, { protocol: "sip" });
    const local = { ip: "0.0.0.0", port: server.addr.port };
    trial.transports.adoptWebSocket(socket, {
      secure: false,
      local,
      remote: { ip: remoteAddr.hostname, port: remoteAddr.port },
    });
    return response;
  });
  const browser = new WebSocket(`ws://127.0.0.1:${server.addr.port}/`, "sip");
  browser.binaryType = "arraybuffer";
  const closed = new Promise<CloseEvent>((resolve) => browser.onclose = resolve);
  await new Promise((resolve) => browser.onopen = resolve);
  return {
    browser,
    closed,
    stop: async () => {
      browser.close();
      await closed;
      await server.shutdown();
    },
  };
}

const heard = (browser: WebSocket): Promise<string | ArrayBuffer> =>
  new Promise((resolve) => browser.onmessage = ({ data }) => resolve(data));

Deno.test("a WebSocket carries one message in each frame, as text or bytes, both ways", async () => {
  await using trial = await Trial.start({ tls: false });
  const { browser, stop } = await connect(trial);
  browser.send(options("text"));
  const { flow, text } = await trial.next("message");
  assert.equal(text, options("text"));
  assert.equal(flow.transport, "ws");
  assert.equal(flow.local.ip, "127.0.0.1");
  browser.send(toBytes(options("bytes")));
  assert.deepEqual((await trial.next("message")).flow, flow);
  const answer = heard(browser);
  trial.transports.send(flow, toBytes("SIP/2.0 200 Bună\r\n\r\n"));
  assert.equal(await answer, "SIP/2.0 200 Bună\r\n\r\n");
  const binary = heard(browser);
  trial.transports.send(flow, new Uint8Array([65, 0xff, 0xfe]));
  assert.deepEqual(new Uint8Array(await binary as ArrayBuffer), new Uint8Array([65, 0xff, 0xfe]));
  // Without a number too: it is the only one to that peer.
  const { connection: _, ...unnumbered } = flow;
  const again = heard(browser);
  trial.transports.send(unnumbered, toBytes("again"));
  assert.equal(await again, "again");
  await stop();
  assert.deepEqual((await trial.next("closed")).flow, flow);
  trial.transports.send(flow, toBytes("too late"));
  await trial.next("unsent");
});

Deno.test("keep-alives on a WebSocket are answered and are no messages", async () => {
  await using trial = await Trial.start({ tls: false });
  const { browser, stop } = await connect(trial);
  const pong = heard(browser);
  for (const quiet of ["", "\r\n", "\r\n\r\n"]) browser.send(quiet);
  assert.equal(await pong, "\r\n");
  assert.deepEqual(trial.rest(), []);
  await stop();
});

Deno.test("a WebSocket that says nothing, says too much, or is one too many is closed", async () => {
  await using trial = await Trial.start({ tls: false, limits: { connectionsPerSource: 1 } });
  const silent = await connect(trial);
  const second = await connect(trial);
  assert.equal((await second.closed).code, 1013);
  await second.stop();
  trial.pass(32_000);
  assert.equal((await silent.closed).code, 1001);
  await silent.stop();
  await trial.next("closed");
  const loud = await connect(trial);
  loud.browser.send("x".repeat(70_000));
  assert.equal((await loud.closed).code, 1001);
  await loud.stop();
  await trial.next("closed");
});

Deno.test("stop() closes the WebSockets and what was sent arrives before", async () => {
  const trial = await Trial.start({ tls: false });
  const { browser, closed, stop } = await connect(trial);
  browser.send(options("one"));
  const { flow } = await trial.next("message");
  const last = heard(browser);
  trial.transports.send(flow, toBytes("BYE"));
  await trial.transports.stop();
  assert.equal(await last, "BYE");
  assert.equal((await closed).code, 1001);
  await stop();
});
