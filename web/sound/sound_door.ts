/** What lies in files, to be heard: decoded on the box, since the files are sealed. Paths are below the data folder. */
export interface SoundDoor {
  /** Of the WAV file that these make, one after the other. Fails where one is not there. */
  measure(
    paths: readonly string[],
  ): Promise<{ readonly bytes: number; readonly sides: 1 | 2; readonly durationMs: number }>;
  read(paths: readonly string[], at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** How loud it is from moment to moment, 0 to 255, a row a side. */
  outline(paths: readonly string[], columns: number): Promise<readonly (readonly number[])[]>;
  /** Makes a file of what somebody recorded. */
  keep(order: {
    readonly sound: Uint8Array<ArrayBuffer>;
    readonly path: string;
    readonly shortestMs: number;
    readonly longestMs: number;
  }): Promise<{ readonly durationMs: number } | { readonly refused: "no-sound" | "too-short" | "too-long" }>;
}
