import type { SrtpKey } from "../../core/sdp/mod.ts";
import type { Kernels } from "../wasm/mod.ts";
import { Cipher } from "./cipher.ts";
import { deriveKeys } from "./derive.ts";

/** Where a session stands that began elsewhere; all 0 for a new one. */
export interface SrtpStart {
  /** How often the sequence number had wrapped before the first packet (RFC 3711 §3.2.1). */
  readonly rollover?: number;
  /** The index of the first RTCP packet that is sent. */
  readonly rtcpIndex?: number;
}

/** Both ciphers of a direction. */
export interface Ciphers {
  readonly rtp: Cipher;
  readonly rtcp: Cipher;
}

/** Throws when the key's length is not its suite's. */
export function makeCiphers(kernels: Kernels, key: SrtpKey): Ciphers {
  return {
    rtp: new Cipher(kernels, key.suite, "rtp", deriveKeys(kernels, key, "rtp")),
    rtcp: new Cipher(kernels, key.suite, "rtcp", deriveKeys(kernels, key, "rtcp")),
  };
}
