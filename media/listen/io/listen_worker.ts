/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { Resamplers } from "../../resample/mod.ts";
import { openKernels, openOpus } from "../../wasm/io/mod.ts";
import { type FromListener, keepSound, type ListenerWish, outlineOf, type ToListener } from "../mod.ts";
import { OpenHearings } from "./open_hearings.ts";
import { soundsIn, writeSound } from "./sound_files.ts";

/** Decoders of a few files: a fraction of what a call room needs. */
const MEBIBYTES = 16;

function live({ folder, keys }: Extract<ToListener, { type: "start" }>): void {
  const kernels = openKernels(MEBIBYTES);
  const tools = { kernels, opus: openOpus(), resamplers: new Resamplers(kernels) };
  const open = new OpenHearings({ folder, keys, ...tools });
  const answer = async (wish: ListenerWish): Promise<Extract<FromListener, { answer: unknown }>["answer"]> => {
    switch (wish.wish) {
      case "measure":
        return open.of(wish.paths).measure;
      case "read":
        return open.of(wish.paths).read(wish.at, wish.length);
      case "outline": {
        // One of its own: who listens meanwhile is elsewhere in the file.
        using alone = open.alone(wish.paths);
        return await outlineOf(alone.hearing, wish.columns, () => new Promise((resolve) => setTimeout(resolve, 0)));
      }
      case "list":
        return soundsIn(folder, wish.folder);
      case "erase":
        open.close(wish.path);
        Deno.removeSync(`${folder}/${wish.path}`);
        return [];
      case "keep":
        if (wish.order.replaces === true) open.close(wish.order.path);
        return keepSound({ ...wish.order, path: `${folder}/${wish.order.path}` }, {
          ...tools,
          seal: keys[0],
          serial: () => crypto.getRandomValues(new Uint32Array(1))[0]!,
          salt: () => crypto.getRandomValues(new Uint8Array(16)),
          write: writeSound,
        });
    }
  };
  self.onmessage = async ({ data }: MessageEvent<ToListener>): Promise<void> => {
    if (data.type !== "ask") return;
    const { id, wish } = data;
    try {
      self.postMessage({ id, answer: await answer(wish) } satisfies FromListener);
    } catch (error) {
      self.postMessage({ id, failed: (error as Error).message } satisfies FromListener);
    }
  };
}

self.onmessage = ({ data }: MessageEvent<ToListener>): void => {
  if (data.type === "start") live(data);
};
