import type { Hearing } from "./hearing.ts";
import type { Outline } from "./message.ts";

/** So much is read at once, in octets: ten seconds of one side. */
const STRETCH = 320_000;
const LOUDEST = 32_768;
const HEADER = 44;

/** How loud it is from moment to moment. Long files take their time: `rest` lets others have their turn in between. */
export async function outlineOf(hearing: Hearing, columns: number, rest: () => Promise<void>): Promise<Outline> {
  const { bytes, sides } = hearing.measure;
  const rows = Array.from({ length: sides }, () => new Array<number>(columns).fill(0));
  const frames = (bytes - HEADER) / (2 * sides);
  for (let at = HEADER, frame = 0; at < bytes; at += STRETCH) {
    const stretch = hearing.read(at, STRETCH);
    const samples = new Int16Array(stretch.buffer, 0, stretch.length >> 1);
    for (let nth = 0; nth < samples.length; nth += sides, frame++) {
      const column = Math.floor(frame * columns / frames);
      for (let side = 0; side < sides; side++) {
        const loud = Math.abs(samples[nth + side]!);
        if (loud > rows[side]![column]!) rows[side]![column] = loud;
      }
    }
    await rest();
  }
  return rows.map((row) => row.map((loud) => Math.min(255, Math.round(255 * loud / LOUDEST))));
}
