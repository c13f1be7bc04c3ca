/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { type CertificateWish, signSelf } from "./self_signed.ts";

self.onmessage = async ({ data }: MessageEvent<CertificateWish>): Promise<void> => {
  self.postMessage(await signSelf(data));
};
