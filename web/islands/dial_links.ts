/**
 * Numbers on any page are called by a click: by the phone that is open in a window of this browser; else the box has one's own
 * phones ring, and whichever is picked up calls; and where there is none, a phone is opened here.
 *
 * @module
 */
import { callElsewhere, sayInPassing } from "./ask_phone.ts";
import { dialable } from "../softphone/mod.ts";
import { PHONE_CHANNEL } from "./softphone/phone_channel.ts";

const LINKS = "a.dial, a[href^='tel:'], a[href^='callto:']";

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(LINKS) : null;
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (link === null || !isPlain) return;
  const number = dialable(link.dataset["dial"] ?? decodeURIComponent(link.href));
  const told = document.querySelector<HTMLElement>("[data-dial-told]");
  // Who has no phone here has his system's.
  if (told === null) {
    if (!link.matches(".dial")) return;
    event.preventDefault();
    location.href = `tel:${number}`;
    return;
  }
  event.preventDefault();
  void call(number, told);
});

async function call(number: string, told: HTMLElement): Promise<void> {
  if (await callElsewhere(number, told)) return;
  const body = new URLSearchParams({ number });
  const answer = await fetch("/call/dial", { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect") return sayInPassing(told, told.dataset["rings"]);
  open(`/call?to=${encodeURIComponent(number)}`, PHONE_CHANNEL);
}
