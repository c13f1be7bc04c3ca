import assert from "node:assert/strict";
import { Deadlines, type Instant, later, START } from "../../core/base/mod.ts";
import { header, respondTo, type SipRequest } from "../../core/sip/mod.ts";
import { type End, type Happening, makeAck, makeRequest, Pair, type Weather } from "../fuzz/transaction_pair.ts";

const EXCHANGES = 3000;
const NONE_LEFT = { client: 0, server: 0, deadlines: 0 };

/** What both users saw of one exchange. */
interface Story {
  readonly method: string;
  /** The status that Bob means to answer with. */
  readonly answer: number;
  readonly cancelled: boolean;
  /** What Ana was told in the end: statuses, `timeout`, `unreachable`. */
  readonly told: Set<number | string>;
  asked: number;
  acknowledged: boolean;
}

const METHODS = ["INVITE", "INVITE", "INVITE", "OPTIONS", "MESSAGE", "BYE"];
const ANSWERS = [200, 200, 200, 404, 486, 603];

/** Thousands of exchanges, many at a time, each with a user that answers after a while; returns their stories. */
function play(seed: number, weather: Weather): Map<string, Story> {
  const pair = new Pair(seed, weather);
  const { chance, ana, bob } = pair;
  const stories = new Map<string, Story>();
  const plans = new Deadlines<() => readonly [End, Happening[]]>();
  const invites = new Map<string, { readonly key: string; readonly request: SipRequest }>();

  const start = (callId: string) => (): readonly [End, Happening[]] => {
    const method = METHODS[chance.below(METHODS.length)]!;
    const cancelled = method === "INVITE" && chance.below(4) === 0;
    const story: Story = {
      method,
      answer: ANSWERS[chance.below(ANSWERS.length)]!,
      cancelled,
      told: new Set(),
      asked: 0,
      acknowledged: false,
    };
    stories.set(callId, story);
    const request = makeRequest(ana, method, callId);
    const { key, events } = ana.transactions.request(request, ana.flow, ana.flow.local, pair.now);
    if (cancelled) {
      const when = later(pair.now, chance.below(3000));
      plans.set(() => [ana, pair.carry(ana, ana.transactions.cancel(key, [], pair.now))], when);
    }
    return [ana, pair.carry(ana, events)];
  };

  const answer = (key: string, request: SipRequest, story: Story): void => {
    const respond = (status: number, repeat = false) => (): readonly [End, Happening[]] => {
      const response = respondTo(request, status, { toTag: "bobs" });
      return [bob, pair.carry(bob, bob.transactions.respond(key, response, pair.now, { repeat }))];
    };
    const isInvite = story.method === "INVITE";
    if (isInvite) plans.set(respond(180), later(pair.now, chance.below(1000)));
    plans.set(respond(story.answer, isInvite && story.answer < 300), later(pair.now, 1000 + chance.below(4000)));
  };

  const live = (end: End, happening: Happening): void => {
    switch (happening.type) {
      case "request": {
        const { key, request } = happening;
        const callId = header(request, "Call-ID")!;
        const story = stories.get(callId)!;
        if (request.method === "CANCEL") {
          const gone = respondTo(request, 481, { toTag: "bobs" });
          return void pair.carry(bob, bob.transactions.respond(key, gone, pair.now));
        }
        story.asked++;
        if (story.method === "INVITE") invites.set(callId, { key, request });
        return answer(key, request, story);
      }
      case "cancelled": {
        const { key, request } = invites.get(header(happening.request, "Call-ID")!)!;
        assert.equal(key, happening.key);
        const response = respondTo(request, 487, { toTag: "bobs" });
        return void pair.carry(bob, bob.transactions.respond(key, response, pair.now));
      }
      case "ack": {
        const callId = header(happening.request, "Call-ID")!;
        stories.get(callId)!.acknowledged = true;
        return bob.transactions.confirm(invites.get(callId)!.key);
      }
      case "response": {
        const { response } = happening;
        const callId = header(response, "Call-ID")!;
        if (response.status < 200) return;
        stories.get(callId)!.told.add(response.status);
        if (!header(response, "CSeq")!.endsWith("INVITE") || response.status >= 300) return;
        const ack = makeAck(ana, callId, header(response, "To")!);
        return void pair.carry(ana, ana.transactions.acknowledge(ack, ana.flow, ana.flow.local));
      }
      case "failed":
        return assert.fail(`${end.name} lost ${happening.key}: ${happening.why}`);
      case "unconfirmed":
        return assert.fail(`${end.name} waited in vain for ${happening.key}`);
      case "stray":
        // A copy that was under way for longer than timer K or D lets us remember.
        return assert.ok(happening.response.status >= 200);
    }
  };

  for (let count = 0; count < EXCHANGES; count++) plans.set(start(`exchange-${count}`), later(START, 10 * count));
  for (;;) {
    const planned = plans.next();
    const turns = pair.step(planned ?? (Infinity as Instant));
    for (const { end, happenings } of turns ?? []) for (const happening of happenings) live(end, happening);
    if (turns !== undefined) continue;
    if (planned === undefined) break;
    pair.now = planned;
    for (let plan = plans.take(pair.now); plan !== undefined; plan = plans.take(pair.now)) {
      const [end, happenings] = plan();
      for (const happening of happenings) live(end, happening);
    }
  }
  assert.deepEqual(ana.transactions.sizes, NONE_LEFT);
  assert.deepEqual(bob.transactions.sizes, NONE_LEFT);
  return stories;
}

const WEATHERS: Readonly<Record<string, Weather>> = {
  "a fine network": { transport: "udp", lostOf1000: 0, doubledOf1000: 0, delayMs: 5 },
  "UDP that loses, doubles and reorders": { transport: "udp", lostOf1000: 150, doubledOf1000: 150, delayMs: 300 },
  "UDP with long ways": { transport: "udp", lostOf1000: 20, doubledOf1000: 50, delayMs: 2500 },
  "TCP": { transport: "tcp", lostOf1000: 0, doubledOf1000: 0, delayMs: 40 },
};

for (const [name, weather] of Object.entries(WEATHERS)) {
  Deno.test(`${EXCHANGES} exchanges over ${name} all end alike for both, and leave nothing behind`, () => {
    const stories = play(20, weather);
    assert.equal(stories.size, EXCHANGES);
    for (const [callId, { method, answer, cancelled, told, asked, acknowledged }] of stories) {
      const about = `${callId} ${method} ${answer} ${[...told]} ${asked}`;
      assert.equal(asked, 1, about);
      assert.equal(told.size, 1, about);
      const [end] = told;
      assert.ok(end === answer || (cancelled && end === 487), about);
      assert.equal(acknowledged, method === "INVITE" && end === 200, about);
    }
  });
}
