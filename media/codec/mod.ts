/**
 * Codecs: one interface, many implementations, and the exam that each of them sits.
 *
 * @module
 */
export { type Codec, FRAME_MS } from "./codec.ts";
export { makeG711 } from "./g711.ts";
export { makeG722 } from "./g722.ts";
export { makeOpus, type OpusCodec, type OpusOptions } from "./opus.ts";
export { type OpusFormat, readOpusFormat } from "./opus_format.ts";
export { codecFor, type CodecTools } from "./table.ts";
export { warmCodecs } from "./warm.ts";
