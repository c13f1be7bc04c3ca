import type { BoxSettings } from "../../config/mod.ts";
import type { BoxFacts, PortFact } from "../doctor.ts";

/** So many ports of the range for sound are tried, evenly spread: all 10,000 would take a second. */
const SOUND_SAMPLE = 64;

/** Tries to take every port that kontor.yml names, and gives it back at once. */
export function probePorts(settings: BoxSettings): readonly PortFact[] {
  const { sip, web } = settings;
  const wanted = [
    ["sip.udp", "udp", sip.udp, sip.bind],
    ["sip.tcp", "tcp", sip.tcp, sip.bind],
    ["sip.tls", "tcp", sip.tls, sip.bind],
    ["web.port", "tcp", web.port, web.bind],
    ["web.tls", "tcp", web.tls, web.bind],
  ] as const;
  return wanted.flatMap(([key, protocol, port, bind]) =>
    port === false ? [] : bind.map((ip) => {
      const address = { ip, port };
      return { key, protocol, address, state: probe(protocol, address) };
    })
  );
}

/** Tries a sample of the ports for sound on the first address they are bound to. */
export function probeSoundPorts(settings: BoxSettings): BoxFacts["sound"] {
  const { from, to, bind: [ip = "0.0.0.0"] } = settings.rtp;
  const step = Math.max(1, Math.floor((to - from + 1) / SOUND_SAMPLE));
  const ports = Array.from({ length: Math.min(SOUND_SAMPLE, to - from + 1) }, (_, at) => from + at * step);
  return { probed: ports.length, taken: ports.filter((port) => probe("udp", { ip, port }) === "taken") };
}

function probe(protocol: PortFact["protocol"], { ip, port }: PortFact["address"]): PortFact["state"] {
  try {
    const socket = protocol === "udp"
      ? Deno.listenDatagram({ transport: "udp", hostname: ip, port })
      : Deno.listen({ transport: "tcp", hostname: ip, port });
    socket.close();
    return "free";
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return "taken";
    if (error instanceof Deno.errors.PermissionDenied) return "forbidden";
    if (error instanceof Deno.errors.AddrNotAvailable) return "no-such-address";
    throw error;
  }
}
