import { beginningOfIds, type Office, ownerOfHooks, type Webhook } from "../../core/directory/mod.ts";
import type { Hook } from "../../core/mail/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { type Known, toldOf } from "./told.ts";

/** What is sent to a webhook for one event. */
export function hooksOf(
  event: CallEvent,
  { name, events }: Pick<Webhook, "name" | "events">,
  { office, known }: { readonly office: Pick<Office, "name">; readonly known: Known },
): readonly Hook[] {
  return toldOf(event, events, known).map(({ type, data }) => ({
    // The same whenever the record is read again, and another one in the record of another box.
    id: `${beginningOfIds(name)}${event.sequence}.${Math.round(event.at).toString(36)}.${type}`,
    of: ownerOfHooks(name),
    body: JSON.stringify({ type, timestamp: new Date(event.at).toISOString(), office: office.name, data }),
    ...(event.call === "" ? {} : { about: event.call }),
    nth: event.sequence,
  }));
}
