/**
 * The music on hold: eight bars of four seconds, a broken chord in quavers over a bass. Written for this box, so that it
 * is nobody else's; low and quiet, since people wait while it plays.
 */

/** A bar's bass and the four tones of its chord, as numbers of MIDI (60 is the middle C, 69 is 440 Hz). */
interface Bar {
  readonly bass: number;
  readonly tones: readonly [number, number, number, number];
}

const BARS: readonly Bar[] = [
  { bass: 48, tones: [60, 64, 67, 71] },
  { bass: 45, tones: [57, 64, 67, 72] },
  { bass: 41, tones: [57, 60, 65, 67] },
  { bass: 43, tones: [59, 62, 67, 69] },
  { bass: 52, tones: [59, 64, 67, 74] },
  { bass: 45, tones: [60, 64, 69, 71] },
  { bass: 50, tones: [57, 62, 65, 72] },
  { bass: 43, tones: [55, 60, 62, 67] },
];

/** Which tone of the chord sounds on each quaver, and how strongly; 4 is the lowest, an octave higher. */
const FIGURE: readonly (readonly [tone: number, strength: number])[] = [
  [0, 0.9],
  [1, 0.6],
  [2, 0.7],
  [3, 0.6],
  [4, 0.8],
  [3, 0.55],
  [2, 0.65],
  [1, 0.5],
];
const BASS_STRENGTH = 0.9;
const OCTAVE = 12;

/** How long a quaver lasts. */
export const QUAVER_MS = 500;

/** A tone that is struck. */
export interface Note {
  readonly hz: number;
  /** 0 to 1. */
  readonly strength: number;
}

/** What is struck on each quaver. */
export const SCORE: readonly (readonly Note[])[] = BARS.flatMap(({ bass, tones }) =>
  FIGURE.map(([tone, strength], quaver) => {
    const key = tones[tone] ?? tones[0] + OCTAVE;
    const note = { hz: hzOf(key), strength };
    return quaver === 0 ? [note, { hz: hzOf(bass), strength: BASS_STRENGTH }] : [note];
  })
);

function hzOf(key: number): number {
  return 440 * 2 ** ((key - 69) / OCTAVE);
}
