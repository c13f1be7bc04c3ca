import { SeededChance } from "../../core/base/mod.ts";

/** What becomes of packets on the way, in percent. */
export interface LineFaults {
  readonly seed: number;
  readonly lost: number;
  readonly doubled: number;
  /** Kept back until a later one has passed. */
  readonly swapped: number;
}

/** RFC 7983: the octets that begin a datagram of a handshake. */
const isHandshake = (first: number): boolean => first >= 20 && first < 64;
/** One that is kept back goes on when nothing has passed it for so long. */
const KEPT_MS = 20;

/**
 * A line between browsers and the port for their sound that treats the packets of handshakes badly, and no others. Each
 * browser has a port of its own on the box's side, so that the box tells them apart.
 */
export class LossyLine {
  readonly port: number;
  /** What happened to packets of handshakes. */
  readonly fates: Record<"passed" | "lost" | "doubled" | "swapped", number> = {
    passed: 0,
    lost: 0,
    doubled: 0,
    swapped: 0,
  };
  readonly #near: Deno.DatagramConn;
  readonly #far = new Map<string, Deno.DatagramConn>();
  readonly #to: Deno.NetAddr;
  readonly #faults: LineFaults;
  readonly #chance: SeededChance;
  readonly #running: Promise<void>[] = [];
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isClosed = false;

  constructor(to: { readonly ip: string; readonly port: number }, faults: LineFaults) {
    this.#to = { transport: "udp", hostname: to.ip, port: to.port };
    this.#faults = faults;
    this.#chance = new SeededChance(faults.seed);
    this.#near = Deno.listenDatagram({ transport: "udp", hostname: to.ip, port: 0 });
    this.port = (this.#near.addr as Deno.NetAddr).port;
    this.#running.push(this.#carry(this.#near, (packet, from) => {
      const far = this.#farFor(from);
      return () => far.send(packet, this.#to);
    }));
  }

  async stop(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#near.close();
    for (const far of this.#far.values()) far.close();
    await Promise.all(this.#running);
  }

  #farFor(from: Deno.NetAddr): Deno.DatagramConn {
    const name = `${from.hostname}:${from.port}`;
    const known = this.#far.get(name);
    if (known !== undefined) return known;
    const far = Deno.listenDatagram({ transport: "udp", hostname: this.#to.hostname, port: 0 });
    this.#far.set(name, far);
    this.#running.push(this.#carry(far, (packet) => () => this.#near.send(packet, from)));
    return far;
  }

  async #carry(
    socket: Deno.DatagramConn,
    wayOf: (packet: Uint8Array, from: Deno.NetAddr) => () => Promise<unknown>,
  ): Promise<void> {
    let kept: (() => void) | undefined;
    while (!this.#isClosed) {
      try {
        const [packet, from] = await socket.receive(new Uint8Array(2_048));
        const go = wayOf(packet, from as Deno.NetAddr);
        const send = () => void go().catch(() => {});
        if (!isHandshake(packet[0]!)) {
          send();
          continue;
        }
        const fate = this.#chance.below(100);
        const { lost, doubled, swapped } = this.#faults;
        if (fate < lost) {
          this.fates.lost += 1;
          continue;
        }
        if (fate < lost + swapped && kept === undefined) {
          this.fates.swapped += 1;
          kept = send;
          this.#later(() => {
            kept?.();
            kept = undefined;
          });
          continue;
        }
        this.fates.passed += 1;
        send();
        if (fate < lost + swapped + doubled) {
          this.fates.doubled += 1;
          send();
        }
        kept?.();
        kept = undefined;
      } catch (error) {
        if (this.#isClosed || error instanceof Deno.errors.BadResource) return;
        if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      }
    }
  }

  #later(act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, KEPT_MS);
    this.#timers.add(timer);
  }
}
