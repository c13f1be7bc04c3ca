import type { CallEvent } from "../../../core/record/mod.ts";
import type { Step } from "../call.ts";
import type { OwnOffice } from "./scope.ts";

/** The way that the one on a leg took. */
export function stepsOf(leg: string, story: readonly CallEvent[], office: OwnOffice): readonly Step[] {
  return story.flatMap((event): readonly Step[] => {
    if (!("leg" in event) || event.leg !== leg) return [];
    if (event.type === "leg.brought") return placeOf(event.to, event.id, office);
    return event.type === "menu.chosen" ? [{ kind: "choice", name: event.digits || "timeout" }] : [];
  });
}

function placeOf(kind: string, id: string, { queues, groups }: OwnOffice): readonly Step[] {
  switch (kind) {
    case "extension":
      return [{ kind: "extension", name: id }];
    case "group":
      return [{ kind: "group", name: groups[id] ?? `Group ${id}` }];
    case "queue":
      return [{ kind: "queue", name: queues[id] ?? `Queue ${id}` }];
    case "menu":
      return [{ kind: "menu", name: id }];
    case "voicemail":
    case "voicemail-to":
      return [{ kind: "voicemail" }];
    default:
      return [];
  }
}

/** Where it was sent to, by number. */
export function destinationsOf(leg: string, story: readonly CallEvent[]): readonly string[] {
  return story.flatMap((event) => event.type === "leg.brought" && event.leg === leg ? [event.id] : []);
}
