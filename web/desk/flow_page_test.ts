import assert from "node:assert/strict";
import { deskStage } from "./stage.ts";

const OFFICE = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: a-long-secret-101 }
  - { number: "102", name: Bob Ion, secret: a-long-secret-102 }
  - { number: "103", name: Carl Ene, secret: a-long-secret-103 }
menus:
  - { name: main, says: hours-closed, keys: { "1": "101", "2": menu more } }
  - { name: more, says: hours-closed, keys: { "1": "102" } }
numbers:
  - { number: "+40211234567", to: menu main }
  - { number: "+40211234568", to: "103" }
`;

/** What stands in the boxes of the picture. */
function boxesOf(html: string): readonly string[] {
  const picture = html.slice(
    html.indexOf('data-island="flow_picture"'),
    html.indexOf("</svg>", html.indexOf("is-number")),
  );
  return [...picture.matchAll(/<text class="name"[^>]*>([^<]+)</g)].map(([, name]) => name!).toSorted();
}

Deno.test("where calls go is drawn from one number or thing on, and stays so while it is worked on", async () => {
  const { signedIn } = await deskStage({ owner: "owner" }, { file: OFFICE });
  const owner = await signedIn("owner");
  const page = async (path: string) => await (await owner.get(path)).text();
  const whole = await page("/flow");
  assert.deepEqual(boxesOf(whole), ["+40211234567", "+40211234568", "Ana Pop", "Bob Ion", "Carl Ene", "main", "more"]);

  const from = "from=numbers%2F%252B40211234567";
  const part = await page(`/flow?${from}&at=menus/more`);
  assert.deepEqual(boxesOf(part), ["+40211234567", "Ana Pop", "Bob Ion", "main", "more"]);
  assert.match(part, /<option value="numbers\/%2B40211234567" selected>\+40211234567</);
  assert.ok(part.includes(`href="/flow?at=menus/main&amp;${from}#ways"`), "boxes lead on in the same part");
  assert.ok(part.includes(`action="/flow/menus/more?${from}"`), "and so does what is saved");
  const saved = await owner.post(`/flow/menus/more?${from}`, { revision: "1", "keys.1": "101" });
  assert.deepEqual(boxesOf(await saved.text()), ["+40211234567", "Ana Pop", "main", "more"]);
  assert.ok(boxesOf(await page("/flow?from=menus/gone")).includes("Carl Ene"), "there is no such thing: all of it");
});
