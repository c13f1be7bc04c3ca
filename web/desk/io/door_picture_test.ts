import assert from "node:assert/strict";
import { doorPicture } from "./door_picture.ts";

/** A door phone's camera that answers so. */
function camera(answer: (request: Request) => Response | Promise<Response>) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  return { at: `127.0.0.1:${server.addr.port}/now.jpg`, [Symbol.asyncDispose]: () => server.shutdown() };
}

const JPEG = { headers: { "content-type": "image/jpeg" } };

Deno.test("what the door sees is fetched, with the name and password of its address", async () => {
  const asked: (string | null)[] = [];
  await using door = camera((request) => {
    asked.push(request.headers.get("authorization"));
    return new Response(new Uint8Array([1, 2, 3]), JPEG);
  });
  const picture = await doorPicture(`http://ana:p%40ss@${door.at}`);
  assert.deepEqual([picture?.type, [...picture!.bytes]], ["image/jpeg", [1, 2, 3]]);
  assert.deepEqual(asked, [`Basic ${btoa("ana:p@ss")}`]);
});

for (
  const [name, answer] of [
    ["a page in place of a picture", () => new Response("<script>", { headers: { "content-type": "text/html" } })],
    [
      "a drawing that could run scripts",
      () => new Response("<svg/>", { headers: { "content-type": "image/svg+xml" } }),
    ],
    ["a fault", () => new Response("", { status: 500 })],
    ["a way elsewhere", () => new Response(null, { status: 302, headers: { location: "http://127.0.0.1:1/" } })],
    ["more than a picture can be", () => new Response(new Uint8Array(5_000_001), JPEG)],
  ] as const
) {
  Deno.test(`${name} is no picture`, async () => {
    await using door = camera(answer);
    assert.equal(await doorPicture(`http://${door.at}`), undefined);
  });
}

Deno.test("a door that is not there shows nothing", async () => {
  const gone = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = gone.addr as Deno.NetAddr;
  gone.close();
  assert.equal(await doorPicture(`http://127.0.0.1:${port}/`), undefined);
});
