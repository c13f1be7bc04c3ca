import { z } from "@hono/zod-openapi";
import { Maybe, Moment } from "./openapi.ts";

const Leg = z.object({
  leg: z.string(),
  number: Maybe.openapi({ description: "null: somebody outside who hides it" }),
  name: Maybe,
  trunk: Maybe.openapi({ description: "Somebody outside" }),
  room: Maybe,
  state: z.enum(["ringing", "talking", "held"]).openapi({ description: "held: has whom he talks with on hold" }),
  muted: z.boolean(),
  recording: z.enum(["on", "paused"]).nullable().openapi({ description: "What is said is written down" }),
  can_answer: z.boolean().openapi({ description: "It rings, and can be told to go off hook" }),
  announces_to: Maybe.openapi({ description: "Where he asks first whether the one who waits may come" }),
  of_three: z.boolean().openapi({
    description: "He talks with two others at once: hang-up of the call ends all three, of his leg takes him out",
  }),
  direction: z.enum(["in", "out"]),
  since: Moment,
});

/** A call that runs, as {@link callNow} writes it. */
export const LiveCall: z.ZodObject = z.object({
  call: z.string().openapi({ description: "Its id, by which it is steered" }),
  dialled: z.string(),
  since: Moment,
  legs: z.array(Leg),
}).openapi("LiveCall");
