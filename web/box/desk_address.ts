import type { BoxDoor } from "../page/mod.ts";

/** Ports that no address names. */
const UNNAMED = { http: 80, https: 443 } as const;

/** `https://kontor.local`, with the port where it must be named; undefined where the box has no such pages. */
export function addressOf(box: BoxDoor, scheme: "http" | "https", host: string): string | undefined {
  const { web } = box.settings;
  const port = scheme === "http" ? web.port : web.tls;
  if (port === false) return undefined;
  const isUnnamed = port === UNNAMED[scheme] ||
    box.listening().some((where) => where.startsWith(`${scheme} `) && where.endsWith(`:${UNNAMED[scheme]}`));
  return `${scheme}://${host}${isUnnamed ? "" : `:${port}`}`;
}

/**
 * Where the desk is opened: by a name that everybody's browser trusts, where the box has a certificate for one; else by its name
 * in the office, or its address there. Undefined where it has no pages.
 */
export function deskAddress(box: BoxDoor): string | undefined {
  const { source, served } = box.certificates.status();
  const trusted = source === "own" ? undefined : served?.names.find((name) => /^[a-z0-9.-]+$/i.test(name));
  const byName = trusted === undefined ? undefined : addressOf(box, "https", trusted);
  const ip = box.interfaces().flatMap(({ addresses }) => addresses).find((address) => !address.includes(":"));
  const host = box.found() ?? ip?.split("/")[0];
  if (byName !== undefined || host === undefined) return byName;
  return addressOf(box, "http", host) ?? addressOf(box, "https", host);
}
