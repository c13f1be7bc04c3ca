/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { type FromAcme, order, type ToAcme } from "./acme_order.ts";

const say = (said: FromAcme) => self.postMessage(said);
/** Challenges that are being laid out, by their token. */
const waiting = new Map<string, PromiseWithResolvers<void>>();

self.onmessage = ({ data }: MessageEvent<ToAcme>): void => {
  if (data.type === "laid-out") {
    if (data.why === undefined) waiting.get(data.token)?.resolve();
    else waiting.get(data.token)?.reject(new Error(data.why));
    return;
  }
  order(data.wish, {
    challenge: (challenge) => {
      const laidOut = Promise.withResolvers<void>();
      waiting.set(challenge.token, laidOut);
      say({ type: "challenge", ...challenge });
      return laidOut.promise;
    },
    over: (challenge) => say({ type: "over", ...challenge }),
  }).then((outcome) => say({ type: "outcome", outcome }));
};
