import type { playDemo } from "./demo.ts";

/** Plays the demo, whose phones no box that serves has in its memory. */
export const playDemoLoaded: typeof playDemo = async (...wanted) => (await import("./demo.ts")).playDemo(...wanted);
