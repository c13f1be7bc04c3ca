import type { LegId } from "../call/mod.ts";
import type { Heard } from "./heard.ts";
import { act, type Script } from "./vocabulary.ts";

/** Music on hold: what somebody hears until he is wanted again; of the class that whoever lets him wait has chosen. */
export function* musicOf(holder: LegId): Script<Heard> {
  const { extensions, office } = yield* act({ do: "office" });
  const number = (yield* act({ do: "party", leg: holder }))?.number ?? "";
  return music(extensions.get(number)?.music ?? office.music);
}

/** Music on hold of a class; of none where nobody has chosen. */
export function music(of?: string): Heard {
  return { items: [{ type: "music", ...(of === undefined ? {} : { class: of }) }], repeats: true };
}
