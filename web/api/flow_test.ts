import assert from "node:assert/strict";
import { readOffice } from "../../core/config/mod.ts";
import { buildDirectory } from "../../core/directory/mod.ts";
import { program } from "../../tests/lab/program.ts";

const OFFICE = `
office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: secret-101 }
  - { number: "190", name: Gate, secret: secret-190 }
  - { number: "191", name: Yard, secret: secret-191 }
menus: [{ name: main, says: hours-closed, keys: { "1": "101" } }]
numbers: [{ number: "+40211234567", to: menu main }]
doors:
  - { name: Gate, number: "190", open: "1", picture: "http://192.168.1.40/picture.jpg" }
  - { name: Yard, number: "191", open: "1" }
`;

function office() {
  const judged = readOffice(OFFICE, { fileName: "office.yml", environment: {} });
  assert.ok(judged.ok, JSON.stringify(judged));
  const directory = buildDirectory(judged.value, { revision: 1, realm: "kontor" });
  const bytes = new TextEncoder().encode("JFIF");
  const picture = (url: string) =>
    Promise.resolve(url === "http://192.168.1.40/picture.jpg" ? { type: "image/jpeg", bytes } : undefined);
  return program(undefined, undefined, { directory: () => directory, picture });
}

Deno.test("a program is told where calls go as boxes and arrows, all of it or onwards from one thing", async () => {
  const { ask } = await office();
  const { body, headers } = await ask("GET", "/flow");
  const [{ at: first }] = body.boxes;
  assert.match(first, /^numbers\//);
  assert.deepEqual(body, {
    boxes: [
      {
        id: "number 0",
        kind: "number",
        name: "+40211234567",
        about: "",
        to: null,
        missing: false,
        at: first,
      },
      { id: "menu main", kind: "menu", name: "main", about: "", at: "menus/main", to: "menu main", missing: false },
      {
        ...{ id: "extension 101", kind: "extension", name: "Ana Pop", about: "101", missing: false },
        ...{ at: "extensions/101", to: "101" },
      },
    ],
    arrows: [
      { from: "number 0", to: "menu main", by: [{ why: "then", key: null, path: "to" }] },
      { from: "menu main", to: "extension 101", by: [{ why: "key", key: "1", path: "keys.1" }] },
    ],
  });
  assert.equal((await ask("GET", "/flow", undefined, { "if-none-match": headers.get("etag")! })).status, 304);
  const onwards = (await ask("GET", "/flow?from=menu%20main")).body.boxes;
  assert.deepEqual(onwards.map(({ id }: { id: string }) => id), ["menu main", "extension 101"]);
  const unread = await ask("GET", "/flow?from=nowhere%20at%20all");
  assert.deepEqual([unread.status, /^Cannot read "from" "nowhere at all"/.test(unread.body.detail)], [400, true]);
});

Deno.test("a program sees the door phones, and what one of them sees", async () => {
  const { ask } = await office();
  assert.deepEqual((await ask("GET", "/doors")).body.doors, [
    { name: "Gate", number: "190", picture: true },
    { name: "Yard", number: "191", picture: false },
  ]);
  const seen = await ask("GET", "/doors/Gate/picture");
  assert.deepEqual([seen.status, seen.headers.get("content-type"), seen.body], [200, "image/jpeg", "JFIF"]);
  for (const [door, why] of [["Yard", "nothing is to be seen there"], ["Roof", "there is none of that name"]]) {
    const { status, body } = await ask("GET", `/doors/${door}/picture`);
    assert.deepEqual([status, body.detail.endsWith(why)], [404, true], body.detail);
  }
});

Deno.test("a program is told where the box is reached", async () => {
  const { ask } = await office();
  assert.deepEqual((await ask("GET", "/network")).body, {
    name: "kontor.local",
    interfaces: [{ name: "eth0", addresses: ["192.168.1.7/24"] }],
    listening: ["udp 192.168.1.7:5060"],
    public_ip: null,
  });
});
