/**
 * G.168's own echo paths and voices, from the header that Debian's libspandsp-dev brings. It is read where it lies.
 *
 * @module
 */
import type { VoicedPeriod } from "../lab/line.ts";

const HEADER = "/usr/include/spandsp/g168models.h";

/** The line models of G.168 annex D that are echo paths. */
export const LINE_MODELS = [2, 3, 4, 5, 6, 7, 8, 9] as const;

/** What G.168 judges with. */
export interface G168 {
  /** The echo path D.`model`, as loud as the return loss has it, behind a delay in samples. */
  path(model: number, lossDb: number, delay?: number): Float64Array;
  /** One period of the voice: of who speaks alone, and of who speaks into it. */
  readonly single: VoicedPeriod;
  readonly double: VoicedPeriod;
}

/** Reads the header. Throws where it is not what it was. */
export async function readG168(): Promise<G168> {
  const header = await Deno.readTextFile(HEADER);
  const numbers = (name: string): readonly number[] => {
    const list = new RegExp(`${name}\\[\\]\\s*=\\s*\\{([^}]*)\\}`).exec(header)?.[1];
    if (list === undefined) throw new Error(`Cannot find "${name}" in "${HEADER}"`);
    return list.replaceAll(/\/\*.*?\*\//g, "").split(",").filter((word) => word.trim() !== "").map(Number);
  };
  const gain = (model: number): number => {
    const found = new RegExp(`LINE_MODEL_D${model}_GAIN\\s+([0-9.E+-]+)f`).exec(header)?.[1];
    if (found === undefined) throw new Error(`Cannot find the gain of "D.${model}" in "${HEADER}"`);
    return Number(found);
  };
  return {
    path: (model, lossDb, delay = 0) => {
      const scale = gain(model) * 10 ** (-lossDb / 20);
      return Float64Array.from(
        [...new Array<number>(delay).fill(0), ...numbers(`line_model_d${model}_coeffs`)],
        (v) => {
          return v * scale;
        },
      );
    },
    single: numbers("css_c1"),
    double: numbers("css_c3"),
  };
}
