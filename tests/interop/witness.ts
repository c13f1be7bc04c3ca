/**
 * What goes between a box and its phones on loopback, as dumpcap writes it down and tshark reads it: a witness that is
 * neither the box's nor a phone's.
 *
 * @module
 */
import { Child } from "./child.ts";
import { newFolder, removeFolder } from "./place.ts";

/** One datagram. What SIP or SDP say in it is empty where it is none. */
export interface Seen {
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly method: string;
  readonly status: string;
  /** Where its SDP wants sound. */
  readonly soundAt: string;
}

const FIELDS = [
  ...["frame.time_epoch", "ip.src", "udp.srcport", "ip.dst", "udp.dstport"],
  ...["sip.Call-ID", "sip.CSeq.method", "sip.Status-Code", "sdp.media.port"],
];

export class Witness {
  readonly #sip: number;
  readonly #folder: string;
  readonly #child: Child;

  private constructor(sip: number, folder: string, child: Child) {
    this.#sip = sip;
    this.#folder = folder;
    this.#child = child;
  }

  /** Looks at a box's SIP port and at what comes from its ports for sound; it sees all from here on. */
  static async start(sip: number, [first, last]: readonly [number, number]): Promise<Witness> {
    const folder = await newFolder("witness");
    const filter = `udp and (port ${sip} or src portrange ${first}-${last})`;
    const child = new Child("dumpcap", { args: ["-i", "lo", "-f", filter, "-w", `${folder}/seen.pcapng`] });
    await child.until(/^File: /);
    return new Witness(sip, folder, child);
  }

  /** Closes its eyes, and tells all that it has seen, oldest first. */
  async tell(): Promise<readonly Seen[]> {
    await this.#child.stop("SIGINT");
    const args = ["-r", `${this.#folder}/seen.pcapng`, "-d", `udp.port==${this.#sip},sip`, "-T", "fields"];
    args.push("-E", "separator=|", "-E", "occurrence=f", ...FIELDS.flatMap((field) => ["-e", field]));
    const { success, stdout, stderr } = await new Deno.Command("tshark", { args }).output();
    if (!success) throw new Error(`Cannot read what was seen: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout).trim().split("\n").map((line) => {
      const [at, ip, port, toIp, toPort, callId = "", method = "", status = "", sound] = line.split("|");
      const soundAt = sound ? `${ip}:${sound}` : "";
      return {
        atMs: 1000 * Number(at),
        from: `${ip}:${port}`,
        to: `${toIp}:${toPort}`,
        callId,
        method,
        status,
        soundAt,
      };
    });
  }

  async stop(): Promise<void> {
    await this.#child.stop("SIGINT");
    await removeFolder(this.#folder);
  }
}
