import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { CLOCK, NOON } from "./stage.ts";
import { NO_SOUNDS } from "../../tests/lab/quiet_box.ts";

const HOUR_MS = 3_600_000;

/** Three calls, an hour apart, of 101, 102 and 101 again (who hides), each recorded; and one that still runs. */
async function archive(trunk?: string) {
  const { reader, record } = openMemoryStore(CLOCK);
  ["101", "102", "101"].forEach((number, at) => {
    const party = { number, name: `Person ${number}`, ...trunk === undefined ? {} : { trunk } };
    const hiding = at === 2 ? { isHidden: true } as const : {};
    for (
      const fact of [
        { type: "call.started", from: party, dialled: "0722000111", sipCallId: "1@x", ...hiding },
        { type: "call.ended", cause: "normal" },
      ] as const
    ) {
      const when = { at: NOON + at * HOUR_MS as WallTime, monotonicMs: 0, sequence: record.acknowledged + 1 };
      record.append({ ...fact, ...when, call: `c-${at}` });
    }
  });
  const recordings = [0, 1, 2, 3].map((at) => ({
    ...{ path: `recordings/${at}.opus`, call: `c-${at}`, at: NOON + at * HOUR_MS + 5_000 as WallTime },
    ...at === 3 ? {} : { durationMs: 60_000.5, bytes: 9_000 },
  }));
  const ask = (command: DeskCommand): DeskAnswer => {
    if (command.type === "recordings") return { type: "recordings", recordings };
    return "path" in command && command.path === "recordings/3.opus"
      ? { type: "refused", why: "conflict", text: "still written" }
      : { type: "done", text: "" };
  };
  const sounds = {
    ...NO_SOUNDS,
    measure: () => Promise.resolve({ bytes: 1_000, sides: 2, durationMs: 60_000 } as const),
    read: (_: readonly string[], _at: number, length: number) => Promise.resolve(new Uint8Array(length)),
    outline: ([path]: readonly string[], columns: number) =>
      path === "recordings/1.opus"
        ? Promise.reject(new Error("No such file"))
        : Promise.resolve([new Array<number>(columns).fill(7)]),
    keep: () => Promise.reject(new Error("nobody keeps sounds here")),
  };
  return await program({ ask }, ["recordings:read", "recordings:write"], { reader, sounds });
}

Deno.test("recordings are found by who, when and page by page, with what is known of their calls", async () => {
  const { ask } = await archive();
  const list = async (query = "") => (await ask("GET", `/recordings${query}`)).body;
  const calls = async (query: string) => (await list(query)).recordings.map(({ call }: { call: string }) => call);
  const { recordings, next } = await list();
  assert.equal(next, null);
  assert.deepEqual(recordings.map(({ call }: { call: string }) => call), ["c-3", "c-2", "c-1", "c-0"]);
  const { id, ...first } = recordings[3];
  assert.deepEqual(first, {
    path: "recordings/0.opus",
    call: "c-0",
    at: "2026-11-21T12:00:05.000Z",
    duration_ms: 60_001,
    bytes: 9_000,
    kept_until: first.kept_until,
    held: false,
    from: { number: "101", name: "Person 101" },
    reached: { number: "0722000111", name: null },
    queue: null,
    account: null,
  });
  assert.deepEqual([recordings[0].from, recordings[0].duration_ms], [null, null], "its call still runs");
  assert.deepEqual((await ask("GET", `/recordings/${id}`)).body, recordings[3]);
  const page = await list("?limit=3");
  assert.deepEqual(await calls(`?limit=3&cursor=${encodeURIComponent(page.next)}`), ["c-0"]);
  assert.deepEqual(await calls("?who=person%20102"), ["c-1"]);
  assert.deepEqual(await calls("?since=2026-11-21T13:00:00Z&until=2026-11-21T14:00:00Z"), ["c-1"]);
  assert.deepEqual(await calls("?queue=sales"), []);
  assert.match((await list("?cursor=x")).detail, /Cannot read cursor "x"/);
  assert.match((await list("?since=yesterday")).detail, /Cannot read "since"/);
});

Deno.test("whoever calls from outside and hides is shown without his number; a colleague who does is shown", async () => {
  for (const [trunk, third] of [["provider", null], [undefined, "101"]] as const) {
    const { ask } = await archive(trunk);
    const { recordings } = (await ask("GET", "/recordings")).body;
    const numbers = recordings.slice(1).map(({ from }: { from: { number: string | null } }) => from.number);
    assert.deepEqual(numbers, [third, "102", "101"]);
  }
});

Deno.test("a recording is heard in stretches, and the audit tells of one listening", async () => {
  const { ask, audit } = await archive();
  const [, { id }] = (await ask("GET", "/recordings")).body.recordings;
  for (const [range, length] of [["bytes=0-", "1000"], ["bytes=44-143", "100"]] as const) {
    const { status, headers } = await ask("GET", `/recordings/${id}/sound`, undefined, { range });
    assert.deepEqual([status, headers.get("content-length")], [206, length]);
  }
  assert.deepEqual(await audit(), [
    { who: "key:crm", action: "recording.heard", facts: { path: "recordings/2.opus", call: "c-2" } },
  ]);
  for (const odd of ["x", "%21", "Li4vYm94LmtleQ"]) {
    assert.equal((await ask("GET", `/recordings/${odd}/sound`)).status, 404, odd);
  }
});

Deno.test("a program draws how loud a recording is, and is told where no sound of it is there any more", async () => {
  const { ask } = await archive();
  const [, second, first] = (await ask("GET", "/recordings")).body.recordings;
  const drawn = await ask("GET", `/recordings/${second.id}/outline?columns=3`);
  assert.deepEqual([drawn.status, drawn.body], [200, [[7, 7, 7]]]);
  assert.equal((await ask("GET", `/recordings/${first.id}/outline`)).status, 404);
  assert.match((await ask("GET", `/recordings/${second.id}/outline?columns=0`)).body.detail, /^Cannot read "columns"/);
});

Deno.test("a key for 102 alone is shown the recordings of 102, and no others", async () => {
  const { app, ask, keys } = await archive();
  const made = await keys.add("door", ["recordings:read"], "ana", ["102"]);
  assert.ok(made.ok);
  const his = (path: string) => app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${made.value}` } });
  const { recordings } = await (await his("/recordings")).json();
  assert.deepEqual(recordings.map(({ call }: { call: string }) => call), ["c-1"]);
  for (const { id, call } of (await ask("GET", "/recordings")).body.recordings) {
    const { status } = await his(`/recordings/${id}`);
    assert.equal(status, call === "c-1" ? 200 : 403, call);
  }
});

Deno.test("recordings go out as a table: what is looked for, of whom the key is for, and no number that is hidden", async () => {
  const { app, ask, keys } = await archive("provider");
  const all = await ask("GET", "/recordings/export.csv");
  assert.equal(all.headers.get("content-type"), "text/csv");
  const [head, ...rows] = all.body.trim().split("\r\n").map((line: string) => line.split(","));
  assert.deepEqual(head.map((title: string) => title.replace("\ufeff", "")), [
    ...["Call", "When", "Length", "Who called", "Caller's name", "Called", "Called name"],
    ...["Queue", "Account", "Kept until", "File"],
  ]);
  assert.deepEqual(rows.map(([call, , , from]: string[]) => [call, from]), [
    ...[["c-3", "–"], ["c-2", "–"], ["c-1", "102"], ["c-0", "101"]],
  ]);
  const found = await ask("GET", "/recordings/export.csv?since=2026-11-21T13:00:00Z&until=2026-11-21T14:00:00Z");
  assert.match(found.body, /^[^\n]*\r\nc-1,[^\n]*\r\n$/);
  const made = await keys.add("door", ["recordings:read"], "ana", ["102"]);
  const headers = { authorization: `Bearer ${made.ok ? made.value : ""}` };
  const his = await (await app.request("/api/v1/recordings/export.csv", { headers })).text();
  assert.deepEqual(his.match(/^c-\d/gm), ["c-1"]);
});

Deno.test("a program holds a recording and erases it, and the audit tells of both", async () => {
  const { ask, audit } = await archive();
  const [running, { id, path, call }] = (await ask("GET", "/recordings")).body.recordings;
  for (const held of [true, false]) {
    const { status, body } = await ask("PATCH", `/recordings/${id}`, { held });
    assert.deepEqual([status, body.held, body.kept_until === null], [200, held, held]);
  }
  assert.match((await ask("PATCH", `/recordings/${id}`, { held: "yes" })).body.detail, /"held"/);
  assert.equal((await ask("DELETE", `/recordings/${id}`)).status, 204);
  assert.equal((await ask("DELETE", `/recordings/${running.id}`)).status, 409);
  assert.equal((await ask("DELETE", "/recordings/x")).status, 404);
  const facts = { path, call };
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts]), [
    ...[["recording.held", facts], ["recording.let-go", facts], ["recording.erased", facts]],
  ]);
});
