/**
 * Who exists: the immutable snapshot of the office that the switchboard reads.
 *
 * @module
 */
export { buildDirectory, type BuildOptions, type DirectorySource, type ExtensionSource } from "./build.ts";
export {
  CODEC_NAMES,
  type CodecName,
  type DigestKeys,
  type Directory,
  type Extension,
  type Office,
  type SrtpUse,
} from "./directory.ts";
export { emergencyNumbersOf } from "./emergency.ts";
