/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Hashes passwords away from the thread that carries signalling.
 *
 * @module
 */
import { hashPassword, verifyPassword } from "./hash_password.ts";
import type { HashAsk, HashReply } from "./worker_hasher.ts";

self.onmessage = async ({ data }: MessageEvent<HashAsk>): Promise<void> => {
  const { id, password } = data;
  const reply: HashReply = data.hash === undefined
    ? { id, hash: await hashPassword(password, data.scheme) }
    : { id, fits: await verifyPassword(password, data.hash) };
  self.postMessage(reply);
};
