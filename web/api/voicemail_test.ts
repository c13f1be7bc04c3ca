import assert from "node:assert/strict";
import { officeOf } from "../../tests/lab/office.ts";
import { BOX, filesOf, mailOffice, messagesIn } from "../../tests/lab/mailboxes.ts";
import { program } from "../../tests/lab/program.ts";
import { connected, press } from "../../tests/lab/scene.ts";
import type { SoundDoor } from "../sound/mod.ts";
import { NO_SOUNDS } from "../../tests/lab/quiet_box.ts";

const WAV = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251);

/** An office in which Ana has left messages for Bob (102), and programs that may do all with mailboxes. */
async function office(messages = 1) {
  const scene = mailOffice();
  const { lab, ana } = scene;
  for (let at = 0; at < messages; at++) {
    const call = connected(lab, ana, "*102");
    lab.run(5_000);
    press(lab, ana, "#1");
    call.bye();
    lab.run(60_000);
  }
  const kept: string[] = [];
  const sounds: SoundDoor = {
    ...NO_SOUNDS,
    measure: (paths) =>
      filesOf(lab).includes(paths[0]!)
        ? Promise.resolve({ bytes: WAV.length, sides: 1, durationMs: 5_000 })
        : Promise.reject(new Error("No such file")),
    read: (_, at, length) => Promise.resolve(WAV.slice(at, at + length)),
    outline: () => Promise.resolve([]),
    keep: ({ sound, path, shortestMs }) => {
      if (sound.length * 100 < shortestMs) return Promise.resolve({ refused: "too-short" });
      kept.push(path);
      return Promise.resolve({ durationMs: sound.length * 100 });
    },
  };
  const directory = officeOf(["101", "102", "103", "104"], 4, 1, { mailboxes: { "102": BOX, "103": BOX } });
  const asked = await program(lab, ["voicemail:read", "voicemail:write"], { directory: () => directory, sounds });
  return { ...asked, lab, kept };
}

Deno.test("mailboxes are listed with what is in them, and messages page by page, newest first", async () => {
  const { ask } = await office(3);
  const { boxes } = (await ask("GET", "/voicemail")).body;
  assert.deepEqual(boxes.map(({ box, messages }: { box: string; messages: unknown }) => [box, messages]), [
    ["102", { new: 3, saved: 0, deleted: 0 }],
    ["103", { new: 0, saved: 0, deleted: 0 }],
  ]);
  assert.deepEqual((await ask("GET", "/voicemail/102")).body, boxes[0]);
  const first = (await ask("GET", "/voicemail/102/messages?limit=2")).body;
  const second = (await ask("GET", `/voicemail/102/messages?limit=2&cursor=${first.next}`)).body;
  assert.deepEqual([first.messages.length, second.messages.length, second.next], [2, 1, null]);
  const all = (await ask("GET", "/voicemail/102/messages")).body.messages;
  assert.deepEqual([...first.messages, ...second.messages], all);
  const { from, state, urgent, duration_ms: ms } = all[0];
  assert.deepEqual([from.number, state, urgent], ["101", "new", false]);
  assert.ok(ms > 4_000 && all[0].at > all[1].at);
  assert.deepEqual((await ask("GET", `/voicemail/102/messages/${all[1].id}`)).body, all[1]);
  assert.deepEqual((await ask("GET", "/voicemail/102/messages?state=saved")).body, { messages: [], next: null });
  for (
    const [path, text] of [
      ["/voicemail/101", /Cannot open the mailbox of "101"/],
      ["/voicemail/102/messages/x", /Cannot find message "x" of "102"/],
      ["/voicemail/102/messages/x/sound", /"x"/],
    ] as const
  ) {
    const { status, body } = await ask("GET", path);
    assert.equal(status, 404, path);
    assert.match(body.detail, text);
  }
  assert.match((await ask("GET", "/voicemail/102/messages?cursor=x")).body.detail, /Cannot read cursor "x"/);
});

Deno.test("a message is heard in stretches, saved, marked urgent, deleted and brought back; the audit knows by whom", async () => {
  const { ask, audit } = await office();
  const [{ id }] = (await ask("GET", "/voicemail/102/messages")).body.messages;
  const place = `/voicemail/102/messages/${id}`;
  for (const range of ["bytes=0-", "bytes=10-19"]) {
    const heard = await ask("GET", `${place}/sound`, undefined, { range });
    assert.equal(heard.status, 206);
    assert.equal(heard.headers.get("content-range")?.split("/")[1], "1000");
  }
  const nowhere = await ask("GET", `${place}/sound`, undefined, { range: "bytes=2000-" });
  assert.deepEqual([nowhere.status, nowhere.headers.get("content-range")], [416, "bytes */1000"]);
  const states: unknown[] = [];
  for (const change of [{ state: "saved" }, { urgent: true }, {}]) {
    states.push((await ask("PATCH", place, change)).body.state);
  }
  assert.equal((await ask("DELETE", place)).status, 204);
  states.push((await ask("GET", place)).body.state, (await ask("PATCH", place, { state: "new" })).body.state);
  assert.deepEqual(states, ["saved", "saved", "saved", "deleted", "new"]);
  assert.match((await ask("PATCH", place, { state: "eaten" })).body.detail, /Cannot read "state"/);
  assert.deepEqual(
    (await audit()).map(({ who, action, facts }) => [who, action, facts["message"] === id]),
    [
      "voicemail.heard",
      "voicemail.saved",
      "voicemail.marked-urgent",
      "voicemail.deleted",
      "voicemail.new",
    ].map((action) => ["key:crm", action, true]),
  );
});

Deno.test("a message is forwarded behind what is said about it, and to whom has no mailbox it is not", async () => {
  const { ask, lab, kept, audit } = await office();
  const [{ id }] = (await ask("GET", "/voicemail/102/messages")).body.messages;
  const forward = (to: string, said?: string) =>
    ask(
      "POST",
      `/voicemail/102/messages/${id}/forward?to=${to}`,
      said,
      said === undefined ? {} : {
        "content-type": "audio/wav",
      },
    );
  assert.equal((await forward("103", "RIFF of a second")).status, 204);
  assert.equal((await forward("103")).status, 204);
  assert.deepEqual(messagesIn(lab, "103").map(({ files }) => files.length), [2, 1]);
  assert.match(kept.join(), /^voicemail\/103\/comment-\w+\.opus$/);
  assert.deepEqual((await ask("GET", "/voicemail/103/messages")).body.messages[0].forwarded_by, "102");
  const short = await forward("103", "R");
  assert.deepEqual([short.status, short.body.detail], [422, "Cannot keep the sound: it is too short"]);
  for (const to of ["101", "999", "..%2F..%2Fx"]) assert.equal((await forward(to)).status, 404, to);
  const own = await forward("102");
  assert.equal(own.status, 409);
  assert.equal((await forward("103", "R".repeat(2_000_001))).status, 413);
  assert.equal((await audit()).filter(({ action }) => action === "voicemail.forwarded").length, 2);
});

Deno.test("greetings are recorded, chosen and forgotten", async () => {
  const { ask, kept, audit } = await office();
  const greetings = "/voicemail/102/greetings";
  assert.deepEqual((await ask("GET", greetings)).body, { use: "standard", until: null, recorded: [] });
  const early = await ask("PUT", greetings, { use: "own" });
  assert.equal(early.status, 409);
  assert.match(early.body.detail, /"102" has recorded none/);
  const wav = { "content-type": "audio/wav" };
  assert.equal((await ask("PUT", `${greetings}/own`, "RIFF, and two seconds", wav)).status, 204);
  assert.equal((await ask("PUT", `${greetings}/own`, "RIFF", wav)).status, 422);
  assert.match(kept.join(), /^voicemail\/102\/own-\w+\.opus$/);
  assert.deepEqual((await ask("PUT", greetings, { use: "own" })).body, {
    ...{ use: "own", until: null, recorded: ["own"] },
  });
  assert.equal((await ask("GET", `${greetings}/own`)).status, 404, "the lab has no such file");
  assert.match((await ask("GET", `${greetings}/busy`)).body.detail, /"busy" of "102": none is recorded/);
  assert.equal((await ask("GET", `${greetings}/loud`)).status, 400);
  const away = (await ask("PUT", greetings, { use: "away", until: "2099-12-24" })).body;
  assert.deepEqual([away.use, away.until], ["away", "2099-12-24"]);
  assert.equal((await ask("PUT", greetings, { use: "away", until: "1999-12-24" })).status, 409);
  assert.equal((await ask("DELETE", `${greetings}/own`)).status, 204);
  assert.deepEqual((await ask("GET", greetings)).body.recorded, []);
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["use"] ?? facts["kind"]]), [
    ["voicemail.greeting-recorded", "own"],
    ["voicemail.greeting-chosen", "own"],
    ["voicemail.greeting-chosen", "away"],
    ["voicemail.greeting-forgotten", "own"],
  ]);
});

Deno.test("a key for 103 alone sees the mailbox of 103, and is not told what others have", async () => {
  const { app, keys } = await office();
  const made = await keys.add("door", ["voicemail:read", "voicemail:write"], "ana", ["103"]);
  assert.ok(made.ok);
  const ask = (path: string) => app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${made.value}` } });
  const { boxes } = await (await ask("/voicemail")).json();
  assert.deepEqual(boxes.map(({ box }: { box: string }) => box), ["103"]);
  for (const path of ["/voicemail/102", "/voicemail/102/messages/x", "/voicemail/999"]) {
    assert.equal((await ask(path)).status, 403, path);
  }
});
