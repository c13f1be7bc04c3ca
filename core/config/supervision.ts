import type { Supervision } from "../directory/mod.ts";
import { preset, record } from "./record.ts";
import { type Shape, switched } from "./shape.ts";

/** `supervision:`, what is noticed of supervisors. */
export const supervision: Shape<Supervision> = record<Supervision>({
  tone: preset("tone", switched, {
    value: false,
    about: "Whether people hear a tone when a supervisor begins to listen to their call, and when he leaves it",
  }),
});
