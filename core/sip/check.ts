import { type Fault, ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { parseCount } from "./count.ts";
import { parseCseq } from "./cseq.ts";
import { parseNameAddr } from "./name_addr.ts";
import { parseUri } from "./uri.ts";
import { parseVia } from "./via.ts";

const PASSED: Result<undefined> = ok(undefined);

/** What a field must look like before the box works with the message; the others are read where they are needed. */
const CHECKS: ReadonlyMap<string, (value: string) => Result<unknown>> = new Map([
  ["Via", parseVia],
  ["From", checkAddress],
  ["To", checkAddress],
  ["Contact", (value: string) => value === "*" ? PASSED : checkAddress(value)],
  ["Route", checkRoute],
  ["Record-Route", checkRoute],
  ["Path", checkRoute],
  ["Service-Route", checkRoute],
  ["Refer-To", checkAddress],
  ["Call-ID", checkCallId],
  ["CSeq", parseCseq],
  ["Content-Length", parseCount],
  ["Max-Forwards", checkMaxForwards],
  ["Date", checkDate],
]);

/** What is wrong with the structure of a field (canonical name), if anything. */
export function faultOf(name: string, value: string): Fault | undefined {
  const result = CHECKS.get(name)?.(value);
  return result === undefined || result.ok ? undefined : result.fault;
}

function checkAddress(value: string): Result<unknown> {
  const address = parseNameAddr(value);
  return address.ok ? parseUri(address.value.uri) : address;
}

/** §20.34: a route always stands in angle brackets. */
function checkRoute(value: string): Result<unknown> {
  return value.includes("<") ? checkAddress(value) : cannotRead("bad-route", "route", value, "expected <URI>");
}

function checkCallId(value: string): Result<unknown> {
  return value !== "" && !/\s/.test(value) ? PASSED : cannotRead("bad-call-id", "Call-ID", value, "expected one word");
}

/** §20.22. */
function checkMaxForwards(value: string): Result<unknown> {
  const count = parseCount(value);
  if (count.ok && count.value <= 255) return PASSED;
  return cannotRead("bad-max-forwards", "Max-Forwards", value, "expected 0 to 255");
}

/** §20.17: the only time zone is GMT. */
function checkDate(value: string): Result<unknown> {
  return /\sGMT$/i.test(value) ? PASSED : cannotRead("bad-date", "Date", value, "expected GMT");
}
