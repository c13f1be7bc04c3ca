/**
 * The phone on the desk's own page: Ana's, 101, in Chromium, whose microphone is a file with a tone in it.
 *
 * @module
 */
import { wavOf } from "../lab/sound_files.ts";
import { Baresip, type CodecName } from "../interop/baresip.ts";
import type { BoxOptions } from "../interop/box.ts";
import type { Tool } from "../interop/tool.ts";
import { atTheDesk, type DeskVisit } from "./chromium.ts";

/** What Ana says. */
export const ANA_HZ = 440;
const RATE = 48_000;
const MICROPHONE = new URL("../../.tmp/browser/microphone.wav", import.meta.url).pathname;
/** A tone counts as heard when it stands so far out of all else. */
const CLEAR_DB = 10;
const SOON_MS = 15_000;

/** Ana's page. */
export class Softphone {
  readonly visit: DeskVisit;

  constructor(visit: DeskVisit) {
    this.visit = visit;
  }

  /** Claims the box for Ana, gives her 101 and opens her phone; it is registered when this returns. */
  static async open(visit: DeskVisit): Promise<Softphone> {
    speak();
    const { page } = visit;
    await visit.claim();
    await visit.goTo("/accounts/ana");
    await page.fill("[name=extension]", "101");
    await page.click("main form button[type=submit]");
    await page.waitForURL(/accounts/);
    // A steady tone is what browsers take for noise.
    await page.evaluate(() => localStorage.setItem("softphone-devices", JSON.stringify({ isTreated: false })));
    await visit.goTo("/call");
    await page.waitForSelector("[data-line=ready]");
    return new Softphone(visit);
  }

  get page(): DeskVisit["page"] {
    return this.visit.page;
  }

  /** A phone on somebody's desk, registered. */
  desk(user: string, hz: number, codec: CodecName, answers: "auto" | "manual" = "auto"): Promise<Baresip> {
    const { box } = this.visit;
    return Baresip.start({ ...box.account(user, "udp"), host: box.host, hz, codecs: [codec], answers });
  }

  async dial(number: string): Promise<void> {
    await this.page.fill("#dialled", number);
    await this.page.press("#dialled", "Enter");
  }

  /** Presses a button of a call: of the only one, or the one with somebody. */
  async press(name: string, who?: string): Promise<void> {
    const calls = this.page.locator("article.call");
    const call = who === undefined ? calls : calls.filter({ has: this.page.locator(".whom", { hasText: who }) });
    await call.getByRole("button", { name, exact: true }).click();
  }

  /** Waits until there is a call in this state. */
  async until(state: string, who = ""): Promise<void> {
    const call = this.page.locator(`article.call[data-state="${state}"]`, { hasText: who });
    await call.first().waitFor({ timeout: SOON_MS });
  }

  async untilIdle(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector("article.call") === null);
  }

  /** Waits until a tone has been heard for half a second. */
  async hears(hz: number): Promise<void> {
    await this.page.waitForFunction(HEARS, { hz, clearDb: CLEAR_DB }, { timeout: SOON_MS, polling: 100 });
  }
}

interface Ears {
  ear?: AnalyserNode;
  readonly heard: Set<string>;
  readonly times: Map<number, number>;
}

/** Runs in the page: whether what is played of the calls has had this tone in it for five looks. */
const HEARS = ({ hz, clearDb }: { readonly hz: number; readonly clearDb: number }): boolean => {
  const ears: Ears = Reflect.get(globalThis, "ears") ?? { heard: new Set(), times: new Map() };
  Reflect.set(globalThis, "ears", ears);
  if (ears.ear === undefined) {
    ears.ear = new AudioContext().createAnalyser();
    ears.ear.fftSize = 8_192;
  }
  const { ear, heard, times } = ears;
  for (const element of document.querySelectorAll<HTMLAudioElement>("audio[data-call]")) {
    const stream = element.srcObject;
    if (!(stream instanceof MediaStream) || heard.has(stream.id)) continue;
    heard.add(stream.id);
    (ear.context as AudioContext).createMediaStreamSource(stream).connect(ear);
  }
  const levels = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(levels);
  const width = ear.context.sampleRate / ear.fftSize;
  const at = Math.round(hz / width);
  const peak = Math.max(...levels.subarray(at - 2, at + 3));
  const others = levels.filter((_, bin) => bin > 20 && bin < 600 && Math.abs(bin - at) > 12);
  const isClear = peak > -60 && peak - Math.max(...others) > clearDb;
  times.set(hz, isClear ? (times.get(hz) ?? 0) + 1 : 0);
  return times.get(hz)! >= 5;
};

/** Writes what the microphone hears: before the browser is asked for it. */
export function speak(): void {
  const samples = Int16Array.from(
    { length: RATE },
    (_, at) => Math.round(9_000 * Math.sin((2 * Math.PI * ANA_HZ * at) / RATE)),
  );
  Deno.mkdirSync(MICROPHONE.slice(0, MICROPHONE.lastIndexOf("/")), { recursive: true });
  Deno.writeFileSync(MICROPHONE, wavOf(samples, RATE));
}

/** What gives Chromium a microphone with a tone in it. */
export const MICROPHONE_FLAGS: readonly string[] = [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-audio-capture=${MICROPHONE}`,
];

/** A test with Ana's phone open, registered as 101. */
export function withSoftphone(
  name: string,
  run: (phone: Softphone) => Promise<void>,
  options: BoxOptions & { readonly needs?: readonly Tool[] } = {},
): void {
  atTheDesk(name, async (visit) => await run(await Softphone.open(visit)), {
    needs: ["baresip"],
    ...options,
    browserFlags: MICROPHONE_FLAGS,
  });
}
