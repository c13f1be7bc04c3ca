import type { Lease, MediaEvent } from "../../core/sound/mod.ts";
import type { ExamHall, ExamPhone } from "../engine/exam.ts";
import { startMediaPlane } from "./start.ts";

/** Long for the loopback, short for a test that expects nothing. */
const HEAR_WITHIN_MS = 150;
const EVENT_WITHIN_MS = 5000;

/** Opens the examination hall: the real plane on loopback ports, and phones that are plain sockets. Tests only. */
export async function openHall(engine: "libc" | "fallback", from: number): Promise<ExamHall> {
  const leases: Lease[] = [];
  const events: MediaEvent[] = [];
  const waiting = new Set<() => void>();
  const phones: ExamPhone[] = [];
  const plane = await startMediaPlane({ bind: "127.0.0.1", from, to: from + 99, freeLeases: 8, engine }, (event) => {
    if (event.type === "leased") leases.push(...event.leases);
    else events.push(event);
    for (const wake of waiting) wake();
  }, { write() {} });

  async function until<T>(what: string, take: () => T | undefined): Promise<T> {
    const deadline = performance.now() + EVENT_WITHIN_MS;
    for (;;) {
      const taken = take();
      if (taken !== undefined) return taken;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`Cannot go on: no ${what} came within ${EVENT_WITHIN_MS} ms`);
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, left);
      waiting.add(resolve);
      await promise;
      clearTimeout(timer);
      waiting.delete(resolve);
    }
  }

  let commands = 0;
  return {
    async command(command) {
      if (!plane.command(command)) throw new Error(`Cannot give command "${command.type}": the channel is full`);
      commands += 1;
      while (plane.figures()["rtp_commands_total"]! < commands) await new Promise((resolve) => setTimeout(resolve, 1));
    },
    lease: () => until("lease", () => leases.shift()),
    event: <T extends MediaEvent["type"]>(type: T) =>
      until(`event "${type}"`, () => {
        const at = events.findIndex((event) => event.type === type);
        return at < 0 ? undefined : events.splice(at, 1)[0] as Extract<MediaEvent, { readonly type: T }>;
      }),
    phone(ip = "127.0.0.1") {
      const phone = openPhone(ip);
      phones.push(phone);
      return phone;
    },
    strangers: () => plane.figures()["rtp_strangers_total"]!,
    async close() {
      for (const phone of phones) phone.close();
      await plane.close();
    },
  };
}

function openPhone(ip: string): ExamPhone {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: ip, port: 0 });
  const { port } = socket.addr as Deno.NetAddr;
  let pending: Promise<Uint8Array | undefined> | undefined;
  let isClosed = false;
  const receive = async (): Promise<Uint8Array | undefined> => {
    for (;;) {
      try {
        return (await socket.receive())[0];
      } catch (error) {
        if (isClosed) return undefined;
        if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      }
    }
  };
  return {
    ip,
    port,
    async send(packet, toPort) {
      await socket.send(packet, { transport: "udp", hostname: "127.0.0.1", port: toPort });
    },
    async hear() {
      pending ??= receive();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => resolve(undefined), HEAR_WITHIN_MS);
      const heard = await Promise.race([pending, promise]);
      clearTimeout(timer);
      if (heard !== undefined) pending = undefined;
      return heard;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      socket.close();
    },
  };
}
