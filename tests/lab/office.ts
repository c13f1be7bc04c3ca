import { buildDirectory, type Directory, type SrtpUse } from "../../core/directory/mod.ts";

/** An office of these numbers; a secret is `secret-` and the number. */
export function officeOf(
  numbers: readonly string[],
  callLimit = 4,
  revision = 1,
  srtp: Readonly<Record<string, SrtpUse>> = {},
): Directory {
  const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  const extensions = numbers.map((number) => ({
    number,
    name: `Person ${number}`,
    secret: `secret-${number}`,
    ringForS: 25,
    callLimit,
    phones: 5,
    srtp: srtp[number] ?? "allowed",
  }));
  return buildDirectory({ office, extensions }, { revision, realm: "kontor" });
}
