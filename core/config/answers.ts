import { type Field, optional } from "./record.ts";
import { switched } from "./shape.ts";

/** `answer: false`, of what callers may hear without paying for it. */
export const answers: Field<boolean> = optional(
  "answer",
  switched,
  "false: callers hear it before they are answered, and pay nothing for it; who calls without an offer (RFC 3261) hears " +
    "nothing then. True when left out",
);
