import assert from "node:assert/strict";
import { CODEC_NAMES } from "../directory/mod.ts";
import { DEFAULT_CODECS, isSpeech } from "../sdp/mod.ts";

Deno.test("every codec that the box offers can be put in an order, and no other", () => {
  assert.deepEqual(
    [...CODEC_NAMES],
    DEFAULT_CODECS.filter(isSpeech).map(({ name }) => name.toLowerCase()),
  );
});
