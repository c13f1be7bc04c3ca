import { buildDirectory, type CodecName, type Directory, type SrtpUse } from "../../core/directory/mod.ts";

/** What the lab's office says of sound, by number. */
export interface SoundSettings {
  /** `allowed` for all others. */
  readonly srtp?: Readonly<Record<string, SrtpUse>> | undefined;
  /** Under `office` for all others. */
  readonly codecs?: Readonly<Record<string, readonly CodecName[]>> | undefined;
}

/** An office of these numbers; a secret is `secret-` and the number. */
export function officeOf(
  numbers: readonly string[],
  callLimit = 4,
  revision = 1,
  { srtp = {}, codecs = {} }: SoundSettings = {},
): Directory {
  const ordered = (whose: string) => codecs[whose] === undefined ? {} : { codecs: codecs[whose] };
  const office = {
    name: "Lab",
    country: "RO",
    timeZone: "Europe/Bucharest",
    language: "en",
    ...ordered("office"),
  };
  const extensions = numbers.map((number) => ({
    number,
    name: `Person ${number}`,
    secret: `secret-${number}`,
    ringForS: 25,
    callLimit,
    phones: 5,
    srtp: srtp[number] ?? "allowed",
    ...ordered(number),
  }));
  return buildDirectory({ office, extensions }, { revision, realm: "kontor" });
}
