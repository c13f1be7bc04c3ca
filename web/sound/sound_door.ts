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
    /** The file that is there already. */
    readonly replaces?: boolean;
    readonly shortestMs: number;
    readonly longestMs: number;
  }): Promise<{ readonly durationMs: number } | { readonly refused: "no-sound" | "too-short" | "too-long" }>;
  /** The sounds in a folder and in the folders that are in it, by their names' order. */
  list(folder: string): Promise<readonly { readonly path: string; readonly bytes: number }[]>;
  /** Fails where there is no such file. */
  erase(path: string): Promise<void>;
}
