import assert from "node:assert/strict";
import type { Account } from "../../core/store/mod.ts";
import { type Browser, type DeskStage, deskStage, PASSWORD, stagedExtension } from "../../web/desk/stage.ts";
import { LiveFeed, NewsFeed } from "../../web/live/io/mod.ts";
import { quietApi } from "../../web/api/stage.ts";
import { ROUTES } from "../../web/routes/mod.ts";
import { program } from "../lab/program.ts";

const SITE = "http://box.example";
/** Every stream of the desk: a new one is written down here. */
const STREAMS = ["/live/now", "/operator/live", "/live/phone", "/live/missed", "/sip"] as const;
const HERS: Partial<Account> = { extension: "101", scope: ["101", "102"] };

interface Stage extends DeskStage {
  readonly owner: Browser;
  readonly hers: Browser;
  /** Nobody listens any more. */
  stop(): Promise<void>;
}

/** What somebody waits for who tells something as often as he can. */
const waits = new Set<Promise<void>>();

function often(): Promise<void> {
  const wait = new Promise<void>((resolve) => setTimeout(resolve, 1)).finally(() => waits.delete(wait));
  waits.add(wait);
  return wait;
}

/** Resolves when nobody waits any more. */
async function quiet(): Promise<void> {
  while (waits.size > 0) await Promise.all(waits);
}

/** An office in which every stream says something as often as it can. */
async function stage(): Promise<Stage> {
  const feed = new LiveFeed<string, unknown>({
    show: (who) => JSON.stringify(who),
    write: (text) => text,
    difference: () => "",
    change: often,
    rest: () => Promise.resolve(),
  });
  const news = new NewsFeed({ beatMs: 1 });
  const staged = await deskStage({ owner: "owner", eva: "supervisor" }, {
    accounts: { eva: HERS },
    office: { extensions: [stagedExtension("101"), stagedExtension("102")] },
    streams: {
      live: (scope, still) => feed.open(scope, still),
      liveOperator: (seat, still) => feed.open(seat, still),
      livePhone: (extension, still) => feed.open(extension, still),
      liveMissed: (tenant, still) => news.open(tenant, still),
      liveVouch: (still) => news.open("sip", still),
    },
  });
  const stop = async () => {
    feed.stop();
    news.stop();
    await quiet();
  };
  return { ...staged, owner: await staged.signedIn("owner"), hers: await staged.signedIn("eva"), stop };
}

async function readerOf(browser: Browser, path: string): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const answer = await browser.get(path, { origin: SITE });
  assert.equal(answer.status, 200, path);
  return answer.body!.getReader();
}

/** Reads until it ends; the deadline of the test is the only other end. */
async function ended(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

/** What is left open although nobody has changed anything for her: a few more words are heard. */
async function goesOn(reader: ReadableStreamDefaultReader<Uint8Array>, path: string): Promise<void> {
  for (let words = 0; words < 3; words++) assert.equal((await reader.read()).done, false, path);
}

const form = (changes: Readonly<Record<string, string>> = {}) => ({
  fullName: "eva",
  role: "supervisor",
  extension: "101",
  scope: "101, 102",
  ...changes,
});

/** After these nobody is shown what she was shown before. */
const ENDS: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  "she signs out": ({ hers }) => hers.post("/sign-out"),
  "she signs out everywhere else": async ({ signedIn }) => await (await signedIn("eva")).post("/me/sessions"),
  "her account is removed": ({ owner }) => owner.post("/accounts/eva/remove"),
  "her password is reset": ({ owner }) => owner.post("/accounts/eva/reset"),
  "she has another role": ({ owner }) => owner.post("/accounts/eva", form({ role: "auditor" })),
  "she sees fewer extensions": ({ owner }) => owner.post("/accounts/eva", form({ scope: "102" })),
  "she has another extension": ({ owner }) => owner.post("/accounts/eva", form({ extension: "102" })),
  "her session is too old": ({ clock }) => Promise.resolve(clock.pass(30 * 24 * 3_600_000)),
};

for (const [what, end] of Object.entries(ENDS)) {
  Deno.test(`every stream of the desk ends once ${what}`, async () => {
    const staged = await stage();
    const readers = await Promise.all(STREAMS.map((path) => readerOf(staged.hers, path)));
    await end(staged);
    await Promise.all(readers.map(ended));
    await staged.stop();
  });
}

Deno.test("no route of the desk streams but these", async () => {
  const staged = await stage();
  const streams: string[] = [];
  for (const { path, get } of ROUTES) {
    if (get === undefined) continue;
    const { headers, body } = await staged.hers.get(path.replaceAll(/:\w+/g, "x"), { origin: SITE });
    await body?.cancel();
    const isStream = headers.get("content-type") === "text/event-stream" || headers.has("kontor-extension");
    if (isStream) streams.push(path);
  }
  assert.deepEqual(streams.toSorted(), STREAMS.toSorted());
  await staged.stop();
});

/** After these she is shown what she was shown before. */
const STAYS: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  "she proves who she is": ({ hers }) => hers.post("/prove", { password: PASSWORD, back: "/" }),
  "somebody else signs out": ({ owner }) => owner.post("/sign-out"),
  "she is called otherwise": ({ owner }) => owner.post("/accounts/eva", form({ fullName: "Eva Pop" })),
  "the page has been open for two days": async ({ clock, hers }) => {
    const beside = await readerOf(hers, "/live/now");
    for (let hours = 0; hours < 48; hours++) {
      clock.pass(3_600_000);
      await goesOn(beside, "/live/now");
    }
    await beside.cancel();
  },
};

for (const [what, change] of Object.entries(STAYS)) {
  Deno.test(`every stream of the desk goes on when ${what}`, async () => {
    const staged = await stage();
    const readers = await Promise.all(STREAMS.map((path) => readerOf(staged.hers, path)));
    await change(staged);
    await Promise.all(readers.map((reader, at) => goesOn(reader, STREAMS[at]!)));
    await staged.stop();
    await Promise.all(readers.map(ended));
  });
}

Deno.test("who comes back after his scope has changed is shown what he may see now", async () => {
  const staged = await stage();
  const before = await readerOf(staged.hers, "/live/now");
  await staged.owner.post("/accounts/eva", form({ scope: "102" }));
  await ended(before);
  const after = await readerOf(staged.hers, "/live/now");
  assert.match(new TextDecoder().decode((await after.read()).value), /data: \["102"\]\n/);
  await staged.stop();
});

/** Every stream of the interface. */
const OF_KEYS = ["/live/events", "/events", "/missed/events"] as const;

Deno.test("every stream of the interface ends once its key is taken back, and tells nothing more", async () => {
  const feed = new NewsFeed({ beatMs: 1 });
  const { app, key, keys } = await program(undefined, undefined, {
    live: (still) => feed.open("live", still),
    record: { acknowledged: 0, past: often },
    missed: { ...quietApi().missed, past: often },
  });
  const token = await app.request("/api/v1/token", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: "crm", client_secret: key }),
  });
  const open: ReadableStreamDefaultReader<Uint8Array>[] = [];
  for (const shown of [key, (await token.json()).access_token]) {
    for (const path of OF_KEYS) {
      const answer = await app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${shown}` } });
      assert.equal(answer.status, 200, path);
      open.push(answer.body!.getReader());
    }
  }
  await keys.remove("crm");
  await Promise.all(open.map(ended));
  await quiet();
});
