/**
 * Files that the box has to make first: while it does, the place where they were asked for says so, and asks for no second one.
 * Without this script they come all the same, once they are made.
 *
 * @module
 */
import { saveAs } from "./save_as.ts";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-makes]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wish = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    void make(`${form.action}?${wish}`, form);
  });
}
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-makes]")) {
  link.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void make(link.href, link.parentElement!);
  });
}

async function make(address: string, place: HTMLElement): Promise<void> {
  if (place.ariaBusy === "true") return;
  const told = place.querySelector<HTMLElement>("[data-making]")!;
  goesOn(true);
  try {
    // What is not reached is for the browser to tell, in its own way.
    const answer = await fetch(address).catch(() => undefined);
    const name = nameIn(answer?.headers.get("content-disposition") ?? "");
    if (answer?.ok && name !== undefined) saveAs(await answer.blob(), name);
    else location.assign(answer?.redirected ? answer.url : address);
  } finally {
    goesOn(false);
  }

  function goesOn(is: boolean): void {
    place.ariaBusy = String(is);
    told.hidden = !is;
    for (const button of place.querySelectorAll("button")) button.disabled = is;
  }
}

/** `attachment; filename*=UTF-8''weekly.pdf` (RFC 6266 §4.3). */
function nameIn(disposition: string): string | undefined {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  return name === undefined ? undefined : decodeURIComponent(name);
}
