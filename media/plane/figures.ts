/** What the engine counts, in the order of {@link Figures.cells}. */
export const FIGURES = [
  "packetsIn",
  "packetsRelayed",
  "packetsSent",
  "malformed",
  "strangers",
  "unknownTypes",
  "unsharedCodecs",
  "unwanted",
  "late",
  "sendErrors",
  "receiveErrors",
  "rtcpIn",
  "rtcpOut",
  "rtcpMalformed",
  "commands",
  "legs",
  "leasesFree",
  "pairsBound",
  "pairsResting",
  "digitsIn",
  "digitsOut",
  "refusedCrypto",
  "beats",
  "beatsLate",
  "playsLate",
  "withheld",
] as const;

export type Figure = typeof FIGURES[number];

/** The place of each figure, so that the packet path counts with one array store. */
export const FIGURE: Readonly<Record<Figure, number>> = Object.fromEntries(
  FIGURES.map((name, at) => [name, at]),
) as Record<Figure, number>;

/** The figures by name, out of the cells that the engine counts in. */
export function readFigures(cells: Float64Array): Record<Figure, number> {
  return Object.fromEntries(FIGURES.map((name, at) => [name, cells[at] ?? 0])) as Record<Figure, number>;
}

/** What comes and goes; all else only grows. */
const GAUGES: ReadonlySet<Figure> = new Set(["legs", "leasesFree", "pairsBound", "pairsResting"]);

/** The figures as `/metrics` names them behind `kontor_`: `rtp_packets_in_total`, `rtp_leases_free`. */
export function publishFigures(cells: Float64Array): Record<string, number> {
  const published: Record<string, number> = {};
  for (const [at, name] of FIGURES.entries()) {
    const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const prefix = words.startsWith("rtcp_") ? "" : "rtp_";
    published[`${prefix}${words}${GAUGES.has(name) ? "" : "_total"}`] = cells[at] ?? 0;
  }
  return published;
}
