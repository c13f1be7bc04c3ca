import manifest from "../../deno.json" with { type: "json" };

/** The version of this build, as deno.json has it. */
export const VERSION: string = manifest.version;

/**
 * No box can run before this day, so a clock that shows an earlier one has lost its battery: doctor says so, and no
 * certificate is made by it. Moved forward with each release.
 */
export const BUILT_AFTER: string = "2026-11-01";
