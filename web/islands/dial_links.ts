/**
 * Numbers on any page are called by a click: by the phone that is open in a window of this browser; else the box has one's own
 * phones ring, and whichever is picked up calls; and where there is none, a phone is opened here.
 *
 * @module
 */
import { dialable } from "../softphone/mod.ts";
import { PHONE_CHANNEL } from "./softphone/phone_channel.ts";

/** Whoever has the phone says so at once. */
const ANSWERS_MS = 300;
const SAID_MS = 8_000;
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
  if (await isTaken(number)) return say(told, told.dataset["taken"]);
  const body = new URLSearchParams({ number });
  const answer = await fetch("/call/dial", { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect") return say(told, told.dataset["rings"]);
  open(`/call?to=${encodeURIComponent(number)}`, PHONE_CHANNEL);
}

/** Whether the phone that is open in some window calls it. */
function isTaken(number: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const channel = new BroadcastChannel(PHONE_CHANNEL);
  const alone = setTimeout(() => resolve(false), ANSWERS_MS);
  channel.addEventListener("message", ({ data }) => {
    if (data === "taken") resolve(true);
  });
  channel.postMessage({ dial: number });
  return promise.finally(() => {
    clearTimeout(alone);
    channel.close();
  });
}

function say(told: HTMLElement, text = ""): void {
  const said = document.createTextNode(text);
  told.replaceChildren(said);
  setTimeout(() => said.remove(), SAID_MS);
}
