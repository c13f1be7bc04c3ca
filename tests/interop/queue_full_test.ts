/**
 * Queues in which somebody waits in vain, or cannot wait at all, on real baresips: each hears why.
 *
 * @module
 */
import { hearsLast, hearsPrompt } from "./prompt.ts";
import { anaBobAndCarl, three, withPhones } from "./with_phones.ts";

withPhones(
  "who comes second hears his place, a third one that the queue is full, and the first at last that he waited in vain",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("8001"));
    await box.untilRecorded("queue.joined", 1);
    await bob.dial(box.uri("8001"));
    await hearsPrompt(bob, "queue-position");
    await carl.dial(box.uri("8001"));
    await hearsLast(carl, "queue-full");
    await carl.until("CALL_CLOSED");
    await hearsPrompt(ana, "queue-still-waiting");
    await hearsLast(ana, "queue-waited-long");
    await ana.until("CALL_CLOSED");
    await bob.hangUp();
    await box.untilIdle();
  },
  {
    office: 'queues: [{ number: "8001", name: Sales, members: ["101"], log_in: true, join_if: always, ' +
      "stay_if: always, most: 2, max_wait: 25, announce: { every: 10 } }]\n",
  },
);

withPhones(
  "where nobody is there to serve him a caller hears so, or in whose place a colleague is rung",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("8001"));
    await hearsLast(ana, "queue-nobody-there");
    await ana.until("CALL_CLOSED");
    await ana.dial(box.uri("8002"));
    await bob.hears(440);
    await ana.hears(660);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
  {
    office: "queues:\n" +
      '  - { number: "8001", name: Sales, members: ["103"], log_in: true }\n' +
      '  - { number: "8002", name: Service, members: ["103"], log_in: true, on_empty: "102" }\n',
  },
);
