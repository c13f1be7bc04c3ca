import { problem } from "./problem.ts";

/** The version that a change was made of: a change that does not say so could undo another one unseen (RFC 6585 §3). */
export function expectedVersion(header: string | undefined): number | "any" | Response {
  if (header === undefined) {
    return problem(428, 'Cannot change it without "If-Match": expected its version, as in the ETag, or *');
  }
  if (header.trim() === "*") return "any";
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  return version === undefined
    ? problem(400, `Cannot read "If-Match" "${header}": expected the version, as in the ETag, or *`)
    : Number(version);
}
