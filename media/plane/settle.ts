/** Where the media engine gets its ports, and how it drives them. */
export interface MediaSettings {
  /** Local addresses: at most one of each family. `0.0.0.0` is IPv4 only; name `::` beside it for both. */
  readonly bind: string | readonly string[];
  /** The range of ports, both ends included. */
  readonly from: number;
  readonly to: number;
  /** The one port for the sound of all browsers; without it there is none. */
  readonly web?: number | false;
  /** Bound pairs the switchboard has in hand: 64 to 256. */
  readonly freeLeases?: number;
  /** Mark voice EF (RFC 3246); on unless false. The fallback cannot. */
  readonly dscp?: boolean;
  /** `auto`: libc on Linux where `dlopen` is allowed, else the fallback. */
  readonly engine?: "libc" | "fallback" | "auto";
  /** A leg that should speak is `silent` after so long. */
  readonly silentAfterMs?: number;
  /** The worker has died three times in a minute: the process should end. Without this it ends by a thrown error. */
  readonly onHopeless?: (text: string) => void;
  /** A datagram of a handshake has come on a leg, in base64. */
  readonly onDatagram?: (leg: string, datagram: string) => void;
}

/** The settings, judged whole and complete. */
export interface SettledMedia {
  readonly binds: readonly { readonly family: 4 | 6; readonly ip: string }[];
  readonly from: number;
  readonly to: number;
  readonly web: number | undefined;
  readonly freeLeases: number;
  readonly dscp: boolean;
  readonly engine: "libc" | "fallback" | "auto";
  readonly silentAfterMs: number;
}

/** Completes the settings. Throws an error that names every fault: they come from the box's own configuration. */
export function settleMedia(settings: MediaSettings): SettledMedia {
  const binds = (typeof settings.bind === "string" ? [settings.bind] : settings.bind)
    .map((ip) => ({ ip, family: ip.includes(":") ? 6 as const : 4 as const }));
  const settled: SettledMedia = {
    binds,
    from: settings.from,
    to: settings.to,
    web: settings.web === false ? undefined : settings.web,
    freeLeases: settings.freeLeases ?? 64,
    dscp: settings.dscp ?? true,
    engine: settings.engine ?? "auto",
    silentAfterMs: settings.silentAfterMs ?? 30_000,
  };
  const faults: string[] = [];
  const { from, to, freeLeases } = settled;
  if (binds.length === 0) faults.push(`bind "${settings.bind}": expected an address`);
  if (new Set(binds.map((bind) => bind.family)).size < binds.length) {
    faults.push(`bind "${binds.map((bind) => bind.ip).join(", ")}": expected at most one address of each family`);
  }
  if (!Number.isInteger(from) || from < 1 || from > 65534) faults.push(`from "${from}": expected 1 to 65534`);
  if (!Number.isInteger(to) || to <= from || to > 65535) {
    faults.push(`to "${to}": expected more than from, up to 65535`);
  }
  if (!Number.isInteger(freeLeases) || freeLeases < 1) faults.push(`freeLeases "${freeLeases}": expected 1 or more`);
  if (!(settled.silentAfterMs >= 1000)) {
    faults.push(`silentAfterMs "${settled.silentAfterMs}": expected 1000 or more`);
  }
  if (faults.length > 0) throw new RangeError(`Cannot start the media engine: ${faults.join("; ")}`);
  return settled;
}
