/**
 * A real linphone (Debian's linphonec 5.1) as a phone, driven by the lines one would type.
 *
 * @module
 */
import { untilHeard } from "./baresip.ts";
import { Child, SOON_MS } from "./child.ts";
import { freePorts, freeRtpPorts, HERE, newFolder, removeFolder } from "./place.ts";
import { readWav, type Sound, toneWav } from "./tone.ts";

export interface LinphoneOptions {
  readonly user: string;
  readonly secret?: string;
  /** The box to register with; without it the phone stands alone. */
  readonly box?: { readonly port: number; readonly transport: "udp" | "tcp" };
  /** The tone this phone speaks. */
  readonly hz: number;
  /** It answers by itself where the caller asks for that: see `linphone_intercom.c`. */
  readonly takesIntercom?: boolean;
}

/** The numbers of opus and speex in `codec list`: what remains is G.711 and G.729, so that it records at 8000 Hz. */
const WIDE = [0, 1, 2];

/** Longer than any test: the file is played once a call. */
const TONE_S = 120;

function configOf(user: string, sipPort: number): string {
  // It draws a port for each call by chance, and may draw that of another call of its own: from a thousand it hardly will.
  const [firstRtp, lastRtp] = freeRtpPorts();
  // No `bind_address`: with it this version writes the contact "sip:user@:-1".
  return `[sip]
sip_port=${sipPort}
sip_tcp_port=${sipPort}
sip_tls_port=-1
contact=sip:${user}@${HERE}
guess_hostname=0
register_only_when_network_is_up=0
auto_net_state_mon=0
[rtp]
audio_rtp_port=${firstRtp}-${lastRtp}
[video]
enabled=0
capture=0
display=0
automatically_initiate=0
automatically_accept=0
`;
}

/** Builds what makes linphonec take intercom calls; gives its path. */
async function buildIntercom(folder: string): Promise<string> {
  const library = `${folder}/intercom.so`;
  const source = new URL("linphone_intercom.c", import.meta.url).pathname;
  const { success, stderr } = await new Deno.Command("gcc", {
    args: ["-shared", "-fPIC", "-O1", "-o", library, source],
  }).output();
  if (!success) throw new Error(`Cannot build ${source}: ${new TextDecoder().decode(stderr)}`);
  return library;
}

export class Linphone {
  readonly uri: string;
  readonly #folder: string;
  readonly #child: Child;

  private constructor(uri: string, folder: string, child: Child) {
    this.uri = uri;
    this.#folder = folder;
    this.#child = child;
  }

  /** Starts the phone; with a box, it is registered when this returns. */
  static async start(options: LinphoneOptions): Promise<Linphone> {
    const { user, secret = "", box, hz } = options;
    const folder = await newFolder(`linphone-${user}`);
    const sipPort = freePorts(2);
    await Deno.mkdir(`${folder}/.local/share/linphone`, { recursive: true }); // it does not make it, and complains
    await Deno.writeTextFile(`${folder}/rc`, configOf(user, sipPort));
    await Deno.writeFile(`${folder}/tone.wav`, toneWav(hz, TONE_S));
    const preload = options.takesIntercom === true ? { LD_PRELOAD: await buildIntercom(folder) } : {};
    const env = { HOME: folder, ...preload };
    const child = new Child("linphonec", { args: ["-c", `${folder}/rc`, "-S"], env, stdin: true });
    const phone = new Linphone(`sip:${user}@${HERE}:${sipPort}`, folder, child);
    try {
      await child.until(/linphonec>|video is disabled/);
      for (const codec of WIDE) await phone.type(`codec disable ${codec}`);
      // It prefers IPv6 wherever the machine has an address, even for a call to an IPv4 one.
      for (
        const line of ["ipv6 disable", "soundcard use files", `play ${folder}/tone.wav`, `record ${folder}/heard.wav`]
      ) {
        await phone.type(line);
      }
      if (box !== undefined) {
        await phone.type(`register sip:${user}@${HERE} sip:${HERE}:${box.port};transport=${box.transport} ${secret}`);
        await phone.#untilRegistered();
      }
      return phone;
    } catch (error) {
      await child.stop();
      await removeFolder(folder);
      throw error;
    }
  }

  /** It does not tell when it has registered, but answers when asked. */
  async #untilRegistered(): Promise<void> {
    const giveUpAt = Date.now() + SOON_MS;
    while (Date.now() < giveUpAt) {
      const since = this.mark();
      await this.type("status register");
      const line = await this.until(/^registered(=|, identity=)/, since);
      if (line.startsWith("registered, identity=")) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`Cannot see linphone registered\n${this.log}`);
  }

  /** Types a line, as a person would. */
  async type(line: string): Promise<void> {
    await this.#child.write(line);
  }

  /** The next line that matches, counted from `since` (see {@link mark}). */
  until(pattern: RegExp, since = 0, withinMs: number = SOON_MS): Promise<string> {
    return this.#child.until(pattern, since, withinMs);
  }

  mark(): number {
    return this.#child.mark();
  }

  /** Calls and waits until sound may flow. Returns linphone's own number of the call. */
  async call(uri: string): Promise<number> {
    const since = this.mark();
    await this.type(`call ${uri}`);
    const line = await this.until(/assigned id \d+/, since);
    await this.until(/Media streams established/, since);
    return Number(/assigned id (\d+)/.exec(line)?.[1]);
  }

  /** Waits for a call to come, answers it, and waits until sound may flow. */
  async answer(): Promise<void> {
    await this.until(/Receiving new incoming call/);
    const since = this.mark();
    await this.type("answer");
    await this.until(/Media streams established/, since);
  }

  get log(): string {
    return this.#child.log;
  }

  /** Waits until this phone has heard a tone for `seconds` in sum. */
  async hears(hz: number, seconds = 1, withinMs: number = SOON_MS): Promise<void> {
    await untilHeard(() => this.#heard(), hz, seconds, withinMs, () => this.log);
  }

  async #heard(): Promise<readonly Sound[]> {
    try {
      const bytes = await Deno.readFile(`${this.#folder}/heard.wav`);
      return bytes.length < 44 ? [] : [readWav(bytes)];
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  }

  /** Hangs up and ends the process. Twice is quiet. */
  async stop(): Promise<void> {
    await this.#child.stop();
    await removeFolder(this.#folder).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
