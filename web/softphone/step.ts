import { act } from "./act.ts";
import { hear } from "./hear.ts";
import type { Input, Step } from "./input.ts";
import type { Phone } from "./phone.ts";

/**
 * The phone in a browser, complete: what it is after a deed or a piece of news, and what the line is to do. Pure: whoever
 * holds it carries out the orders, in order, and hands in what comes of them as news.
 *
 * ```
 *   dial ──> calling ──answered──> talking <──answered── answering <──answer── ringing <── incoming
 *               │                  held: no / us / them / both                    │
 *               └──────────── ended: off the list; a notice where it was missed ──┘
 * ```
 *
 * @param now milliseconds since 1970
 */
export function step(phone: Phone, input: Input, now: number): Step {
  return "do" in input ? act(phone, input) : hear(phone, input, now);
}
