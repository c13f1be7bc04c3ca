import { type Log, ok } from "../../../core/base/mod.ts";
import type { PlayerTools, SealKey } from "../../file/mod.ts";
import { OwnFolder, readPromptPack } from "../../prompts/io/mod.ts";
import { clipsOf, type OwnRecordings, PromptShelf } from "../../prompts/mod.ts";
import type { Shelf } from "../mod.ts";

/** What the shelf is made with. */
export interface ShelfSettings {
  /** Of the owner's own recordings, where there may be any. */
  readonly folder: string | undefined;
  readonly tools: PlayerTools;
  readonly keys: readonly SealKey[];
  readonly log: Log;
}

const NONE: OwnRecordings = { read: () => ok(undefined) };

/** What the box says. It is read when something is first said: who only plays music needs none of it. */
export function openShelf({ folder, tools, keys, log }: ShelfSettings): Shelf {
  const own = folder === undefined ? NONE : new OwnFolder(folder);
  let shelf: PromptShelf | undefined;
  return {
    clipsOf,
    open: (language, name) => {
      shelf ??= new PromptShelf({ pack: readPromptPack(), own, tools, keys, log });
      return shelf.open(language, name);
    },
  };
}
