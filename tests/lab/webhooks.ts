import { buildDirectory, DEFAULT_MISSED, type MissedSettings, type Webhook } from "../../core/directory/mod.ts";
import type { CallEvent, CallJudge } from "../../core/record/mod.ts";
import { callJudge, ownRulesOf } from "../../features/missed/mod.ts";
import { WebhookReading, type WebhookWorld } from "../../features/webhooks/mod.ts";
import type { Lab } from "./lab.ts";

/** A webhook as the office file has it. */
export function webhook(name: string, more: Partial<Webhook> = {}): Webhook {
  return {
    name,
    url: `https://${name}.example.com/in`,
    secret: `the secret of ${name}`,
    events: ["*"],
    giveUpAfterH: 72,
    state: "on",
    ...more,
  };
}

/** By what the office says who was missed. */
export function judgeOf(missed: Partial<MissedSettings> = {}, ignored: readonly string[] = []): CallJudge {
  const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  const directory = buildDirectory({ office, extensions: [], missed: { ...DEFAULT_MISSED, ...missed } }, {
    revision: 1,
    realm: "kontor",
  });
  return callJudge(ownRulesOf(directory), ignored);
}

/** The box's webhooks, who read the record of a lab; what earlier boxes have recorded comes first in it. */
export function webhooksOf(
  lab: Lab,
  before: readonly CallEvent[] = [],
  judge: CallJudge = judgeOf(),
): WebhookWorld & { readonly recorded: CallEvent[] } {
  const recorded = [...before];
  let taken = 0;
  /** The record follows at once: what the lab's box said last is in it. */
  const follow = (): readonly CallEvent[] => {
    for (const event of lab.events.slice(taken)) recorded.push({ ...event, sequence: recorded.length + 1 });
    taken = lab.events.length;
    return recorded;
  };
  return {
    recorded,
    log: { write: ({ text, facts }) => lab.log.push(`error ${text} ${JSON.stringify(facts)}`) },
    reader: {
      after: (sequence, limit) => Promise.resolve(follow().slice(sequence, sequence + limit)),
      eventsOf: (call) => Promise.resolve(follow().filter((event) => event.call === call)),
      judgementOf: (call, upTo) => {
        const story = follow().filter((event) => event.call === call && event.sequence <= upTo);
        return Promise.resolve(judge.judgementOf(story, judge.ignored));
      },
    },
    record: {
      get acknowledged() {
        return follow().length;
      },
      past: () => Promise.resolve(),
    },
    standing: (name) => {
      const answer = lab.ask({ type: "webhooks" });
      return answer.type === "webhooks" ? answer.webhooks.find((each) => each.name === name) : undefined;
    },
    post: (posted) => lab.input({ type: "posted", mails: [], ...posted }),
  };
}

/** One webhook's reading. */
export function readingOf(world: WebhookWorld, wanted: Webhook): WebhookReading {
  return new WebhookReading(world, wanted, { name: "Lab" });
}

/** Reads on until there is nothing new, or no room; the programs elsewhere answer meanwhile. */
export async function readOn(lab: Lab, reading: WebhookReading): Promise<"full" | "caught-up"> {
  for (;;) {
    const step = await reading.step();
    if (step !== "moved") return step;
    lab.run(1_000);
  }
}
