/**
 * How a codec takes loss: its impairment without loss and its robustness to random loss (ITU-T G.113 Appendix I;
 * rows marked "estimate" stand in no ITU table for the narrow-band scale). All with loss concealment.
 */
interface Impairment {
  readonly equipment: number;
  readonly robustness: number;
}

const PLAIN: Impairment = { equipment: 0, robustness: 25.1 };

const IMPAIRMENTS: Readonly<Record<string, Impairment>> = {
  pcmu: PLAIN,
  pcma: PLAIN,
  g729: { equipment: 11, robustness: 19 },
  // Estimates: wide-band codecs are judged on the narrow-band scale, where they are no worse than G.711 without loss.
  g722: { equipment: 0, robustness: 13 },
  opus: { equipment: 0, robustness: 20 },
  // Estimate after published measurements: frames that lean on no earlier frame make it robust.
  ilbc: { equipment: 11, robustness: 32 },
};

/** G.107 Table 2 defaults: basic signal-to-noise ratio, also of the echo path, and the talker echo loudness rating. */
const BASIC_RATIO = 94.77;
const BEST_RATING = 93.2;
const ECHO_LOUDNESS = 65;

/** What one direction of a call suffered. */
export interface Suffered {
  /** 0 to 1. */
  readonly loss: number;
  readonly jitterMs: number;
  readonly roundTripMs: number;
  /** `PCMU`; without case; undefined when none was heard. */
  readonly codec: string | undefined;
  readonly ptimeMs: number;
}

/**
 * The listener's opinion, 1.0 to 4.5, by the E-model (ITU-T G.107 §7 with its default values). The far end's jitter
 * buffer is not known to us: twice the jitter is assumed, 20 to 200 ms, and that no packet comes too late for it.
 */
export function meanOpinion(suffered: Suffered): number {
  const codec = IMPAIRMENTS[suffered.codec?.toLowerCase() ?? ""] ?? PLAIN;
  const bufferMs = Math.min(200, Math.max(20, 2 * suffered.jitterMs));
  const delayMs = suffered.roundTripMs / 2 + suffered.ptimeMs + bufferMs;
  const lossPercent = 100 * Math.min(1, Math.max(0, suffered.loss));
  const equipment = codec.equipment + (95 - codec.equipment) * lossPercent / (lossPercent + codec.robustness);
  return opinionOf(BEST_RATING - delayImpairment(delayMs) - equipment);
}

/** §7.4: impairment by talker echo and by too long a delay. */
function delayImpairment(delayMs: number): number {
  const echo = ECHO_LOUDNESS - 40 * Math.log10((1 + delayMs / 10) / (1 + delayMs / 150)) +
    6 * Math.exp(-0.3 * delayMs * delayMs);
  const apart = BASIC_RATIO - (80 + 2.5 * (echo - 14));
  const byEcho = (apart / 2 + Math.sqrt(apart * apart / 4 + 100) - 1) * (1 - Math.exp(-delayMs));
  if (delayMs <= 100) return byEcho;
  const times = Math.log2(delayMs / 100);
  const byLength = 25 * ((1 + times ** 6) ** (1 / 6) - 3 * (1 + (times / 3) ** 6) ** (1 / 6) + 2);
  return byEcho + byLength;
}

/** Annex B: from the rating to the mean opinion score. */
function opinionOf(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
