/**
 * A real linphone that registers with the box, calls, is called, and transfers after asking.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { Linphone } from "./linphone.ts";
import { realTest } from "./tool.ts";

for (const transport of ["udp", "tcp"] as const) {
  realTest(`a linphone calls and is called over ${transport}`, ["baresip", "linphonec"], async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(), (box) => box.stop());
    const lin = opened.adopt(await Linphone.start({ ...box.account("101", transport), hz: 550 }), (lin) => lin.stop());
    const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (bob) => bob.stop());
    await lin.call("102");
    await bob.hears(550);
    await lin.hears(660);
    await lin.type("7");
    assert.equal((await bob.until("CALL_DTMF_START")).param, "7");
    await lin.type("terminate");
    await bob.until("CALL_CLOSED");
    await bob.dial(box.uri("101"));
    await lin.answer();
    await bob.until("CALL_ESTABLISHED");
    await bob.hears(550, 2);
    const since = lin.mark();
    await lin.type("pause");
    await lin.until(/is now paused/, since);
    await lin.type("resume");
    await lin.until(/Media streams established/, since);
    await bob.hearsNow(550);
    await bob.hangUp();
    await lin.until(/ended/, since);
    await box.untilIdle();
  });
}

realTest("a linphone asks a third phone, then joins its two calls", ["baresip", "linphonec"], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const lin = opened.adopt(await Linphone.start({ ...box.account("101", "udp"), hz: 550 }), (lin) => lin.stop());
  const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (bob) => bob.stop());
  const carl = opened.adopt(await Baresip.start({ ...box.account("103", "udp"), hz: 880 }), (carl) => carl.stop());
  const first = await lin.call("102");
  await bob.hears(550);
  const since = lin.mark();
  await lin.type("pause");
  await lin.until(/is now paused/, since);
  const second = await lin.call("103");
  await carl.hears(550);
  await lin.type(`transfer ${first} --to-call ${second}`);
  await carl.hearsNow(660);
  await bob.hearsNow(880);
  await lin.until(/ended/, since);
  await bob.hangUp();
  await carl.until("CALL_CLOSED");
  await box.untilIdle();
});
