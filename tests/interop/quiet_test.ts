/**
 * Nothing is sent to a phone any more once its call is over, however it ends: seen on the wire, beside real baresips.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { freeRtpPorts } from "./place.ts";
import { hearsPrompt } from "./prompt.ts";
import { answerOptions, officeWith, PROVIDER } from "./provider.ts";
import { expect, pause, requestBack, scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { answering, hungUpOn } from "./sipp_stage.ts";
import { toneWav } from "./tone.ts";
import { realTest } from "./tool.ts";
import { anaBobAndCarl, startPhones, three } from "./with_phones.ts";
import { type Seen, Witness } from "./witness.ts";

/** What was on its way when the BYE was answered. */
const IN_FLIGHT_MS = 30;
/** For so long is looked whether anything still comes. */
const LOOK_ON_MS = 500;
/** Half a second of sound was there before. */
const LEAST_PACKETS = 25;
const MUSIC_HZ = 1000;
const OUTSIDE = "0722000111";
/** What Ana says. */
const ECHO_HZ = 440;

interface Office {
  readonly ana: Baresip;
  readonly bob: Baresip;
  readonly carl: Baresip;
  readonly call: (phone: Baresip, number: string) => Promise<void>;
  /** Has whoever is outside take one call by these steps, and send back all that he hears. */
  readonly carry: (steps: Steps) => Promise<void>;
}

/** How calls come to their ends, and how many phones are in them. */
const ENDS: Readonly<Record<string, { readonly phones: number; run(office: Office): Promise<void> }>> = {
  "who called outside hangs up": {
    phones: 2,
    async run({ ana, call, carry }) {
      await carry([answering, hungUpOn]);
      await call(ana, OUTSIDE);
      await ana.hears(ECHO_HZ);
      await ana.hangUp();
    },
  },
  "who was called outside hangs up": {
    phones: 2,
    async run({ ana, call, carry }) {
      await carry([answering, pause(2_000), requestBack("BYE"), expect(200)]);
      await call(ana, OUTSIDE);
      await ana.until("CALL_CLOSED");
    },
  },
  "who called a colleague hangs up": {
    phones: 2,
    async run({ ana, bob, call }) {
      await call(ana, "102");
      await bob.hearsNow(440);
      await ana.hangUp();
      await bob.until("CALL_CLOSED");
    },
  },
  "the colleague hangs up": {
    phones: 2,
    async run({ ana, bob, call }) {
      await call(ana, "102");
      await bob.hearsNow(440);
      await bob.hangUp();
      await ana.until("CALL_CLOSED");
    },
  },
  "who hears music on hold hangs up": {
    phones: 2,
    async run({ ana, bob, call }) {
      await call(ana, "102");
      await bob.hearsNow(440);
      await bob.hold();
      await ana.hearsNow(MUSIC_HZ);
      await ana.hangUp();
      await bob.until("CALL_CLOSED");
    },
  },
  "who hears a menu hangs up": {
    phones: 1,
    async run({ ana, call }) {
      await call(ana, "500");
      await hearsPrompt(ana, "menu-dial-extension", 1);
      await ana.hangUp();
    },
  },
  "who hears a greeting hangs up": {
    phones: 1,
    async run({ ana, call }) {
      await call(ana, "*102");
      await hearsPrompt(ana, "is-unavailable");
      await ana.hangUp();
    },
  },
  "the box has said all that it had to say": {
    phones: 1,
    async run({ ana, call }) {
      await call(ana, "*65");
      await ana.until("CALL_CLOSED");
    },
  },
  "of three in a room one hangs up, then the moderator ends it": {
    phones: 3,
    async run({ ana, bob, carl, call }) {
      for (const [phone, pin] of [[ana, "999#"], [bob, "#"], [carl, "#"]] as const) {
        await call(phone, "2001");
        await phone.digits(pin);
      }
      await bob.hearsNow(880);
      await carl.hangUp();
      await bob.hearsNow(440);
      await ana.digits("*9");
      await ana.until("CALL_CLOSED");
      await bob.until("CALL_CLOSED");
    },
  },
};

realTest("once a call is over, however it ended, no phone of it is sent anything", [
  "baresip",
  "sipp",
  "tshark",
  "namespaces",
], async () => {
  await using opened = new AsyncDisposableStack();
  const rtp = freeRtpPorts();
  const port = sippPort();
  const office = officeWith({ provider: `kind: peer, host: ${PROVIDER.ip}, port: ${port}` }) +
    'menus: [{ name: main, number: "500", says: [menu-dial-extension], keys: { "1": "102" } }]\n' +
    'rooms: [{ number: "2001", name: Meeting, moderator_pin: "999", announce: off }]\n';
  const box = opened.adopt(
    await Box.start({ office, rtp, extension: 'voicemail: { pin: "4711" }' }),
    (box) => box.stop(),
  );
  await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
  const there = await answerOptions(PROVIDER.ip, port);
  await box.untilFigure("trunks_up", 1);
  there.close();
  const [ana, bob, carl] = three(await startPhones(opened, anaBobAndCarl(box)));
  const call = async (phone: Baresip, number: string): Promise<void> => {
    await phone.dial(box.uri(number));
    await phone.until("CALL_ESTABLISHED");
  };
  const carry = async (steps: Steps): Promise<void> => {
    const provider = { scenario: scenario("provider", steps), host: PROVIDER, port, calls: 1, withinS: 60 };
    opened.adopt(await Sipp.start(provider), async (sipp) => void await sipp.stop());
  };
  for (const [name, { phones, run }] of Object.entries(ENDS)) {
    await using witness = new AsyncDisposableStack();
    const eyes = witness.adopt(await Witness.start(box.port, rtp), (eyes) => eyes.stop());
    await run({ ana, bob, carl, call, carry });
    await box.untilIdle();
    await new Promise((resolve) => setTimeout(resolve, LOOK_ON_MS));
    const ended = soundOf(await eyes.tell(), box.port);
    assert.equal(ended.length, phones, `${name}: ${JSON.stringify(ended)}`);
    for (const { packets, lastMs } of ended) {
      assert.ok(packets >= LEAST_PACKETS && lastMs <= IN_FLIGHT_MS, `${name}: ${JSON.stringify(ended)}`);
    }
  }
});

/** For every call of a phone that has ended: how many packets came where it wanted sound, the last one so long after its end. */
function soundOf(
  seen: readonly Seen[],
  boxPort: number,
): readonly { readonly packets: number; readonly lastMs: number }[] {
  return seen.filter(({ method, status }) => method === "BYE" && status === "200").map((end) => {
    const phone = seen.findLast(({ callId, from, soundAt }) =>
      callId === end.callId && soundAt !== "" && !from.endsWith(`:${boxPort}`)
    );
    const packets = seen.filter(({ to }) => to === phone?.soundAt);
    return { packets: packets.length, lastMs: Math.round(packets.at(-1)!.atMs - end.atMs) };
  });
}
