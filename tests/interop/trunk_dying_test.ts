/**
 * A trunk that dies while it sets up a call: a SIPp calls, and another plays the next trunk, which has the call in time.
 *
 * @module
 */
import assert from "node:assert/strict";
import { parseMessage, respondTo, writeMessage } from "../../core/sip/mod.ts";
import { Box } from "./box.ts";
import { freePorts } from "./place.ts";
import { answerOptions, officeWith, PROVIDER, provider, registerAt, SILENT } from "./provider.ts";
import { audio, expect, hangingUp, pause, request, scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

interface Dying {
  readonly peer: { readonly invites: number; close(): void };
  readonly port: number;
  /** More of its trunk than where it is. */
  readonly keys?: string;
  readonly calls: string;
  readonly withinMs: number;
}

/** The call is answered by the next trunk in time, while the caller hears it ring. Gives what `status` says then. */
async function goesOn({ peer, port: deadPort, keys = "kind: peer", calls, withinMs }: Dying): Promise<string> {
  await using opened = new AsyncDisposableStack();
  opened.adopt(peer, (peer) => peer.close());
  const [port, own] = [sippPort(), sippPort()];
  const sipp = await Sipp.start({
    scenario: scenario("provider", provider),
    host: PROVIDER,
    port,
    transport: "tcp",
    calls: 2,
    withinS: 60,
  });
  opened.adopt(sipp, async (sipp) => void await sipp.stop());
  const trunks = {
    dying: `${keys}, host: ${SILENT.ip}, port: ${deadPort}`,
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
    expect(200, { dialog: true, withinMs }),
    request("ACK", { cseq: 2, inDialog: true }),
    pause(200),
    hangingUp(3),
  ];
  const result = await Sipp.run({
    scenario: scenario("caller", caller),
    port: own,
    to: box.port,
    users: [{ number: "101", secret: "secret-101", calls }],
    calls: 1,
    withinS: 50,
  });
  assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
  assert.ok(peer.invites > 0, "the first trunk was not tried");
  const status = await box.command("status");
  // An INVITE that nobody answered is remembered for 32 s, should its answer still come (RFC 3261 §17.1.1.2).
  await box.untilIdle();
  return status;
}

realTest(
  "a trunk that says nothing at all: the next one, over TCP, has the call within four seconds",
  ["sipp"],
  async () => {
    const port = freePorts(2);
    const peer = await answerOptions(SILENT.ip, port);
    assert.match(
      await goesOn({ peer, port, calls: "0722000111", withinMs: 4_500 }),
      /dying.*down: a call got no answer/,
    );
  },
);

realTest(
  "a trunk that says 100 to a call for help, and no more: the next one has it within six seconds",
  ["sipp"],
  async () => {
    const port = freePorts(2);
    const peer = await answerOptions(SILENT.ip, port, { says: [100] });
    await goesOn({ peer, port, calls: "112", withinMs: 7_500 });
  },
);

for (const said of [[100], [100, 180]]) {
  realTest(
    `a trunk that says ${said.join(" and ")}, and dies: the next one has the call within four seconds`,
    ["sipp"],
    async () => {
      const port = freePorts(2);
      const peer = await answerOptions(SILENT.ip, port, { says: said, diesThen: true });
      const status = await goesOn({ peer, port, calls: "0722000111", withinMs: 4_500 });
      assert.match(status, /dying.*down: it does not answer/);
    },
  );
}

realTest(
  "a registrar that has never answered OPTIONS says 100, and dies: the next one has the call within four seconds",
  ["sipp"],
  async () => {
    const port = freePorts(2);
    const peer = await answerOptions(SILENT.ip, port, { says: [100], diesThen: true, answers: "REGISTER" });
    const keys = "kind: register, user: us, secret: ours-and-theirs";
    const status = await goesOn({ peer, port, keys, calls: "0722000111", withinMs: 4_500 });
    assert.match(status, /dying.*down: a call got no answer/);
  },
);

realTest("a trunk whose connection breaks while it rings: the next one has the call at once", ["sipp"], async () => {
  const port = freePorts(2);
  const peer = breaksWhileItRings(SILENT.ip, port);
  await goesOn({ peer, port, keys: "kind: peer, transport: tcp", calls: "0722000111", withinMs: 1_500 });
});

/** A peer over TCP that answers OPTIONS, rings, and is gone. */
function breaksWhileItRings(hostname: string, port: number): { readonly invites: number; close(): void } {
  const listener = Deno.listen({ hostname, port });
  const peer = { invites: 0, close: () => listener.close() };
  const serve = async (connection: Deno.TcpConn): Promise<void> => {
    const buffer = new Uint8Array(65_536);
    for (let size = await connection.read(buffer); size !== null; size = await connection.read(buffer)) {
      const message = parseMessage(buffer.slice(0, size));
      if (!message.ok || message.value.kind !== "request") continue;
      const isCall = message.value.method === "INVITE";
      for (const status of isCall ? [100, 180] : [200]) {
        await connection.write(writeMessage(respondTo(message.value, status, { toTag: "t" })));
      }
      if (!isCall) continue;
      peer.invites += 1;
      // Nobody is there to be reached again: what is sent to it comes to nothing.
      listener.close();
      peer.close = () => {};
      break;
    }
    connection.close();
  };
  (async () => {
    for await (const connection of listener) serve(connection).catch((error) => assert.ifError(error));
  })();
  return peer;
}
