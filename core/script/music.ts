import type { Heard } from "./vocabulary.ts";

/** Music on hold: what somebody hears until he is wanted again. */
export const MUSIC: Heard = { items: [{ type: "music" }], repeats: true };
