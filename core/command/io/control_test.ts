import assert from "node:assert/strict";
import type { LogLine } from "../../base/mod.ts";
import type { ControlAnswer, ControlRequest } from "../control.ts";
import { askBox } from "./control_client.ts";
import { type ControlServer, startControl } from "./control_server.ts";
import { controlSocketPath } from "./control_socket.ts";
import { readLines, writeAll } from "./lines.ts";

interface Box {
  readonly folder: string;
  readonly server: ControlServer;
  readonly log: readonly LogLine[];
}

async function withBox(
  handle: (request: ControlRequest) => Promise<ControlAnswer>,
  use: (box: Box) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const log: LogLine[] = [];
  const server = await startControl(controlSocketPath(folder), handle, { write: (line) => log.push(line) });
  try {
    await use({ folder, server, log });
  } finally {
    await server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const echo = (request: ControlRequest): Promise<ControlAnswer> => Promise.resolve({ ok: true, value: request });

Deno.test("a running box answers over its socket, which is its owner's alone", () =>
  withBox(echo, async ({ folder, server }) => {
    assert.equal((await Deno.stat(server.path)).mode! & 0o777, 0o600);
    assert.deepEqual(await askBox(folder, { command: "trace", call: "a b" }), {
      ok: true,
      value: { ok: true, value: { command: "trace", call: "a b" } },
    });
  }));

Deno.test("a large office file passes whole, umlauts and all", () =>
  withBox(echo, async ({ folder }) => {
    const request = {
      command: "apply",
      text: "ăâîșț€".repeat(300_000),
      fileName: "o",
      force: false,
      who: "a",
    } as const;
    const answer = await askBox(folder, request);
    assert.deepEqual(answer, { ok: true, value: { ok: true, value: request } });
  }));

Deno.test("nonsense is answered and the next request still served", () =>
  withBox(echo, async ({ server }) => {
    using connection = await Deno.connect({ transport: "unix", path: server.path });
    await writeAll(connection, 'what?\n\n{"id":7,"command":"fly"}\n{"id":8,"command":"status"}\n');
    const answers: unknown[] = [];
    for await (const line of readLines(connection, 10_000)) {
      answers.push(JSON.parse(line));
      if (answers.length === 4) break;
    }
    assert.deepEqual(answers, [
      { id: null, ok: false, text: "Cannot read request: expected one JSON object a line" },
      { id: null, ok: false, text: "Cannot read request: expected one JSON object a line" },
      { id: null, ok: false, text: 'Cannot do "fly": no such command' },
      { id: 8, ok: true, value: { command: "status" } },
    ]);
  }));

Deno.test("a fault of the box is told, logged, and ends nothing", () =>
  withBox(() => Promise.reject(new Error("our mistake")), async ({ folder, log }) => {
    assert.deepEqual(await askBox(folder, { command: "status" }), {
      ok: true,
      value: { ok: false, text: 'Cannot do "status": the box has a fault, see its log' },
    });
    assert.match(String(log[0]?.facts?.["reason"]), /our mistake/);
  }));

Deno.test("closing answers who waits, cuts off who does not ask, and removes the socket", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<ControlAnswer>();
  const handle = (): Promise<ControlAnswer> => {
    asked.resolve();
    return answer.promise;
  };
  await withBox(handle, async ({ folder, server, log }) => {
    using idle = await Deno.connect({ transport: "unix", path: server.path });
    const waiting = askBox(folder, { command: "status" });
    await asked.promise;
    const closed = server.close();
    answer.resolve({ ok: true, value: "late" });
    assert.deepEqual(await waiting, { ok: true, value: { ok: true, value: "late" } });
    await closed;
    assert.equal(await idle.read(new Uint8Array(1)), null);
    assert.deepEqual(log, []);
    await assert.rejects(Deno.stat(server.path), Deno.errors.NotFound);
  });
});

Deno.test("without a box the answer says so and what to do", async () => {
  const folder = await Deno.makeTempDir();
  const answer = await askBox(folder, { command: "status" });
  await Deno.remove(folder, { recursive: true });
  assert.deepEqual(answer, {
    ok: false,
    fault: {
      code: "no-box",
      text:
        `No box is running on data folder "${folder}": start one with "kontor serve", or name its folder with --data`,
    },
  });
});

Deno.test("a second box on the same folder is refused, and a dead one's socket is replaced", () =>
  withBox(echo, async ({ folder, server, log }) => {
    await assert.rejects(
      startControl(server.path, echo, { write: () => {} }),
      /a box is running on this data folder already/,
    );
    assert.deepEqual(log, []);
    const left = `${folder}/left.sock`;
    await Deno.writeTextFile(left, "");
    const second = await startControl(left, echo, { write: () => {} });
    assert.ok((await Deno.stat(left)).isSocket);
    await second.close();
  }));

Deno.test("a data folder that is too deep for a socket is named", async () => {
  await assert.rejects(askBox(`/${"deep/".repeat(30)}`, { command: "status" }), /choose a shorter data folder/);
});
