/**
 * `kontor.local`: how the box tells of itself on its networks without a name server (mDNS, RFC 6762; DNS-SD, RFC 6763). What it
 * says, what it answers, and who has the name when two want it; the sockets are in its io/.
 *
 * @module
 */
export { answerTo, type MdnsAnswer, type MdnsQuestion } from "./answer.ts";
export { goesBefore, isTaken, nextLabel } from "./conflict.ts";
export { hostName, type MdnsRecord, type MdnsService, recordsOf, servicesOf, type Told } from "./records.ts";
