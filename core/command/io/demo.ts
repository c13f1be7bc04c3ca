import { elapsed } from "../../base/mod.ts";
import { BOX_DEFAULTS, type BoxSettings } from "../../config/mod.ts";
import { SystemChance, SystemClock } from "../../io/mod.ts";
import { SocketPhone } from "../../phone/io/mod.ts";
import type { PhoneEvent } from "../../phone/mod.ts";
import { drawLadder } from "../../trace/mod.ts";
import type { ControlHandler } from "../control_handler.ts";
import type { ExitCode } from "../run_command.ts";
import { writeAll } from "./lines.ts";

/** What the demo needs of the box that it shows. */
export interface DemoBox {
  readonly control: ControlHandler;
  /** Where it listens: `udp 127.0.0.1:5060` */
  listening(): readonly string[];
}

/** What happened, for people and for machines. */
interface Outcome {
  readonly ok: boolean;
  readonly seconds: number;
  /** The share of the other's tone in what each phone heard: 0 to 1. */
  readonly heard: { readonly ana: number; readonly bob: number };
  readonly packets: { readonly sent: number; readonly received: number };
}

/** The office of the demo: two people, secrets of the moment. */
const DEMO_OFFICE = `office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest, language: en }
extensions:
  - { number: "101", name: Ana Pop, secret: s3cret-101 }
  - { number: "102", name: Bob Ion, secret: s3cret-102 }
`;

/** A box on loopback that keeps everything in a folder of its own and takes no port another may have. */
function demoSettings(data: string): BoxSettings {
  const bind = ["127.0.0.1"];
  return {
    ...BOX_DEFAULTS,
    data,
    sip: { ...BOX_DEFAULTS.sip, bind, udp: 0, tcp: false, tls: false },
    rtp: { bind, from: 20_000, to: 20_999, web: false },
    web: { ...BOX_DEFAULTS.web, bind, port: false, tls: false },
    mdns: false,
    log: { level: "warn" },
  };
}

const RING_MS = 700;
const TALK_MS = 3_000;
const GIVE_UP_MS = 15_000;
/** Less than this of the other's tone, and something is wrong. */
const CLEAR = 0.9;

/**
 * A newcomer's first minute: a box in a temporary folder, on loopback, and two phones. They register, one calls the other,
 * each hears the other's tone, and they hang up. Everything passes real sockets. The exit code is 1 when one did not hear
 * the other.
 */
export async function playDemo(
  startBox: (settings: BoxSettings) => Promise<DemoBox & AsyncDisposable>,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  const data = await Deno.makeTempDir({ prefix: "kontor-demo-" });
  try {
    await using box = await startBox(demoSettings(data));
    return await play(box, json);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

async function play(box: DemoBox, json: boolean): Promise<ExitCode> {
  const tell = (line: string) => json ? Promise.resolve() : writeAll(Deno.stdout, `${line}\n`);
  const applied = await box.control.apply(DEMO_OFFICE, { fileName: "demo", who: "demo" });
  if (!applied.ok) throw new Error(`Cannot apply the demo's own office: ${applied.text}`);
  const listening = box.listening().find((where) => where.startsWith("udp "));
  if (listening === undefined) throw new Error("Cannot show a box that does not listen on UDP");
  await tell(`\nA box and two phones, all on this machine. The box listens on ${listening}.\n`);
  const outcome = await talk(box, addressIn(listening), tell);
  if (json) await writeAll(Deno.stdout, `${JSON.stringify(outcome)}\n`);
  await tell(
    outcome.ok
      ? `Both heard each other: ${outcome.packets.received} packets of sound, ${
        outcome.seconds.toFixed(1)
      } seconds in all.\n` +
        "Now with phones of your own: deno task start, and see README.md.\n"
      : "They did not hear each other well: kontor doctor may know why.\n",
  );
  return outcome.ok ? 0 : 1;
}

async function talk(
  box: DemoBox,
  address: { readonly ip: string; readonly port: number },
  tell: (line: string) => Promise<void>,
): Promise<Outcome> {
  const clock = new SystemClock();
  const world = { clock, chance: new SystemChance() };
  const start = clock.now();
  const say = (who: string, what: string) =>
    tell(`  ${(elapsed(start, clock.now()) / 1000).toFixed(2).padStart(5)} s  ${who.padEnd(10)} ${what}`);
  const story = new Story(say);
  const people = { box: address, number: "101", name: "Ana Pop", secret: "s3cret-101", speaksHz: 440, hearsHz: 660 };
  const others = { box: address, number: "102", name: "Bob Ion", secret: "s3cret-102", speaksHz: 660, hearsHz: 440 };
  await using ana = new SocketPhone(people, world, (event) => story.take("Ana (101)", event));
  await using bob = new SocketPhone(others, world, (event) => story.take("Bob (102)", event));

  await story.after(() => ana.do({ do: "register" }), "Ana (101)", "registered");
  await story.after(() => bob.do({ do: "register" }), "Bob (102)", "registered");
  await say("Ana (101)", "dials 102");
  const call = await story.after(() => ana.do({ do: "dial", line: "a", number: "102" }), "Bob (102)", "incoming");
  await story.after(() => bob.do({ do: "ring", line: call.line }), "Ana (101)", "ringing");
  await pause(RING_MS);
  await story.after(() => bob.do({ do: "answer", line: call.line }), "Ana (101)", "answered");
  await pause(TALK_MS);
  const heard = { ana: ana.sound.heard(), bob: bob.sound.heard() };
  await say("Ana (101)", `hears Bob's tone of 660 Hz  ${describeShare(heard.ana)}`);
  await say("Bob (102)", `hears Ana's tone of 440 Hz  ${describeShare(heard.bob)}`);
  const [running] = await box.control.calls();
  await say("Ana (101)", "hangs up");
  await story.after(() => ana.do({ do: "hang-up", line: "a" }), "Bob (102)", "ended");

  const id = running?.id ?? "";
  const ladder = drawLadder(await box.control.trace(id));
  await tell(`\nThe same call in SIP, as "kontor trace ${id}" draws it:\n\n${ladder}`);
  const [one, other] = [ana.sound.packets, bob.sound.packets];
  return {
    ok: heard.ana > CLEAR && heard.bob > CLEAR,
    seconds: elapsed(start, clock.now()) / 1000,
    heard,
    packets: { sent: one.sent + other.sent, received: one.received + other.received },
  };
}

function addressIn(listening: string): { ip: string; port: number } {
  const colon = listening.lastIndexOf(":");
  return { ip: listening.slice("udp ".length, colon), port: Number(listening.slice(colon + 1)) };
}

/** Waits for what the phones show, and tells it. */
class Story {
  readonly #say: (who: string, what: string) => Promise<void>;
  #waiting: { readonly who: string; readonly type: string; readonly done: (event: never) => void } | undefined;

  constructor(say: (who: string, what: string) => Promise<void>) {
    this.#say = say;
  }

  take(who: string, event: PhoneEvent): void {
    const line = describe(event);
    if (line !== undefined) void this.#say(who, line);
    if (this.#waiting?.who === who && this.#waiting.type === event.type) this.#waiting.done(event as never);
  }

  /** Does something and waits for what it leads to; throws when that does not come. */
  async after<T extends PhoneEvent["type"]>(
    act: () => void,
    who: string,
    type: T,
  ): Promise<Extract<PhoneEvent, { type: T }>> {
    const { promise, resolve, reject } = Promise.withResolvers<Extract<PhoneEvent, { type: T }>>();
    this.#waiting = { who, type, done: resolve };
    const timer = setTimeout(() => reject(new Error(`Cannot see "${type}" at ${who}: it did not come`)), GIVE_UP_MS);
    act();
    return await promise.finally(() => clearTimeout(timer));
  }
}

function describe(event: PhoneEvent): string | undefined {
  switch (event.type) {
    case "registered":
      return `registered for ${event.expiresS} s`;
    case "register-failed":
      return `could not register: ${event.status}`;
    case "incoming":
      return `rings: ${event.name ?? event.from} calls`;
    case "ringing":
      return "hears that it rings";
    case "answered":
      return "talks";
    case "ended":
      return event.status === undefined ? "the call is over" : `the call ended with ${event.status}`;
    case "media":
    case "digit":
    case "transfer":
    case "lamp":
    case "watch-ended":
    case "message":
    case "message-sent":
      return undefined;
  }
}

function describeShare(share: number): string {
  const bars = Math.round(share * 20);
  return `${"█".repeat(bars)}${"░".repeat(20 - bars)} ${Math.round(100 * share)} %`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
