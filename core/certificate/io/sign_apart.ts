import type { Signed, SignWish } from "./sign.ts";

/** Signs in a worker that ends with it: the library takes 12 MB, and is wanted once a year. */
export async function signApart(wish: SignWish): Promise<Signed> {
  const worker = new Worker(new URL("./sign_worker.ts", import.meta.url), { type: "module", name: "certificate" });
  const { promise, resolve, reject } = Promise.withResolvers<Signed>();
  worker.onmessage = ({ data }: MessageEvent<Signed>) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`Cannot make a certificate: ${event.message}`));
  };
  worker.postMessage(wish);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}
