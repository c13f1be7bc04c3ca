/**
 * What the box says, as a real phone hears it: words, player, engine, codec and network together.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { clip, heardBy, hearsPrompt } from "./prompt.ts";
import { realTest } from "./tool.ts";

realTest(
  "a phone understands what the echo test says, and hears itself after that, or after a key",
  ["baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(), (box) => box.stop());
    {
      const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
      await ana.dial(box.uri("*43"));
      await ana.hears(440, 1, 30_000);
      await hearsPrompt(ana, "echo-test");
      await ana.digits("#");
      await ana.until("CALL_CLOSED", 30_000);
    }
    const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (phone) => phone.stop());
    await bob.dial(box.uri("*43"));
    await bob.until("CALL_ESTABLISHED");
    await bob.digits("1");
    await bob.hears(660, 1);
    const heard = await heardBy(bob);
    assert.ok(heard.length < clip("echo-test").length, `${heard.length / 8000} s: the key has cut the sentence short`);
    await bob.hangUp();
    await box.untilIdle();
  },
);
