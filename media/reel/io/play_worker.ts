/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import type { LogLine } from "../../../core/base/mod.ts";
import type { Language } from "../../../core/sound/mod.ts";
import { Resamplers } from "../../resample/mod.ts";
import { openKernels, openOpus } from "../../wasm/io/mod.ts";
import type { FromPlayer, PlayerSources, ToPlayer } from "../../play/mod.ts";
import { Deck } from "../mod.ts";
import { Filler } from "./filler.ts";
import { findRecording } from "./find_recording.ts";
import { listMusic } from "./list_music.ts";
import { openFile } from "./open_file.ts";
import { openShelf } from "./open_shelf.ts";

const tell = (event: FromPlayer): void => self.postMessage(event);

function live(memory: SharedArrayBuffer, sources: PlayerSources): void {
  const { filesFolder = ".", promptsFolder, musicFolder, keys } = sources;
  const kernels = openKernels();
  const tools = { kernels, opus: openOpus(), resamplers: new Resamplers(kernels), keys: keys ?? [] };
  const placeOf = (path: string): string => path.startsWith("/") ? path : `${filesFolder}/${path}`;
  const files = {
    openFile: (path: string) => openFile(placeOf(path), tools),
    openRecording: (path: string, language: Language) => {
      const found = findRecording(path, language, promptsFolder);
      return found.ok ? openFile(found.value, tools) : found;
    },
    music: (of: string | undefined) => listMusic(musicFolder, of),
  };
  const log = { write: (line: LogLine) => tell({ type: "log", line }) };
  const shelf = openShelf({ folder: promptsFolder, tools, keys: keys ?? [], log });
  const deck = new Deck({ kernels, shelf, ...files }, memory);
  const filler = new Filler(deck, tell);
  self.onmessage = ({ data }: MessageEvent<ToPlayer>): void => {
    if (data.type === "open") {
      deck.open(data.ring, data.use, data.playlist);
      filler.fill();
    } else if (data.type === "close") deck.close(data.ring);
    else if (data.type === "stop") {
      filler.rest();
      deck[Symbol.dispose]();
      tell({ type: "stopped" });
      self.close();
    }
  };
}

self.onmessage = ({ data }: MessageEvent<ToPlayer>): void => {
  if (data.type === "start") live(data.memory, data.sources);
};
