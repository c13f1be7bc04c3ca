import type { Header } from "../sip/mod.ts";
import type { Subscription } from "./subscription.ts";

/** How a SUBSCRIBE is to be answered. */
export interface SubscribeAnswer {
  readonly status: number;
  readonly reason?: string;
  /** Our side of the dialog that it opens. */
  readonly toTag?: string;
  readonly headers: readonly Header[];
}

/** It stands for so many seconds (RFC 6665 §4.2.1.1); 0: it is over, or was never to last. */
export function granted({ list }: Subscription, expiresS: number, toTag?: string): SubscribeAnswer {
  const headers = [{ name: "Expires", value: String(expiresS) }];
  // RFC 4662 §4.2: by this the watcher knows that it is a list.
  if (list !== undefined) headers.push({ name: "Require", value: "eventlist" });
  return { status: 200, ...(toTag === undefined ? {} : { toTag }), headers };
}

export function refused(status: number, reason?: string, headers: readonly Header[] = []): SubscribeAnswer {
  return { status, ...(reason === undefined ? {} : { reason }), headers };
}
