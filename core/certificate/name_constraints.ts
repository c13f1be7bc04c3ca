import { concat, networkOf, toBytes } from "../base/mod.ts";
import type { Permits } from "./permits.ts";

/** RFC 5280 §4.2.1.10. */
export const NAME_CONSTRAINTS = "2.5.29.30";

const SEQUENCE = 0x30;
/** `permittedSubtrees [0]`, and of GeneralName (§4.2.1.6) `dNSName [2]` and `iPAddress [7]`. */
const PERMITTED = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** The extension's value in DER: nothing but what is permitted. */
export function writeNameConstraints({ names, networks }: Permits): Uint8Array<ArrayBuffer> {
  const bases = [
    ...names.map((name) => tagged(DNS_NAME, toBytes(name))),
    ...networks.map(networkOf).map(({ address, mask }) => tagged(IP_ADDRESS, concat([address, mask]))),
  ];
  return tagged(SEQUENCE, tagged(PERMITTED, concat(bases.map((base) => tagged(SEQUENCE, base)))));
}

function tagged(tag: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat([Uint8Array.of(tag, ...size), body]);
}
