import { CALLS } from "./calls_reading.ts";
import type { Reading } from "./reading.ts";

/** All that is made of the record and kept beside it. */
export const READINGS: readonly Reading[] = [CALLS];
