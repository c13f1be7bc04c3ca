import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { stagedBox } from "../../tests/lab/quiet_box.ts";
import { NOON, quietApi } from "./stage.ts";

const HELP = {
  id: "c-9",
  at: NOON,
  number: "112",
  from: { number: "101", name: "Ana" },
  by: { number: "102" },
} as const;

/** An office from which 101 has called for help, who talks with somebody outside. */
function asked() {
  let help: readonly (typeof HELP)[] = [HELP];
  return (command: DeskCommand): DeskAnswer => {
    switch (command.type) {
      case "live": {
        const leg = { id: "a", state: "talking", direction: "in", at: NOON } as const;
        const legs = [{ ...leg, number: "101" }, { ...leg, id: "b", number: "+40722000111", trunk: "digi" }];
        return {
          type: "live",
          live: { help, people: [], parked: [], calls: [{ id: "c-1", dialled: "0", at: NOON, legs }] },
        };
      }
      case "queues": {
        const agent = { number: "103", name: "Eve", state: "free", waitedMs: 0 };
        const waiting = [{ caller: "x", state: "waiting", waitedMs: 90_000 }];
        const queue = { number: "800", name: "Sales", answerWithinS: 20, waiting, agents: [agent] };
        return { type: "queues", queues: [queue as never] };
      }
      case "hours":
        return { type: "hours", hours: [] };
      case "trunks":
        return { type: "trunks", trunks: [] };
      case "phones": {
        const at = { transport: "udp", address: "192.0.2.11:5060", contact: "sip:101@192.0.2.11", expiresInMs: 60_000 };
        return { type: "phones", phones: [{ number: "101", ...at }] };
      }
      case "cross-out-help": {
        const isThere = help.some(({ id }) => id === command.id);
        help = help.filter(({ id }) => id !== command.id);
        return isThere ? { type: "done", text: "" } : { type: "refused", text: "" };
      }
      default:
        return { type: "refused", text: `Nobody plays "${command.type}" here` };
    }
  };
}

const office = (more: Parameters<typeof program>[2] = {}) => program({ ask: asked() }, undefined, more);

Deno.test("a program is told what the doctor and the certificates say, in a language that we have", async () => {
  const { ask } = await office({ figures: () => ({ calls_running: 7 }) });
  const { findings, ...box } = (await ask("GET", "/health")).body;
  assert.deepEqual(box, {
    ...{
      version: "0.1.0",
      runtime: "Deno 2.9.5",
      memory_bytes: 131_000_000,
      calls: 7,
      reading_anew: false,
      verdict: "bad",
    },
    disk: { free_bytes: 12_400_000_000, total_bytes: 64_000_000_000 },
  });
  assert.deepEqual(findings.map(({ about, verdict }: { about: string; verdict: string }) => [about, verdict]), [
    ["clock", "ok"],
    ["disk", "warn"],
    ["web.tls", "bad"],
  ], "the certificate of the staged box has run out");
  assert.deepEqual([findings[1].advice, findings[0].advice], ["Make room", null]);
  const romanian = (await ask("GET", "/health?language=ro")).body.findings;
  assert.equal(romanian[1].advice, "Faceți loc");
  assert.match((await ask("GET", "/health?language=de")).body.detail, /Cannot read "language"/);
});

Deno.test("a program is told that lists and reports tell of a part of the calls, as long as the desk says so", async () => {
  let isFarBehind = true;
  const { ask } = await office({ reader: { ...quietApi().reader, isFarBehind: () => isFarBehind } });
  assert.equal((await ask("GET", "/health")).body.reading_anew, true);
  isFarBehind = false;
  assert.equal((await ask("GET", "/health")).body.reading_anew, false);
});

Deno.test("the log is read from its end, by weight, and phones with when they have to come again", async () => {
  const at = NOON as WallTime;
  const logged = () => [
    { at, level: "debug", text: "a" } as const,
    { at, level: "info", text: "b", facts: { trunk: "digi", why: undefined } } as const,
    { at, level: "error", text: "c" } as const,
    { at, level: "warn", text: "d" } as const,
  ];
  const { ask } = await office({ logged });
  const texts = async (query: string) =>
    (await ask("GET", `/log${query}`)).body.lines.map(({ text }: { text: string }) => text).join("");
  assert.deepEqual([await texts(""), await texts("?level=warn"), await texts("?limit=1")], ["dcb", "dc", "d"]);
  assert.deepEqual((await ask("GET", "/log")).body.lines[2], {
    ...{ at: "2026-11-21T12:00:00.000Z", level: "info", text: "b", facts: { trunk: "digi" } },
  });
  assert.deepEqual((await ask("GET", "/phones")).body.phones, [{
    ...{ number: "101", who: null, contact: "sip:101@192.0.2.11", transport: "udp", address: "192.0.2.11:5060" },
    ...{ user_agent: null, expires_at: "2026-11-21T12:01:00.000Z" },
  }]);
});

Deno.test("a call's SIP messages are drawn, or told one by one", async () => {
  const message = { at: NOON, direction: "in", transport: "udp", local: "a", remote: "b", text: "INVITE" } as const;
  const { ask } = await office({
    trace: (call) => call === "c-1" ? "|--INVITE-->|\n" : undefined,
    traced: () => [message],
  });
  const { body } = await ask("GET", "/traces/c-1");
  const at = "2026-11-21T12:00:00.000Z";
  assert.deepEqual(body, { call: "c-1", drawn: "|--INVITE-->|\n", messages: [{ ...message, at }] });
  const drawn = await ask("GET", "/traces/c-1", undefined, { accept: "text/plain" });
  assert.deepEqual([drawn.body, drawn.headers.get("vary")], ["|--INVITE-->|\n", "accept"]);
  const gone = await ask("GET", "/traces/c-2");
  assert.deepEqual([gone.status, /"c-2"/.test(gone.body.detail)], [404, true]);
});

Deno.test("the office at this moment tells of queues and calls for help, which are crossed out once", async () => {
  const { ask, audit } = await office();
  const { queues, help } = (await ask("GET", "/live")).body;
  assert.deepEqual(queues, [{
    ...{ number: "800", name: "Sales", waiting: 1, longest_since: "2026-11-21T11:58:30.000Z", answer_within_s: 20 },
    agents: { there: 1, free: 1, talking: 0, paused: 0 },
  }]);
  assert.deepEqual(help, [{
    ...{ call: "c-9", at: "2026-11-21T12:00:00.000Z", dialled: "112", lost: false },
    ...{ from: { number: "101", name: "Ana" }, by: { number: "102", name: null } },
  }]);
  const statuses = [];
  for (const call of ["c-8", "c-9", "c-9"]) statuses.push((await ask("POST", `/help/${call}/cross-out`)).status);
  assert.deepEqual(statuses, [404, 204, 404]);
  assert.deepEqual(await audit(), [
    { who: "key:crm", action: "help.crossed-out", facts: { call: "c-9", from: "101", number: "112" } },
  ]);
});

Deno.test("what customer databases know of a caller is told, for an extension only while it is on the line with him", async () => {
  const matters = [{ kind: "ticket", title: "No sound", state: "Waiting on us" } as const];
  const { ask } = await office({ about: () => Promise.resolve({ name: "Ion Popa", matters }) });
  const known = { name: "Ion Popa", matters: [{ ...matters[0], link: null }] };
  assert.deepEqual((await ask("GET", "/callers/0733000000")).body, { number: "0733000000", ...known });
  assert.equal((await ask("GET", "/callers/0722000111?extension=101")).status, 200, "however it is written");
  for (const odd of ["/callers/0733000000?extension=101", "/callers/0722000111?extension=102"]) {
    assert.equal((await ask("GET", odd)).status, 404, odd);
  }
});

Deno.test("a test mail is sent once, and what became of it is told", async () => {
  const sent: unknown[] = [];
  const box = stagedBox({
    tryMail: ({ to, subject }) => {
      sent.push([to, subject !== ""]);
      return Promise.resolve({ came: "never", why: "no such mailbox" });
    },
  });
  const { ask, audit } = await office({ box });
  assert.deepEqual((await ask("POST", "/mail/test", { to: "ana@example.com" })).body, {
    ...{ came: "never", why: "no such mailbox" },
  });
  assert.match((await ask("POST", "/mail/test", { to: "Ana <a@b>" })).body.detail, /"to" "Ana <a@b>"/);
  assert.deepEqual(sent, [["ana@example.com", true]]);
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["came"]]), [["mail.tried", "never"]]);
});
