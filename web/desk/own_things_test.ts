import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand, LineSettings, MailboxView, RecordingView } from "../../core/switchboard/mod.ts";
import type { SoundDoor } from "../sound/mod.ts";
import { type DeskStage, deskStage, PASSWORD, stagedExtension } from "./stage.ts";

const AT = 1_750_000_000_000 as WallTime;
const MESSAGE = {
  id: "m-1",
  at: AT,
  since: AT,
  durationMs: 6_250,
  state: "new",
  urgent: true,
  from: { number: "0722000111", name: "Maria <i>" },
} as const;

function boxOf(box: string): MailboxView {
  const messages = [{ ...MESSAGE, box, files: [`voicemail/${box}/a.opus`] }];
  const greeting = { use: "own", files: { own: `voicemail/${box}/own.opus` } } as const;
  return { box, name: `Person ${box}`, messages, usedMs: 60_000, quotaMs: 600_000, greeting };
}

function lineOf(number: string): LineSettings {
  const forward = { always: { to: "103" }, busy: {}, "no-answer": {}, unreachable: {} };
  const speedDials = [{ place: "07", to: "0722000111" }];
  const presence = "available" as const;
  return {
    number,
    name: `Person ${number}`,
    forward,
    doNotDisturb: false,
    callWaiting: true,
    blocked: ["0733"],
    vips: { own: ["103"], usual: ["0722*"] },
    exceptions: { own: ["0744"], usual: [] },
    speedDials,
    presence,
  };
}

const RECORDING: RecordingView = {
  path: "recordings/2026/a b.opus",
  call: "c-1",
  at: AT,
  durationMs: 6_250,
  bytes: 9_000,
};
const WAV = new Uint8Array(200_044).fill(7);

/** An office of three, in which the switchboard does what it is told, and notes it. */
async function office(): Promise<DeskStage & { readonly told: DeskCommand[]; readonly kept: string[] }> {
  const [told, kept]: [DeskCommand[], string[]] = [[], []];
  const ask = (command: DeskCommand): DeskAnswer | undefined => {
    if (command.type === "mailbox") return { type: "mailbox", mailbox: boxOf(command.box) };
    if (command.type === "line") return { type: "line", line: lineOf(command.number) };
    if (command.type === "recordings") return { type: "recordings", recordings: [RECORDING] };
    if (command.type === "hold-recording" || command.type === "erase-recording") {
      told.push(command);
      return { type: "done", text: "" };
    }
    if (!("box" in command) && command.type !== "change-line" && command.type !== "set-presence") return undefined;
    told.push(command);
    const isRefused = command.type === "change-line" &&
      command.changes.some((change) => change.set === "forward" && change.to === "nobody");
    return isRefused ? { type: "refused", text: "" } : { type: "done", text: "" };
  };
  const sounds: SoundDoor = {
    measure: () => Promise.resolve({ bytes: WAV.length, sides: 1, durationMs: 6_250 }),
    read: (_, at, length) => Promise.resolve(WAV.slice(at, at + length)),
    outline: (_, columns) => Promise.resolve([new Array(columns).fill(9)]),
    keep: ({ path, sound }) => {
      if (sound.length < 10) return Promise.resolve({ refused: "too-short" });
      kept.push(path);
      return Promise.resolve({ durationMs: 3_000 });
    },
    list: () => Promise.resolve([]),
    erase: () => Promise.reject(new Error("No such file")),
  };
  const stage = await deskStage(
    { owner: "owner", admin: "admin", supervisor: "supervisor", bob: "employee" },
    {
      ask,
      sounds,
      office: { extensions: ["101", "102", "103"].map(stagedExtension) },
      accounts: { bob: { extension: "102" }, supervisor: { extension: "101", scope: ["103"] } },
    },
  );
  return { ...stage, told, kept };
}

async function audited(stage: DeskStage, action: string): Promise<readonly unknown[]> {
  return (await stage.store.audit.lines({ action, limit: 9 })).map(({ who, facts }) => [who, facts]);
}

/** Whose things somebody may see to, by the pages that show them. */
const MAY: readonly (readonly [string, string, readonly string[]])[] = [
  ["bob", "/voicemail", ["102"]],
  ["supervisor", "/voicemail", ["101", "103"]],
  ["owner", "/voicemail", ["101", "102", "103"]],
  ["admin", "/voicemail", []],
  ["bob", "/phone", ["102"]],
  ["supervisor", "/phone", ["101", "103"]],
  ["admin", "/phone", ["101", "102", "103"]],
];
for (const [name, page, numbers] of MAY) {
  Deno.test(`${name} sees to ${numbers.join(", ") || "nothing"} at ${page}, and to nothing else`, async () => {
    const stage = await office();
    const browser = await stage.signedIn(name);
    // Others may be forwarded to, further down.
    const [text = ""] = (await (await browser.get(page)).text()).split("</header>");
    for (const number of ["101", "102", "103"]) {
      const may = numbers.includes(number);
      const path = page === "/phone" ? `/phone/${number}/calls` : `/voicemail/${number}/m-1/heard`;
      assert.equal((await browser.post(path)).status, may ? page === "/phone" ? 200 : 204 : 404, number);
      if (numbers.length > 1) assert.equal(text.includes(`<option value="${number}"`), may, number);
      const sound = await browser.get(`/voicemail/${number}/m-1/sound`);
      await sound.body?.cancel();
      if (page === "/voicemail") assert.equal(sound.status, may ? 200 : 404);
    }
  });
}

Deno.test("what is said in a message stands below it; where nothing is written down, the page says so", async () => {
  const page = async (...said: readonly (string | undefined)[]) => {
    const messages = said.map((transcript, nth) => {
      const words = transcript === undefined ? {} : { transcript };
      return { ...MESSAGE, id: `m-${nth}`, box: "101", files: ["voicemail/101/a.opus"], ...words };
    });
    const ask = (command: DeskCommand): DeskAnswer | undefined =>
      command.type === "mailbox" ? { type: "mailbox", mailbox: { ...boxOf("101"), messages } } : undefined;
    const accounts = { ana: { extension: "101" } };
    const stage = await deskStage({ ana: "employee" }, {
      ask,
      accounts,
      office: { extensions: [stagedExtension("101")] },
    });
    const ana = await stage.signedIn("ana");
    return await (await ana.get("/voicemail", { "accept-language": "ro" })).text();
  };
  const said = await page("Sunați-mă <azi>", undefined);
  assert.match(
    said,
    /data-message="m-0".*Ce se spune<\/figcaption><blockquote>Sunați-mă &lt;azi>.*data-message="m-1"/s,
  );
  assert.equal(said.match(/<blockquote>/g)?.length, 1);
  assert.doesNotMatch(said, /nu este transcris/);
  assert.match(await page(undefined), /nu este transcris pe această centrală/);
  assert.doesNotMatch(await page(), /nu este transcris/, "where there is nothing to be written down");
});

Deno.test("a message is played in stretches, which the audit tells of once", async () => {
  const stage = await office();
  const browser = await stage.signedIn("bob");
  const text = await (await browser.get("/voicemail")).text();
  assert.match(text, /Maria &lt;i>/);
  assert.match(text, /data-state="new"/);
  for (const range of ["bytes=0-", "bytes=100000-"]) {
    const answer = await browser.get("/voicemail/102/m-1/sound", { range });
    assert.equal(answer.status, 206);
    await answer.body?.cancel();
  }
  assert.deepEqual(await audited(stage, "voicemail.heard"), [["bob", { box: "102", message: "m-1" }]]);
  assert.equal((await browser.post("/voicemail/102/m-1/heard")).status, 204);
  assert.deepEqual(stage.told, [{ type: "change-message", box: "102", id: "m-1", change: { state: "saved" } }]);
});

Deno.test("messages are deleted and forwarded, greetings chosen and forgotten, in the words of the switchboard", async () => {
  const stage = await office();
  const browser = await stage.signedIn("bob");
  assert.equal((await browser.post("/voicemail/102/m-1/change", { state: "deleted" })).status, 303);
  assert.equal((await browser.post("/voicemail/102/m-1/change", { state: "eaten" })).status, 404);
  assert.equal((await browser.post("/voicemail/102/m-1/forward", { to: "103" })).status, 200);
  assert.equal((await browser.post("/voicemail/102/m-1/forward", { to: "999" })).status, 422);
  await browser.post("/voicemail/102/greeting", { use: "away", until: "2026-12-24" });
  await browser.post("/voicemail/102/greeting/own", { forget: "yes" });
  assert.equal((await browser.post("/voicemail/102/greeting/own", {})).status, 422);
  assert.equal((await browser.post("/voicemail/102/greeting/loud", {})).status, 404);
  assert.deepEqual(stage.told, [
    { type: "change-message", box: "102", id: "m-1", change: { state: "deleted" } },
    { type: "forward-message", box: "102", id: "m-1", to: "103" },
    { type: "choose-greeting", box: "102", use: "away", until: "2026-12-24" },
    { type: "record-greeting", box: "102", kind: "own" },
  ]);
  assert.deepEqual(await audited(stage, "voicemail.deleted"), [["bob", { box: "102", message: "m-1" }]]);
});

Deno.test("a message is marked urgent, and not urgent again, by a button that says which", async () => {
  const stage = await office();
  const browser = await stage.signedIn("bob");
  assert.match(await (await browser.get("/voicemail")).text(), /name="urgent" value="no"/);
  for (const urgent of ["no", "yes"]) {
    assert.equal((await browser.post("/voicemail/102/m-1/change", { urgent })).status, 303);
  }
  assert.equal((await browser.post("/voicemail/102/m-1/change", { urgent: "very" })).status, 404);
  const changes = stage.told.flatMap((told) => told.type === "change-message" ? [told.change] : []);
  assert.deepEqual(changes, [{ urgent: false }, { urgent: true }]);
  assert.deepEqual(await audited(stage, "voicemail.marked-urgent"), [["bob", { box: "102", message: "m-1" }]]);
});

Deno.test("what people set for their phone goes on as the codes would have it, and the fault names what is wrong", async () => {
  const stage = await office();
  const browser = await stage.signedIn("bob");
  const text = await (await browser.get("/phone")).text();
  assert.match(text, /name="always"[^>]*value="103"/);
  assert.match(text, /data-place="07"/);
  assert.match(text, /data-blocked="0733"/);
  assert.match(text, /The office says: 0722\*.*data-let-through="vips 103"/s);
  assert.match(text, /data-let-through="exceptions 0744"/);
  await browser.post("/phone/102/forward", { always: "0722 000 111" });
  await browser.post("/phone/102/do-not-disturb", { on: "yes" });
  await browser.post("/phone/102/wake-up", { at: "07:30" });
  await browser.post("/phone/102/block", { caller: "0722-000-111" });
  await browser.post("/phone/102/let-through", { list: "vips", vips: "0722 000 222", on: "yes" });
  await browser.post("/phone/102/let-through", { list: "exceptions", exceptions: "0744" });
  assert.equal((await browser.post("/phone/102/let-through", { list: "all", all: "0744" })).status, 404);
  await browser.post("/phone/102/presence", { state: "in-a-meeting", note: " till noon " });
  await browser.post("/phone/102/presence", { state: "" });
  const changes = stage.told.flatMap((told) => told.type === "change-line" ? told.changes : []);
  assert.deepEqual(changes, [
    { set: "forward", when: "always", to: "0722000111" },
    { set: "forward", when: "busy" },
    { set: "forward", when: "no-answer" },
    { set: "forward", when: "unreachable" },
    { set: "do-not-disturb", on: true },
    { set: "wake-up", at: "0730" },
    { set: "block", caller: "0722000111" },
    { set: "let-through", list: "vips", caller: "0722000222", on: true },
    { set: "let-through", list: "exceptions", caller: "0744", on: false },
  ]);
  assert.deepEqual(stage.told.slice(-2), [
    { type: "set-presence", number: "102", said: { state: "in-a-meeting", note: "till noon" } },
    { type: "set-presence", number: "102" },
  ]);
  const refused = await browser.post("/phone/102/forward", { always: "nobody" });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /leads nowhere/);
  assert.equal((await browser.post("/phone/102/eat", {})).status, 404);
  assert.equal((await audited(stage, "phone.changed")).length, 8);
});

Deno.test("a recording is heard by who may, once in the audit, and saved under its name", async () => {
  const stage = await office();
  const browser = await stage.signedIn("owner");
  const text = await (await browser.get("/recordings")).text();
  const place = /src="(\/recordings\/[\w-]+)\/sound"/.exec(text)?.[1];
  assert.ok(place !== undefined, text);
  for (const range of ["bytes=0-", "bytes=5-9"]) {
    assert.equal((await browser.get(`${place}/sound`, { range })).status, 206);
  }
  const facts = { path: RECORDING.path, call: "c-1" };
  assert.deepEqual(await audited(stage, "recording.heard"), [["owner", facts]]);
  const saved = await browser.get(`${place}/sound?save=yes`);
  assert.equal(saved.headers.get("content-disposition"), 'attachment; filename="a-b.wav"');
  assert.deepEqual(await audited(stage, "recording.downloaded"), [["owner", facts]]);
  const [row] = await (await browser.get(`${place}/outline`)).json();
  assert.equal(row.length, 600);
  assert.equal((await (await stage.signedIn("supervisor")).get(`${place}/sound`)).status, 404, "out of his scope");
  assert.equal((await (await stage.signedIn("admin")).get(`${place}/sound`)).status, 403);
  for (const odd of ["/recordings/%21/sound", "/recordings/Li4vYm94LmtleQ/sound"]) {
    assert.equal((await browser.get(odd)).status, 404, odd);
  }
});

Deno.test("a recording is held by whoever hears it, and erased by an owner who proves who he is; the audit knows both", async () => {
  const stage = await office();
  const owner = await stage.signedIn("owner");
  const page = await (await owner.get("/recordings?since=2025-06-15")).text();
  const [, hold, erase] = /action="([^"]+\/hold[^"]*)"[^]*action="([^"]+\/erase[^"]*)"/.exec(page) ?? assert.fail(page);
  const { path } = RECORDING;
  for (const [held, on] of [["yes", true], ["no", false]] as const) {
    const answer = await owner.post(hold!, { held });
    assert.equal(answer.headers.get("location"), "/recordings?since=2025-06-15");
    assert.deepEqual(stage.told.at(-1), { type: "hold-recording", path, on });
  }
  const supervisor = await stage.signedIn("supervisor");
  assert.equal((await supervisor.post(hold!, { held: "yes" })).status, 404, "out of his scope");
  assert.equal((await supervisor.post(erase!, {})).status, 403);
  stage.clock.pass(600_000);
  await owner.post(erase!, {});
  assert.equal(stage.told.length, 2, "not before he has proved who he is");
  assert.equal((await owner.post(erase!, { "proof.password": PASSWORD })).status, 303);
  assert.deepEqual(stage.told.at(-1), { type: "erase-recording", path });
  const facts = { path, call: "c-1" };
  for (const action of ["recording.held", "recording.let-go", "recording.erased"]) {
    assert.deepEqual(await audited(stage, action), [["owner", facts]], action);
  }
});

Deno.test("recordings are looked for by day, and of what was asked for nothing is left out", async () => {
  const stage = await office();
  const browser = await stage.signedIn("owner");
  const shows = async (query: string) =>
    (await (await browser.get(`/recordings?${query}`)).text()).includes("data-recording");
  assert.ok(await shows("since=2025-06-15&until=2025-06-15"));
  assert.ok(!await shows("since=2025-06-16"));
  assert.ok(!await shows("until=2025-06-14"));
  assert.ok(!await shows("who=nobody"));
  assert.ok(!await shows("queue=sales"));
  assert.ok(await shows("since=2025-02-30"), "no day at all");
});

Deno.test("the page of recordings goes on to older ones, with what was looked for", async () => {
  const recordings = Array.from({ length: 51 }, (_, at): RecordingView => ({
    ...RECORDING,
    ...{ path: `recordings/${at}.opus`, call: `c-${at}`, at: AT + at * 1_000 as WallTime },
  }));
  const ask = ({ type }: DeskCommand): DeskAnswer | undefined =>
    type === "recordings" ? { type, recordings } : undefined;
  const browser = await (await deskStage({ owner: "owner" }, { ask })).signedIn("owner");
  const paths = (html: string) => [...html.matchAll(/data-recording="recordings\/(\d+)/g)].map(([, at]) => Number(at));
  const first = await (await browser.get("/recordings?since=2025-06-15")).text();
  assert.deepEqual(paths(first), Array.from({ length: 50 }, (_, at) => 50 - at));
  const older = /href="(\/recordings\?[^"]+)"[^>]*>Older/.exec(first)?.[1]?.replaceAll("&amp;", "&");
  assert.match(older ?? "", /since=2025-06-15/);
  const second = await (await browser.get(older!)).text();
  assert.deepEqual(paths(second), [0]);
  assert.doesNotMatch(second, />Older</);
});

Deno.test("the list of recordings goes out as a table, with those alone that somebody may hear", async () => {
  const stage = await office();
  const owner = await stage.signedIn("owner");
  assert.match(await (await owner.get("/recordings?who=")).text(), /href="\/recordings\/export\.csv\?"/);
  const table = await owner.get("/recordings/export.csv");
  assert.equal(table.headers.get("content-disposition"), 'attachment; filename="recordings.csv"');
  assert.match(await table.text(), /^[^\n]*\r\nc-1,[^\n]*,0:00:06,[^\n]*recordings\/2026\/a b\.opus\r\n$/);
});
