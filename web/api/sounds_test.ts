import assert from "node:assert/strict";
import type { DeskAnswer } from "../../core/switchboard/mod.ts";
import { program } from "../../tests/lab/program.ts";

/** A box with one piece of music, whose sounds a program keeps. */
async function box() {
  const erased: string[] = [];
  const asked: string[] = [];
  const ask = ({ type }: { readonly type: string }): DeskAnswer => {
    asked.push(type);
    return type === "announcements"
      ? { type: "announcements", recorded: { "7": "announcements/7-a.opus" } }
      : { type: "done", text: "" };
  };
  const sounds = {
    measure: () => Promise.resolve({ bytes: 100, sides: 1, durationMs: 60 } as const),
    read: (_: unknown, at: number, length: number) => Promise.resolve(new Uint8Array(100).slice(at, at + length)),
    outline: () => Promise.resolve([]),
    keep: ({ sound }: { readonly sound: Uint8Array }) =>
      Promise.resolve(sound.length < 10 ? { refused: "no-sound" } as const : { durationMs: 1_234.5 }),
    list: (folder: string) => Promise.resolve(folder === "music" ? [{ path: "music/jazz/a b.wav", bytes: 9 }] : []),
    erase: (path: string) => Promise.resolve(void erased.push(path)),
  };
  const sentences = () => new Map([["hours-closed", "We are closed."]]);
  return { ...await program(undefined, ["office:read", "office:write"], { ask, sounds, sentences }), erased, asked };
}
const WAV = { "content-type": "audio/wav" };

Deno.test("a program lists the owner's sounds, hears one, replaces and forgets it; the audit has its name", async () => {
  const { ask, audit, erased } = await box();
  assert.deepEqual((await ask("GET", "/sounds")).body.sounds, [
    { kind: "announcement", id: "7" },
    { kind: "music", id: "jazz:a b" },
  ]);
  const heard = await ask("GET", "/sounds/music/jazz%3Aa%20b");
  assert.deepEqual([heard.status, heard.headers.get("content-type")], [200, "audio/wav"]);
  const kept = await ask("PUT", "/sounds/music/jazz%3Aa%20b", "R".repeat(50), WAV);
  assert.deepEqual([kept.status, kept.body], [200, { duration_ms: 1_235 }]);
  assert.deepEqual(erased, ["music/jazz/a b.wav"], "the file of the other kind");
  assert.equal((await ask("DELETE", "/sounds/announcement/7")).status, 204);
  assert.equal((await ask("DELETE", "/sounds/announcement/8")).status, 404);
  assert.deepEqual((await audit()).map(({ who, action, facts }) => [who, action, facts]), [
    ["key:crm", "sound.kept", { kind: "music", sound: "jazz:a b" }],
    ["key:crm", "sound.forgotten", { kind: "announcement", sound: "7" }],
  ]);
});

for (
  const [path, body, status, detail] of [
    ["prompt/en:nothing", "R".repeat(50), 400, /^Cannot keep prompt "en:nothing": expected a language and a sentence/],
    ["music/..%2Fx", "R".repeat(50), 400, /^Cannot keep music "..\/x": expected a name/],
    ["noise/x", "R".repeat(50), 400, /kind/],
    ["announcement/7", "R", 422, /^Cannot keep announcement "7": the body is neither WAV nor Opus/],
    ["announcement/7", "R".repeat(20_000_001), 413, /larger than 20000000 octets/],
  ] as const
) {
  Deno.test(`PUT /sounds/${path} with ${body.length} octets is refused with ${status}, and why`, async () => {
    const { ask, erased, asked } = await box();
    const answer = await ask("PUT", `/sounds/${path}`, body, WAV);
    assert.equal(answer.status, status);
    assert.match(answer.body.detail, detail);
    assert.deepEqual([erased, asked.filter((type) => type === "record-announcement")], [[], []]);
  });
}
