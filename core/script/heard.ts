import type { Playlist } from "../sound/mod.ts";

/** What somebody is to hear; in his own language, or else the office's, unless told. */
export type Heard = Omit<Playlist, "language"> & Partial<Pick<Playlist, "language">>;
