/** What a jitter buffer knows of its stream: one object for as long as the buffer lives, updated in place. */
export interface JitterFigures {
  /** How long behind the fastest packet a packet's first sample should be played, in ms; and how long it is. */
  targetMs: number;
  currentMs: number;
  /** The mean of `currentMs` over all that was played. */
  meanMs: number;
  /**
   * How long after its timestamp the last frame of sound was played, in samples: a difference of clocks of 32 bits, good for
   * comparing with another of the same `begun`. Unlike `currentMs` it changes only where what is heard was stretched,
   * filled or shortened; and as two clocks run apart.
   */
  transit: number;
  /** Packets that came, of whatever kind. */
  received: number;
  /** Packets that came when their turn was over. */
  late: number;
  /** Packets whose turn passed and that have not come. Those that come late are no longer counted. */
  lost: number;
  duplicated: number;
  /** Packets that do not fit: too long, or far from where the stream is. */
  refused: number;
  /** Packets that were thrown away because too many waited. */
  dropped: number;
  /** What was played in place of packets, and played in silence. */
  concealedMs: number;
  quietMs: number;
  /** By how much sound was shortened and lengthened. */
  acceleratedMs: number;
  expandedMs: number;
  /** How often the stream began: once, and after each jump. */
  begun: number;
}

export function noFigures(): JitterFigures {
  return {
    targetMs: 0,
    currentMs: 0,
    meanMs: 0,
    transit: 0,
    received: 0,
    late: 0,
    lost: 0,
    duplicated: 0,
    refused: 0,
    dropped: 0,
    concealedMs: 0,
    quietMs: 0,
    acceleratedMs: 0,
    expandedMs: 0,
    begun: 0,
  };
}
