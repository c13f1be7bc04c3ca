/** What the other side says of the Opus that it wants and sends (RFC 7587 §6.1). Fits the options of `makeOpus`. */
export interface OpusFormat {
  /** The highest rate that it can play, in Hz. */
  readonly maxPlaybackRate: number;
  /** The highest rate that it will send, in Hz. */
  readonly maxCaptureRate: number;
  /** Whether it would rather be sent stereo. */
  readonly isStereo: boolean;
  /** Whether it makes use of FEC. */
  readonly fec: boolean;
  /** Whether it would rather have silence left unsent. */
  readonly dtx: boolean;
  /** Whether it wants packets of one size. */
  readonly isConstant: boolean;
  /** The most that it wants to receive on average, in bit/s. */
  readonly maxBitrate: number;
  /** The shortest packet that it wants, in ms. */
  readonly minPacketMs: number;
}

const HIGHEST_RATE = 48_000;
const HIGHEST_BITRATE = 510_000;
const SHORTEST_PACKET_MS = 3;

/**
 * Reads the parameters of Opus, as in `fmtp`: `maxplaybackrate=16000; useinbandfec=1`. What is missing, unknown or
 * nonsense is as RFC 7587 §6.1 has it by default.
 */
export function readOpusFormat(parameters: string): OpusFormat {
  const given = new Map(
    parameters.split(";").map((parameter) => {
      const [name = "", value = ""] = parameter.split("=", 2);
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const isSet = (name: string): boolean => given.get(name) === "1";
  const number = (name: string, least: number, most: number, otherwise: number): number => {
    const text = given.get(name) ?? "";
    const value = /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
    return value >= least && value <= most ? value : otherwise;
  };
  return {
    maxPlaybackRate: number("maxplaybackrate", 8000, HIGHEST_RATE, HIGHEST_RATE),
    maxCaptureRate: number("sprop-maxcapturerate", 8000, HIGHEST_RATE, HIGHEST_RATE),
    isStereo: isSet("stereo"),
    fec: isSet("useinbandfec"),
    dtx: isSet("usedtx"),
    isConstant: isSet("cbr"),
    maxBitrate: number("maxaveragebitrate", 6000, HIGHEST_BITRATE, HIGHEST_BITRATE),
    minPacketMs: number("minptime", SHORTEST_PACKET_MS, 120, SHORTEST_PACKET_MS),
  };
}
