/**
 * Session descriptions (RFC 4566/8866): read, written, offered and answered (RFC 3264).
 *
 * @module
 */
export type { Codec, Direction, MediaPlan, PlannedCodec } from "./plan.ts";
