/**
 * What somebody does who has a keyboard and no mouse.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { DeskVisit } from "./chromium.ts";

/** Goes on with Tab until the focus is there, and the focus can be seen. */
export async function tabTo({ page }: DeskVisit, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 150; pressed++) {
    const at = await page.evaluate((selector) => {
      const { activeElement: focus } = document;
      if (focus === null || !focus.matches(selector)) return "elsewhere";
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focus);
      return outlineStyle !== "none" && outlineWidth !== "0px" || boxShadow !== "none" ? "there" : "there unseen";
    }, selector);
    if (at !== "elsewhere") return assert.equal(at, "there", selector);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Cannot reach "${selector}" by keyboard on ${page.url()}`);
}

/** Does what a click would, by keyboard. */
export async function enter(visit: DeskVisit, selector: string): Promise<void> {
  await tabTo(visit, selector);
  await visit.page.keyboard.press("Enter");
}

export async function type(visit: DeskVisit, selector: string, text: string): Promise<void> {
  await tabTo(visit, selector);
  await visit.page.keyboard.press("ControlOrMeta+a");
  await visit.page.keyboard.type(text);
}

/** Chooses from a list, as its arrows and letters would. */
export async function choose(visit: DeskVisit, selector: string, name: string): Promise<void> {
  await tabTo(visit, selector);
  await visit.page.keyboard.type(name);
  const chosen = await visit.page.locator(selector).first().evaluate((list: HTMLSelectElement) =>
    list.selectedOptions[0]?.text
  );
  assert.ok(chosen?.startsWith(name), `${selector}: ${chosen}`);
}
