import assert from "node:assert/strict";
import { FRAME_OCTETS, Tone, ToneEar } from "./tone.ts";

for (const [spoken, listened, heard] of [[440, 440, true], [660, 660, true], [440, 660, false]] as const) {
  Deno.test(`an ear for ${listened} Hz ${heard ? "hears" : "does not hear"} a tone of ${spoken} Hz`, () => {
    const [tone, ear, frame] = [new Tone(spoken), new ToneEar(listened), new Uint8Array(FRAME_OCTETS)];
    for (let packet = 0; packet < 50; packet++) {
      tone.next(frame);
      ear.hear(frame);
    }
    const share = ear.share();
    assert.ok(heard ? share > 0.95 : share < 0.05, `heard a share of ${share}`);
    assert.equal(ear.share(), 0, "a new count begins with nothing");
  });
}
