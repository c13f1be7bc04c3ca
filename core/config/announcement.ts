import type { Announcement } from "../directory/mod.ts";
import { destination } from "./destination.ts";
import { answers } from "./answers.ts";
import { numberText, wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type Shape, whole } from "./shape.ts";
import { spoken } from "./spoken.ts";

/** One of `announcements:`. */
export const announcement: Shape<Announcement> = record<Announcement>({
  name: needed("name", wordText, 'As destinations name it: "announcement closed"'),
  number: optional("number", numberText, "By which it is heard from any phone of the office. In quotes"),
  says: needed(
    "says",
    spoken,
    'A sentence of the box (hours-closed), a file in <data>/prompts (closed.wav), { recorded: "7" } from a phone by *777, { digits: "101" }, { silence: 500 }; ' +
      "or several of them",
  ),
  answers,
  times: preset("times", whole({ from: 1, to: 20 }), { value: 1, about: "How often it is said" }),
  onward: optional("then", destination, "Where the caller goes next; without it he is let go of"),
});
