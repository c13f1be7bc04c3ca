import { localTime, type WallTime } from "../../../core/base/mod.ts";
import {
  type Directory,
  isInWeek,
  nextEdge,
  type NoticeRecipient,
  officeLanguage,
} from "../../../core/directory/mod.ts";
import { callerKey, shownNumber } from "../../../core/routing/mod.ts";
import type { Recipient } from "./digest.ts";

/** The tenant of the office's own calls, where others are named after their `pbx`. */
export type OwnTenant = string;

/** Somebody who is told, with all that his settings leave to the office filled in. */
export interface Told extends Recipient {
  readonly via:
    | { readonly kind: "mail"; readonly address: string }
    | { readonly kind: "desk"; readonly number: string }
    | { readonly kind: "webhook"; readonly url: string };
  readonly language: "en" | "ro";
  readonly country: string;
  /** As the office calls itself. */
  readonly office: string;
  /** Whether he wants to hear of calls to this number of ours, which went that way. */
  concerns(about: { readonly did: string; readonly route: string | undefined }): boolean;
  /** One of our numbers, as he reads it. */
  ours(did: string): string;
  /** A moment as his clock and calendar show it: `2 Mar 2026, 10:10`. */
  when(at: number): string;
  /** He has quiet hours. */
  readonly isQuietAtTimes: boolean;
  /** Until when he is not to be disturbed by a mail at that moment; undefined: he may be. */
  wakesAt(at: number): number | undefined;
  /** Of a moment by his clock, 0 to 23. */
  hourOf(at: number): number;
}

type Known = Pick<Directory, "missed" | "office" | "extensions" | "queues" | "pbx">;

/** Who is told by an office; whoever has lost his mail address is left out. */
export function toldBy(directory: Known, own: OwnTenant): readonly Told[] {
  return directory.missed.notify.recipients.flatMap((given) => {
    const via = viaOf(given, directory);
    return via === undefined ? [] : [toldOf(given, { via, directory, own })];
  });
}

function viaOf({ to }: NoticeRecipient, { extensions }: Known): Told["via"] | undefined {
  if (to.kind !== "extension") return to;
  const address = extensions.get(to.number)?.mailbox?.email;
  return address === undefined ? undefined : { kind: "mail", address };
}

function toldOf(
  given: NoticeRecipient,
  { via, directory, own }: { readonly via: Told["via"]; readonly directory: Known; readonly own: OwnTenant },
): Told {
  const { office } = directory;
  const { to, cadence, hour, minute, weekday, wantsEmpty, quiet, pbx: system } = given;
  const tenant = system ?? own;
  const pbx = directory.pbx.find(({ name }) => name === system);
  const country = pbx?.country ?? office.country;
  const timeZone = given.timeZone ?? pbx?.timeZone ?? office.timeZone;
  const language = given.language ?? officeLanguage(office);
  const key = remembering((number) => callerKey(number, { country }));
  const clock = clockOf(LOCALES[language], timeZone);
  const numbers = new Set(given.numbers.map(key));
  const queues = new Set(given.queues.flatMap((id) => {
    const name = pbx === undefined ? directory.queues.get(id)?.name : pbx.queues.find((each) => each.id === id)?.name;
    return name === undefined ? [id] : [id, name];
  }));
  return {
    id: JSON.stringify([whoOf(to), cadence]),
    tenant,
    cadence,
    hour,
    minute,
    weekday,
    wantsEmpty,
    timeZone,
    via,
    language,
    country,
    office: system ?? office.name,
    concerns: ({ did, route }) =>
      (numbers.size === 0 || numbers.has(key(did))) &&
      (queues.size === 0 || (route ?? "").split(" → ").some((stage) => queues.has(stage))),
    isQuietAtTimes: via.kind === "mail" && quiet.length > 0,
    // Where it is quiet all week nobody would be told ever.
    wakesAt: (at) =>
      via.kind === "mail" && isInWeek(quiet, localTime(at as WallTime, timeZone))
        ? nextEdge(quiet, at as WallTime, timeZone)
        : undefined,
    ours: remembering((did) => shownNumber(did.replace(/^raw:/, ""), country)),
    ...clock,
  };
}

function whoOf(to: NoticeRecipient["to"]): string {
  switch (to.kind) {
    case "mail":
      return to.address;
    case "extension":
      return to.number;
    case "desk":
      return `desk ${to.number}`;
    case "webhook":
      return to.url;
  }
}

const LOCALES = { en: "en-GB", ro: "ro-RO" } as const;

/** What it takes to format a time is made with the first one, and once: a month's digest has thousands of them. */
function clockOf(locale: string, timeZone: string): Pick<Told, "when" | "hourOf"> {
  let [moments, hours]: (Intl.DateTimeFormat | undefined)[] = [];
  return {
    when: (at) =>
      (moments ??= new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "short" })).format(at),
    hourOf: (at) =>
      Number((hours ??= new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" })).format(at)),
  };
}

/** An office has few numbers of its own, and each is asked for again and again. */
function remembering(of: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? of(text);
    known.set(text, found);
    return found;
  };
}
