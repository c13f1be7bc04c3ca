// @ts-nocheck AssemblyScript: its own compiler checks the types
/** What the compiled file exports: `entries.ts` says it again for the host. */
import { alawDecode, alawEncode, ulawDecode, ulawEncode } from "./g711.ts";
import { g722Decode, g722Encode, g722Reset } from "./g722.ts";

export { alawDecode, alawEncode, g722Decode, g722Encode, g722Reset, ulawDecode, ulawEncode };

/** Where the static data ends. */
export const staticEnd: usize = __heap_base;
