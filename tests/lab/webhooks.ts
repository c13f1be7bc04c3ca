import type { Webhook } from "../../core/directory/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
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
    ...more,
  };
}

/** The box's webhooks, who read the record of a lab; what earlier boxes have recorded comes first in it. */
export function webhooksOf(
  lab: Lab,
  before: readonly CallEvent[] = [],
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
