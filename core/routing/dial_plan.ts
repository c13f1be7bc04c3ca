import {
  CODE_NAMES,
  CODE_TABLE,
  type CodeSpec,
  type Destination,
  type Directory,
  emergencyNumberIn,
} from "../directory/mod.ts";
import { routeOf } from "./outbound.ts";

/** What of an office decides where a dialled number leads. */
export interface DialPlan extends Pick<Directory, "codes" | "emergencyNumbers" | "numbers" | "office" | "routes"> {
  readonly extensions: Pick<ReadonlyMap<string, { readonly mailbox?: unknown }>, "get" | "has">;
}

/** Where a dialled number leads in this office; undefined when it leads nowhere. */
export function destinationOf(dialled: string, directory: DialPlan): Destination | undefined {
  // Before all else: whatever the office calls its own, help is reached.
  const emergency = emergencyNumberIn(dialled, directory.emergencyNumbers);
  if (emergency !== undefined) return { kind: "emergency", id: emergency };
  return codeOf(dialled, directory) ?? numberOf(dialled, directory) ?? outsideOf(dialled, directory);
}

/** What is neither is looked for outside, where a route leads there. */
function outsideOf(dialled: string, directory: DialPlan): Destination | undefined {
  return routeOf(dialled, directory) === undefined ? undefined : { kind: "outside", id: dialled };
}

/** Who or what has the number, within the office. */
function numberOf(dialled: string, { extensions, numbers }: DialPlan): Destination | undefined {
  return extensions.has(dialled) ? { kind: "extension", id: dialled } : numbers.get(dialled);
}

/** The longest code that the number begins with, and what follows it. */
function codeOf(dialled: string, { codes, extensions }: DialPlan): Destination | undefined {
  let found: Destination | undefined;
  let length = 0;
  for (const name of CODE_NAMES) {
    const code = codes[name];
    if (code === false || !dialled.startsWith(code)) continue;
    const rest = dialled.slice(code.length);
    const { takes }: CodeSpec = CODE_TABLE[name];
    if (takes === "in a call") continue;
    if (takes === "nothing" ? rest !== "" : takes === "number" && rest === "") continue;
    if (takes === "an extension" && !extensions.has(rest)) continue;
    // *115 is the mailbox of 115 and not *11 with a 5 behind it: where that 5 means something, the office file is refused.
    const isWhole = takes === "an extension" && extensions.get(rest)?.mailbox !== undefined;
    const fits = isWhole ? dialled.length : code.length;
    if (fits <= length) continue;
    found = { kind: name, id: rest };
    length = fits;
  }
  return found;
}
