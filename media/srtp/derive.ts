import { SRTP_SUITES, type SrtpKey, type SrtpSuite } from "../../core/sdp/mod.ts";
import { type Kernels, takeOctets } from "../wasm/mod.ts";

/** Which protocol keys are for, with the label of its encryption key (RFC 3711 §4.3.1, §4.3.2). */
export type Protocol = "rtp" | "rtcp";
const FIRST_LABEL: Readonly<Record<Protocol, number>> = { rtp: 0, rtcp: 3 };

/** The keys that packets are worked with. */
export interface SessionKeys {
  readonly encryption: Uint8Array;
  /** Empty for AEAD, which needs none. */
  readonly authentication: Uint8Array;
  readonly salt: Uint8Array;
}

/** RFC 3711 §4.3.3: the label stands over the octet before the salt's last six. */
const LABEL_AT = 7;
const AUTHENTICATION_OCTETS = 20;
const SCHEDULE_OCTETS = 256;
const BLOCK_OCTETS = 16;
const LONGEST_KEY = 32;

/** Splits key and salt. Throws when their length is not the suite's: whoever read them from a stranger has checked. */
function splitKey({ suite, key }: SrtpKey): { readonly key: Uint8Array; readonly salt: Uint8Array } {
  const { keyOctets, saltOctets } = SRTP_SUITES[suite];
  const octets = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  if (octets.length !== keyOctets + saltOctets) {
    throw new Error(
      `Cannot use a key of "${octets.length}" octets for "${suite}": expected ${keyOctets + saltOctets}`,
    );
  }
  return { key: octets.subarray(0, keyOctets), salt: octets.subarray(keyOctets) };
}

export function isAead(suite: SrtpSuite): boolean {
  return suite.startsWith("AEAD_");
}

/**
 * Derives a direction's session keys from its master key, once and for all: the derivation rate is 0 (RFC 3711 §4.3;
 * RFC 6188 §3 for keys of 256 bits; RFC 7714 §11 for AEAD, whose salt of 12 octets counts as if zeros stood behind).
 */
export function deriveKeys(kernels: Kernels, master: SrtpKey, protocol: Protocol): SessionKeys {
  const { key, salt } = splitKey(master);
  const block = takeOctets(kernels, SCHEDULE_OCTETS + BLOCK_OCTETS + LONGEST_KEY);
  const counter = block.view.subarray(SCHEDULE_OCTETS, SCHEDULE_OCTETS + BLOCK_OCTETS);
  const out = block.view.subarray(SCHEDULE_OCTETS + BLOCK_OCTETS);
  out.set(key);
  kernels.run.aesExpand(block.at, out.byteOffset, key.length);
  const derive = (label: number, octets: number): Uint8Array => {
    counter.fill(0).set(salt);
    counter[LABEL_AT]! ^= FIRST_LABEL[protocol] + label;
    out.fill(0);
    kernels.run.aesCounter(block.at, counter.byteOffset, out.byteOffset, octets);
    return out.slice(0, octets);
  };
  const keys = {
    encryption: derive(0, key.length),
    authentication: derive(1, isAead(master.suite) ? 0 : AUTHENTICATION_OCTETS),
    salt: derive(2, salt.length),
  };
  block.view.fill(0);
  kernels.arena.giveBack(block.at);
  return keys;
}
