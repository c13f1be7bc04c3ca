import type { BoxDoor } from "../../page/mod.ts";

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
