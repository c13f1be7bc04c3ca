import { sentenceOf } from "../../base/mod.ts";
import type { AcmeOutcome } from "../acme.ts";
import type { AcmeHands, AcmeWish, FromAcme, ToAcme } from "./acme_order.ts";

/** An authority that has not decided by then is asked again another time. */
const PATIENCE_MS = 10 * 60_000;

/** Orders a certificate in a worker that ends with it: the library is loaded once in two months. Never throws. */
export async function orderApart(wish: AcmeWish, hands: AcmeHands, signal: AbortSignal): Promise<AcmeOutcome> {
  const worker = new Worker(new URL("./acme_worker.ts", import.meta.url), { type: "module", name: "acme" });
  const { promise, resolve } = Promise.withResolvers<AcmeOutcome>();
  const give = (why: string) => resolve({ ok: false, why });
  const tell = (said: ToAcme) => worker.postMessage(said);
  worker.onmessage = ({ data }: MessageEvent<FromAcme>) => {
    if (data.type === "outcome") return resolve(data.outcome);
    if (data.type === "over") return hands.over(data);
    hands.challenge(data).then(
      () => tell({ type: "laid-out", token: data.token }),
      (error) => tell({ type: "laid-out", token: data.token, why: sentenceOf(error) }),
    );
  };
  worker.onerror = (event) => {
    event.preventDefault();
    give(event.message);
  };
  const late = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const leave = () => give("it took too long");
  late.addEventListener("abort", leave);
  tell({ type: "order", wish });
  try {
    return await promise;
  } finally {
    late.removeEventListener("abort", leave);
    worker.terminate();
  }
}
