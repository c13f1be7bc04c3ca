import assert from "node:assert/strict";
import { LiveFeed } from "./mod.ts";

/** A feed of one word, told when it is let. */
function stage(first: string) {
  const state = { word: first, looks: 0, isNews: false, news: Promise.withResolvers<void>() };
  const feed = new LiveFeed<string>({
    show: () => {
      state.looks++;
      return state.word;
    },
    write: (word) => word,
    difference: (before, after) => before === after ? "" : after === "all" ? undefined : `${before}>${after}`,
    change: async () => {
      if (!state.isNews) await state.news.promise;
      state.isNews = false;
      state.news = Promise.withResolvers();
    },
    rest: () => Promise.resolve(),
  });
  const tell = (word: string) => {
    state.word = word;
    state.isNews = true;
    state.news.resolve();
  };
  return { feed, state, tell };
}

const ALWAYS = () => true;
const readerOf = (response: Response) => response.body!.pipeThrough(new TextDecoderStream()).getReader();

Deno.test("a browser is told how it is, then what changes, then that nothing has", async () => {
  const { feed, tell } = stage("a");
  const mine = readerOf(feed.open(undefined, ALWAYS));
  assert.equal((await mine.read()).value, "event: now\ndata: a\n\n");
  // What happened between the first word and the second one he is told with all the rest.
  tell("b");
  assert.equal((await mine.read()).value, "event: now\ndata: b\n\n");
  tell("c");
  assert.equal((await mine.read()).value, "event: change\ndata: b>c\n\n");
  tell("c");
  assert.equal((await mine.read()).value, "event: beat\ndata: 0\n\n");
  tell("all");
  assert.equal((await mine.read()).value, "event: now\ndata: all\n\n");
  feed.stop();
  tell("all");
  assert.equal((await mine.read()).done, true);
});

Deno.test("who comes later is told all of it, the others only what changes, and it is looked at once for all", async () => {
  const { feed, state, tell } = stage("a");
  const first = readerOf(feed.open(undefined, ALWAYS));
  await first.read();
  tell("b");
  await first.read();
  const second = readerOf(feed.open(undefined, ALWAYS));
  assert.equal((await second.read()).value, "event: now\ndata: b\n\n");
  const looks = state.looks;
  tell("c");
  assert.equal((await second.read()).value, "event: now\ndata: c\n\n");
  assert.equal((await first.read()).value, "event: change\ndata: b>c\n\n");
  assert.equal(state.looks, looks + 1);
  assert.equal(feed.size, 2);
  await first.cancel();
  await second.cancel();
  assert.equal(feed.size, 0);
  tell("d");
});

Deno.test("whoever may not listen any more hears no other word, and those beside him go on", async () => {
  const { feed, tell } = stage("a");
  let may = true;
  const [his, others] = [
    readerOf(feed.open(undefined, () => Promise.resolve(may))),
    readerOf(feed.open(undefined, ALWAYS)),
  ];
  await his.read();
  await others.read();
  may = false;
  tell("b");
  assert.equal((await his.read()).done, true);
  assert.equal((await others.read()).value, "event: now\ndata: b\n\n");
  assert.equal(feed.size, 1);
  feed.stop();
  tell("c");
});
