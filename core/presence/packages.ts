import { DIALOG, type Lamp } from "./dialog_info.ts";
import type { EventPackage, WatchedState } from "./event_package.ts";
import { MESSAGE_SUMMARY, type MessageSummary } from "./message_summary.ts";
import { PRESENCE, type Presence } from "./pidf.ts";

/** What each event package tells. */
export interface States {
  readonly "dialog": Lamp;
  readonly "presence": Presence;
  readonly "message-summary": MessageSummary;
}

/** The name of an event package, as in `Event`. */
export type PackageName = keyof States;

/** Every event package there is. A new one is a row here, a type above, and the switchboard's answer to {@link StateOf}. */
const PACKAGES: { readonly [Name in PackageName]: EventPackage<States[Name]> } = {
  "dialog": DIALOG,
  "presence": PRESENCE,
  "message-summary": MESSAGE_SUMMARY,
};

/** All names. */
export const PACKAGE_NAMES: readonly PackageName[] = Object.keys(PACKAGES) as PackageName[];

/** How somebody or something is now, to a watcher of this extension. */
export type StateOf = <Name extends PackageName>(name: Name, number: string, watcher: string) => States[Name];

/** A package for whoever only carries its states from {@link StateOf} to its documents. */
export function packageOf(name: PackageName): EventPackage<WatchedState> {
  return PACKAGES[name] as EventPackage<WatchedState>;
}
