import assert from "node:assert/strict";
import { freePorts } from "../interop/place.ts";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { atTheDesk } from "./chromium.ts";

/** One dark point, as a camera that has its lid on sends it. */
const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
const CAMERA = freePorts(1);

atTheDesk("who stands before the door is seen while he calls", async (visit) => {
  const { box, page } = visit;
  await using opened = new AsyncDisposableStack();
  opened.adopt(
    Deno.serve(
      { hostname: "127.0.0.1", port: CAMERA, onListen: () => {} },
      () => new Response(PNG, { headers: { "content-type": "image/png" } }),
    ),
    (camera) => camera.shutdown(),
  );
  await visit.claim();
  await visit.goTo("/");
  const [gate, bob] = three(await startPhones(opened, anaAndBob(box)));
  await gate.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  const eye = await page.waitForSelector("img.eye");
  await page.waitForFunction((eye) => (eye as HTMLImageElement).naturalWidth === 1, eye);
  await visit.look("now-door");
  assert.deepEqual(visit.faults, []);
}, {
  needs: ["baresip"],
  office: `doors: [{ name: gate, number: "101", open: "5", picture: "http://127.0.0.1:${CAMERA}/now.png" }]\n`,
});
