/** The version of this build. deno.json has it too, for tools; a test holds the two together. */
export const VERSION: string = "0.1.0";

/**
 * No box can run before this day, so a clock that shows an earlier one has lost its battery: doctor says so, and no
 * certificate is made by it. Moved forward with each release.
 */
export const BUILT_AFTER: string = "2026-11-01";
