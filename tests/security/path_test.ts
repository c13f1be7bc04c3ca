import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { MailboxView } from "../../core/switchboard/mod.ts";
import { assetsFrom } from "../../web/assets/mod.ts";
import { deskStage, stagedExtension } from "../../web/desk/stage.ts";
import { ROUTES } from "../../web/routes/mod.ts";

const PACKED = { type: "text/css", br: btoa("br"), gzip: btoa("gzip") };
const ASSETS = assetsFrom({ hash: "1f3a", files: { "desk.css": PACKED } });

/** Below `/assets/`, as strangers write it. */
const ELSEWHERE: readonly string[] = [
  "",
  "1f3a",
  "1f3a/",
  "1f3a/desk",
  "1f3a/desk.css/",
  "1f3a//desk.css",
  "1f3a/./desk.css/x",
  "other/desk.css",
  "1f3a/../../../etc/passwd",
  "1f3a/..%2f..%2fetc/passwd",
  "1f3a/%2e%2e/%2e%2e/etc/passwd",
  "1f3a/..%5c..%5cetc%5cpasswd",
  "1f3a/....//....//etc/passwd",
  "1f3a/%252e%252e%252fetc%252fpasswd",
  "1f3a/desk.css%00.html",
  "1f3a/%c0%ae%c0%ae/etc/passwd",
  "1f3a//etc/passwd",
  "1f3a/file:///etc/passwd",
  "1f3a/__proto__",
  "1f3a/constructor",
  "1f3a/toString",
  "1f3a/hasOwnProperty",
];

Deno.test("below /assets/ there is what was packed, and nothing else, however it is written", async () => {
  const stage = await deskStage({ owner: "owner" }, { assets: ASSETS });
  const browser = stage.browser();
  const there = await browser.get("/assets/1f3a/desk.css", { "accept-encoding": "gzip, br" });
  assert.deepEqual([there.status, await there.text()], [200, "br"]);
  for (const path of ELSEWHERE) {
    // As it came, and as whoever asks by a URL has it tidied.
    assert.equal(ASSETS.answer(`/assets/${path}`, "br"), undefined, path);
    const { status, body } = await browser.get(`/assets/${path}`);
    await body?.cancel();
    assert.equal(status, 404, path);
  }
});

/** One message and one greeting, which are there. */
const MAILBOX: MailboxView = {
  box: "101",
  name: "Ana",
  messages: [{
    id: "m-1",
    box: "101",
    at: 0 as WallTime,
    since: 0 as WallTime,
    durationMs: 1_000,
    state: "new",
    urgent: false,
    from: { number: "102", name: "Bob" },
    files: ["voicemail/101/a.opus"],
  }],
  usedMs: 0,
  quotaMs: 1,
  greeting: { use: "own", files: { own: "voicemail/101/own.opus" } },
};
const THERE = [
  ["/voicemail/101/m-1/sound", "voicemail/101/a.opus"],
  ["/voicemail/101/greeting/own/sound", "voicemail/101/own.opus"],
] as const;
/** In the place of every name in a path. */
const NAMES = [
  "..",
  "%2e%2e",
  "..%2f..%2fsecret.key",
  "%2fetc%2fpasswd",
  "..%5csecret.key",
  "a%00.opus",
  "~",
  "__proto__",
];

Deno.test("no name in a path leads to a file outside its folder", async () => {
  const looked: string[] = [];
  const look = (paths: readonly string[]) => {
    looked.push(...paths);
    return Promise.reject(new Error("No such file"));
  };
  const stage = await deskStage({ owner: "owner" }, {
    accounts: { owner: { extension: "101" } },
    office: { extensions: [stagedExtension("101")] },
    ask: ({ type }) => type === "mailbox" ? { type, mailbox: MAILBOX } : undefined,
    sounds: {
      measure: look,
      read: look,
      outline: look,
      keep: ({ path }) => look([path]),
      list: () => Promise.resolve([]),
      erase: (path) => look([path]),
    },
  });
  const owner = await stage.signedIn("owner");
  for (const [path, file] of THERE) {
    await (await owner.get(path)).body?.cancel();
    assert.equal(looked.pop(), file);
  }
  for (const name of NAMES) {
    for (const { path, get, post } of ROUTES.filter(({ path }) => path.includes("/:"))) {
      for (const place of [path.replaceAll(/:\w+/g, name), path.replace(":box", "101").replaceAll(/:\w+/g, name)]) {
        const answers = [
          ...get === undefined ? [] : [owner.get(place)],
          ...post === undefined ? [] : [owner.post(place)],
        ];
        for (const { status, body } of await Promise.all(answers)) {
          await body?.cancel();
          assert.ok(status < 500, `${status} at ${place}`);
        }
      }
    }
  }
  const outside = looked.filter((path) => /(^|[\/\\])\.\.([\/\\]|$)|^[\/~]|[\0\\]/.test(path));
  assert.deepEqual(outside, []);
});
