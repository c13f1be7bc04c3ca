// @ts-nocheck AssemblyScript: its own compiler checks the types
/** What the compiled file exports: `entries.ts` says it again for the host. */
import { aesCounter, aesExpand } from "./aes.ts";
import { concealHeard, concealJoin, concealLost, concealReset } from "./conceal.ts";
import { fft, fftTables, ifft } from "./fft.ts";
import { alawDecode, alawEncode, ulawDecode, ulawEncode } from "./g711.ts";
import { g722Decode, g722Encode, g722Reset } from "./g722.ts";
import { goertzel } from "./goertzel.ts";
import { cancel, cancelHold, cancelOctets, cancelPass, cancelReset } from "./kalman.ts";
import { amplify, peak, power } from "./level.ts";
import { mixAll, mixMinus } from "./mix.ts";
import { comfortNoise } from "./noise.ts";
import { resample } from "./resample.ts";
import { hmacExpand, hmacSha1 } from "./sha1.ts";
import { cmOpen, cmSeal, gcmExpand, gcmOpen, gcmSeal } from "./srtp.ts";
import { crossfade, stretchLag, stretchLikeness } from "./stretch.ts";
import { suppress, suppressOctets, suppressReset } from "./suppress.ts";
import { tone } from "./tone.ts";

export { aesCounter, aesExpand, cmOpen, cmSeal, gcmExpand, gcmOpen, gcmSeal, hmacExpand, hmacSha1 };
export { alawDecode, alawEncode, ulawDecode, ulawEncode };
export { amplify, comfortNoise, peak, power };
export { cancel, cancelHold, cancelOctets, cancelPass, cancelReset };
export { concealHeard, concealJoin, concealLost, concealReset };
export { crossfade, stretchLag, stretchLikeness };
export { fft, fftTables, ifft };
export { g722Decode, g722Encode, g722Reset };
export { goertzel, mixAll, mixMinus, resample, tone };
export { suppress, suppressOctets, suppressReset };

/** Where the static data ends. */
export const staticEnd: usize = __heap_base;
