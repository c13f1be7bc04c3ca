import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import type { OfficeFile } from "./office.ts";
import { readOffice } from "./read_office.ts";

/** The first line of many an office in tests. */
export const OFFICE: string = "office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest }\n";
/** A way outside for whatever begins with 0 or +. */
export const OUTSIDE: string = "trunks: [{ name: world, kind: peer, host: 192.0.2.7 }]\n" +
  'routes: [{ match: "0.", trunks: world }, { match: "+.", trunks: world }]\n';
/** Its first extension. */
export const ANA: string = 'extensions: [{ number: "101", name: Ana Pop, secret: s3cret-101 }]\n';

/** An office of which only some sections are told; they are good. */
export function read(text: string): OfficeFile {
  const judged = readOffice(OFFICE + text, { fileName: "office.yml", environment: {} });
  assert.ok(judged.ok, judged.ok ? "" : judged.faults.map(formatFault).join("\n"));
  return judged.value;
}

/** What is wrong with such sections, in the order of the file; the first line is the office itself. */
export function faultsOf(text: string): readonly string[] {
  const judged = readOffice(OFFICE + text, { fileName: "office.yml", environment: {} });
  assert.ok(!judged.ok, "expected faults");
  return judged.faults.map(formatFault);
}
