import { PHONE_CHANNEL } from "./softphone/phone_channel.ts";

/** Whoever has the phone says so at once. */
const ANSWERS_MS = 300;
const SAID_MS = 8_000;

/** Has the phone that is open in another window call a number, and says so here. Answers whether there is one that does. */
export async function callElsewhere(number: string, told: HTMLElement | null): Promise<boolean> {
  const isCalled = await isTaken(number);
  if (isCalled && told !== null) sayInPassing(told, told.dataset["taken"]);
  return isCalled;
}

/** Says something for as long as it takes to read it. */
export function sayInPassing(told: HTMLElement, text = ""): void {
  const said = document.createTextNode(text);
  told.replaceChildren(said);
  setTimeout(() => said.remove(), SAID_MS);
}

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
