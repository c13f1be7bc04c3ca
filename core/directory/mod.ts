/**
 * Who exists: the immutable snapshot of the office that the switchboard reads.
 *
 * @module
 */
export { buildDirectory, type BuildOptions, type DirectorySource, type ExtensionSource } from "./build.ts";
export type { DigestKeys, Directory, Extension, Office, SrtpUse } from "./directory.ts";
export { emergencyNumbersOf } from "./emergency.ts";
