/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { sign, type SignWish } from "./sign.ts";

self.onmessage = async ({ data }: MessageEvent<SignWish>): Promise<void> => {
  self.postMessage(await sign(data));
};
