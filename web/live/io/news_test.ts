import assert from "node:assert/strict";
import { NewsFeed } from "./mod.ts";

Deno.test("whoever listens to a topic is told that it has changed, and of no other", async () => {
  const feed = new NewsFeed();
  const mine = feed.open("own", () => true).body!.pipeThrough(new TextDecoderStream()).getReader();
  const others = feed.open("branch", () => true).body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal(feed.size, 2);
  assert.equal((await mine.read()).value, "event: beat\ndata: 0\n\n");
  feed.tell("own");
  feed.tell("nobody's");
  assert.equal((await mine.read()).value, "event: changed\ndata: 0\n\n");
  await mine.cancel();
  assert.equal(feed.size, 1);
  feed.stop();
  let rest = "";
  for (let part = await others.read(); !part.done; part = await others.read()) rest += part.value;
  assert.equal(rest, "event: beat\ndata: 0\n\n");
  feed.stop();
  assert.equal(feed.size, 0);
});

Deno.test("once nobody listens any more, nothing ticks", async () => {
  const feed = new NewsFeed();
  await feed.open("own", () => true).body!.cancel();
  assert.equal(feed.size, 0);
});

Deno.test("whoever may not listen any more is seen out with the next beat", async () => {
  const feed = new NewsFeed({ beatMs: 1 });
  let may = true;
  const his = feed.open("own", () => may).body!.getReader();
  await his.read();
  may = false;
  while (!(await his.read()).done);
  assert.equal(feed.size, 0);
});
