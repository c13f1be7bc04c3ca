/**
 * A real baresip (Debian's 1.0.0) as a phone: a config folder, a process, and the JSON control port of `ctrl_tcp`.
 *
 * It plays a sine tone and records what it hears: `ausine` (48 kHz, two channels, nothing else) as the source, `sndfile` as
 * a filter that dumps the sound both ways, `aubridge` as a player that needs no sound card. After any re-INVITE of its call
 * this baresip forgets the filter of the way in, so what it hears from then on is recorded on its way back out.
 *
 * @module
 */
import { formatAddress, formatHost } from "../../core/base/mod.ts";
import { Child, SOON_MS } from "./child.ts";
import { connectOn, type Host, LOOPBACK, type Wire } from "./host.ts";
import { freePorts, HERE, newFolder, removeFolder } from "./place.ts";
import { clearnessOf, newest, readWav, secondsOf, type Sound } from "./tone.ts";

/** baresip's own names of the codecs; a name it does not know is ignored in favour of all codecs. */
export const CODECS = { pcma: "PCMA/8000/1", pcmu: "PCMU/8000/1", g722: "G722/16000/1", opus: "opus/48000/2" } as const;
export type CodecName = keyof typeof CODECS;

export interface BaresipOptions {
  /** Where it runs; this machine unless told. */
  readonly host?: Host;
  readonly user: string;
  readonly secret?: string;
  /** The box to register with; without it the phone stands alone. */
  readonly box?: { readonly ip: string; readonly port: number; readonly transport: "udp" | "tcp" | "tls" };
  readonly codecs?: readonly CodecName[];
  /** The tone this phone speaks. */
  readonly hz: number;
  readonly answers?: "auto" | "manual";
  /** It has a lamp for its mailbox, and watches it (RFC 3842). */
  readonly lamp?: boolean;
  /** It speaks SRTP with keys from SDP, and nothing else. */
  readonly encrypts?: boolean;
}

/** An event of `ctrl_tcp`, as baresip writes it. */
export interface BaresipEvent {
  readonly type: string;
  readonly param?: string;
  readonly peeruri?: string;
  readonly peerdisplayname?: string;
  readonly id?: string;
}

interface Answer {
  readonly ok: boolean;
  readonly data: string;
}

/** A running phone's own. */
interface Parts {
  readonly folder: string;
  /** As `accounts` has it, without the line's end. */
  readonly account: string;
  readonly hz: number;
  readonly child: Child;
  readonly control: Wire;
}

/** What an ear calls clean. */
const CLEAN_DB = 30;
const CLEAN_S = 3;
const CLEAN_WITHIN_S = 15;

const MODULES = ["opus", "g722", "g711", "sndfile", "aubridge", "ausine", "srtp"];

function configOf(options: BaresipOptions, folder: string, sipPort: number): string {
  const { host = LOOPBACK, hz, lamp = false } = options;
  const rows: readonly (readonly [string, string])[] = [
    ["poll_method", "epoll"],
    ["sip_listen", `${formatHost(host.ip)}:${sipPort}`], // and TLS on the next port
    ["net_interface", host.ip], // an address works, the name "lo" does not
    ["call_max_calls", "8"],
    ["audio_source", `ausine,${hz}`],
    ["audio_player", `aubridge,${folder}`],
    ["audio_alert", `aubridge,${folder}-alert`],
    ["ausrc_srate", "48000"],
    ["ausrc_channels", "2"],
    ["auplay_srate", "48000"], // as the source's, so that aubridge can join them, see hearsNow()
    ["auplay_channels", "2"],
    ["rtp_ports", "50000-59999"],
    ["rtp_stats", "yes"],
    ["jitter_buffer_delay", "2-10"],
    ["module_path", "/usr/lib/baresip/modules"],
    ...MODULES.map((name) => ["module", `${name}.so`] as const),
    ["module_tmp", "uuid.so"],
    ["module_tmp", "account.so"],
    ["module_app", "menu.so"],
    ["module_app", "ctrl_tcp.so"],
    ...(lamp ? [["module_app", "mwi.so"]] as const : []),
    ["ctrl_tcp_listen", `${HERE}:${sipPort + 2}`],
    ["snd_path", folder],
    ["ringback_disabled", "yes"],
  ];
  return rows.map(([key, value]) => `${key} ${value}\n`).join("");
}

function accountOf(options: BaresipOptions, sipPort: number): string {
  const { user, host = LOOPBACK, secret = "", box, codecs = ["pcma"], answers = "auto", encrypts = false } = options;
  const target = formatAddress(box ?? { ip: host.ip, port: sipPort });
  const parts = [
    `<sip:${user}@${target};transport=${box?.transport ?? "udp"}>`,
    `auth_pass=${secret}`,
    `regint=${box === undefined ? 0 : 600}`,
    `answermode=${answers}`,
    `audio_codecs=${codecs.map((name) => CODECS[name]).join(",")}`,
    ...(encrypts ? ["mediaenc=srtp-mand"] : []),
  ];
  return parts.join(";");
}

/** What it logs when it has registered. */
const REGISTERED = /\b200 \w.*\[\d+ binding/;

export class Baresip {
  readonly uri: string;
  readonly #folder: string;
  readonly #account: string;
  readonly #hz: number;
  readonly #child: Child;
  readonly #control: Wire;
  readonly #events: BaresipEvent[] = [];
  readonly #answers = new Map<string, (answer: Answer) => void>();
  readonly #reading: Promise<void>;
  #heard: (() => void)[] = [];
  #cursor = 0;
  #token = 0;
  #bridges = 0;

  private constructor(uri: string, parts: Parts) {
    this.uri = uri;
    this.#folder = parts.folder;
    this.#account = parts.account;
    this.#hz = parts.hz;
    this.#child = parts.child;
    this.#control = parts.control;
    this.#reading = this.#read();
  }

  /** Starts the phone; with a box, it is registered when this returns. */
  static async start(options: BaresipOptions): Promise<Baresip> {
    const folder = await newFolder(`baresip-${options.user}`);
    const sipPort = freePorts(3);
    await Deno.writeTextFile(`${folder}/config`, configOf(options, folder, sipPort));
    const account = accountOf(options, sipPort);
    await Deno.writeTextFile(`${folder}/accounts`, options.lamp ? "" : `${account}\n`);
    await Deno.writeTextFile(`${folder}/contacts`, "");
    const { host = LOOPBACK, hz } = options;
    const child = new Child("baresip", { host, args: ["-v", "-f", folder], env: { HOME: folder } });
    try {
      await child.until(/baresip is ready/);
      const control = await connectOn(host, sipPort + 2);
      const phone = new Baresip(`sip:${options.user}@${formatHost(host.ip)}:${sipPort}`, {
        folder,
        account,
        hz,
        child,
        control,
      });
      await phone.command("reginfo"); // its answer proves that the control port is ours: from here on no event is lost
      // Where the registration comes before a timer of its mwi module (1 ms after its start), that one subscribes for ever.
      if (options.lamp) await phone.command("uanew", account);
      // Authentication makes two rounds, and events before this connection are lost: the log tells for certain.
      if (options.box !== undefined) await child.until(REGISTERED);
      return phone;
    } catch (error) {
      await child.stop();
      await removeFolder(folder);
      throw error;
    }
  }

  /** `ctrl_tcp` speaks netstrings: `<length>:<json>,`. */
  async #read(): Promise<void> {
    let rest = new Uint8Array(0);
    for await (const chunk of this.#control.readable) {
      rest = Uint8Array.from([...rest, ...chunk]);
      for (let colon = rest.indexOf(0x3a); colon > 0; colon = rest.indexOf(0x3a)) {
        const length = Number(new TextDecoder().decode(rest.subarray(0, colon)));
        if (rest.length < colon + length + 2) break;
        this.#take(JSON.parse(new TextDecoder().decode(rest.subarray(colon + 1, colon + 1 + length))));
        rest = rest.slice(colon + length + 2);
      }
    }
  }

  #take(message: BaresipEvent & Answer & { readonly token?: string }): void {
    if (message.token !== undefined) {
      this.#answers.get(message.token)?.(message);
      this.#answers.delete(message.token);
      return;
    }
    this.#events.push(message);
    for (const wake of this.#heard.splice(0)) wake();
  }

  /** A command of baresip's menu, with its answer. Throws when baresip does not know it. */
  async command(command: string, params = ""): Promise<string> {
    this.#token += 1;
    const token = String(this.#token);
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#answers.set(token, resolve);
    const json = JSON.stringify({ command, params, token });
    const writer = this.#control.writable.getWriter();
    await writer.write(new TextEncoder().encode(`${new TextEncoder().encode(json).length}:${json},`));
    writer.releaseLock();
    // One that has crashed says nothing any more.
    const timer = setTimeout(() => resolve({ ok: false, data: `no answer\n${this.log}` }), SOON_MS);
    const answer = await promise;
    clearTimeout(timer);
    if (!answer.ok) throw new Error(`Cannot "${command} ${params}" in baresip: ${answer.data.trim()}`);
    return answer.data;
  }

  /** The next event of a type, past those already taken by this method. */
  async until(type: string, withinMs: number = SOON_MS): Promise<BaresipEvent> {
    const giveUpAt = Date.now() + withinMs;
    while (true) {
      for (; this.#cursor < this.#events.length; this.#cursor++) {
        const event = this.#events[this.#cursor];
        if (event?.type !== type) continue;
        this.#cursor += 1;
        return event;
      }
      const { promise, resolve } = Promise.withResolvers<boolean>();
      this.#heard.push(() => resolve(true));
      const timer = setTimeout(() => resolve(false), Math.max(1, giveUpAt - Date.now()));
      const came = await promise;
      clearTimeout(timer);
      if (!came) {
        throw new Error(`Cannot see ${type}: had ${this.#events.map((event) => event.type).join(" ")}\n${this.log}`);
      }
    }
  }

  dial(uri: string): Promise<string> {
    return this.command("dial", uri);
  }
  answer(): Promise<string> {
    return this.command("accept");
  }
  hangUp(): Promise<string> {
    return this.command("hangup");
  }
  hold(): Promise<string> {
    return this.command("hold");
  }
  resume(): Promise<string> {
    return this.command("resume");
  }
  transfer(uri: string): Promise<string> {
    return this.command("transfer", uri);
  }
  /** Gives its account up and takes it anew: this baresip knows no plain "register". Registered when this returns. */
  async registerAgain(): Promise<void> {
    await this.command("uadel", /<([^;>]*)/.exec(this.#account)?.[1] ?? "");
    const since = this.#child.mark();
    await this.command("uanew", this.#account);
    await this.#child.until(REGISTERED, since);
  }
  digits(digits: string): Promise<string> {
    return this.command("sndcode", digits);
  }

  /** The types of all events so far. */
  get events(): readonly BaresipEvent[] {
    return this.#events;
  }

  get log(): string {
    return this.#child.log.slice(-6000);
  }

  async #recorded(way: "dec" | "enc"): Promise<readonly Sound[]> {
    const sounds: Sound[] = [];
    for await (const entry of Deno.readDir(this.#folder)) {
      if (entry.name.endsWith(`-${way}.wav`)) {
        sounds.push(readWav(await Deno.readFile(`${this.#folder}/${entry.name}`)));
      }
    }
    return sounds;
  }

  /** Everything this phone has heard up to its calls' first re-INVITE, one sound a call. */
  heard(): Promise<readonly Sound[]> {
    return this.#recorded("dec");
  }

  /** Waits until this phone has heard a tone for `seconds` in sum; throws with what it heard otherwise. */
  async hears(hz: number, seconds = 1, withinMs: number = SOON_MS): Promise<void> {
    await untilHeard(() => this.heard(), hz, seconds, withinMs, () => this.log);
  }

  /**
   * Waits until this phone has heard a tone for three seconds clean: 30 dB louder than all else. A phone on a machine
   * that falls behind stretches what it hears, so the newest three seconds are judged anew until they are.
   */
  async hearsClean(hz: number): Promise<void> {
    for (let seconds = CLEAN_S;; seconds += CLEAN_S) {
      await this.hears(hz, seconds);
      const clearness = Math.max(...(await this.heard()).map((sound) => clearnessOf(newest(sound, CLEAN_S), hz)));
      if (clearness >= CLEAN_DB) return;
      if (seconds > CLEAN_WITHIN_S) throw new Error(`Cannot hear ${hz} Hz clean: ${clearness.toFixed(1)} dB`);
    }
  }

  /**
   * Waits until this phone hears a tone from now on, also after a re-INVITE: for this time it sends back what it hears,
   * and that is recorded. The tone must not be its own.
   */
  async hearsNow(hz: number, seconds = 1, withinMs: number = SOON_MS): Promise<void> {
    const before = totalOf(await this.#recorded("enc"), hz);
    // A bridge that has been left cannot be entered again: each time a new one.
    this.#bridges += 1;
    const bridge = `aubridge,${this.#folder}-${this.#bridges}`;
    await this.command("auplay", bridge);
    await this.command("ausrc", bridge);
    try {
      await untilHeard(() => this.#recorded("enc"), hz, before + seconds, withinMs, () => this.log);
    } finally {
      await this.command("ausrc", `ausine,${this.#hz}`);
    }
  }

  /** Hangs up and ends the process. Twice is quiet. */
  async stop(signal: Deno.Signal = "SIGTERM"): Promise<void> {
    await this.#child.stop(signal);
    await this.#reading;
    await this.#control.close();
    await removeFolder(this.#folder).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}

function totalOf(sounds: readonly Sound[], hz: number): number {
  return sounds.reduce((sum, sound) => sum + secondsOf(sound, hz), 0);
}

/** Polls recordings until they hold enough of a tone: a recorder tells nobody when it writes. */
export async function untilHeard(
  recordings: () => Promise<readonly Sound[]>,
  hz: number,
  seconds: number,
  withinMs: number,
  log: () => string,
): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (true) {
    const heard = totalOf(await recordings(), hz);
    if (heard >= seconds) return;
    if (Date.now() > giveUpAt) throw new Error(`Cannot hear ${hz} Hz: ${heard.toFixed(1)} s of ${seconds} s\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
