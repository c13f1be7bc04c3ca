/**
 * SIP over WebSocket (RFC 7118) on the web ports: a phone that lives in a page, and a real one.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box, secretOf } from "./box.ts";
import { realTest } from "./tool.ts";
import { WebPhone } from "./web_phone.ts";

for (const scheme of ["ws", "wss"] as const) {
  realTest(`a phone over ${scheme} calls a baresip and is called by it`, ["baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(), (box) => box.stop());
    const bob = opened.adopt(
      await Baresip.start({ ...box.account("102", "udp"), hz: 660, codecs: ["pcmu"] }),
      (phone) => phone.stop(),
    );
    const page = opened.adopt(
      await WebPhone.start({
        user: "101",
        secret: secretOf("101"),
        url: `${scheme}://${box.host.ip}:${scheme === "wss" ? box.webTlsPort : box.webPort}/sip`,
        ...(scheme === "wss" ? { trusts: await box.certificate() } : {}),
        speaksHz: 440,
        hearsHz: 660,
      }),
      (phone) => phone.stop(),
    );
    page.do({ do: "dial", number: "102", line: "a" });
    await page.until("answered");
    await page.hears();
    await bob.hears(440);
    page.do({ do: "hang-up", line: "a" });
    await bob.until("CALL_CLOSED");

    await bob.dial(box.uri("101"));
    const { line } = await page.until("incoming");
    page.do({ do: "ring", line });
    await bob.until("CALL_RINGING");
    page.do({ do: "answer", line });
    await bob.until("CALL_ESTABLISHED");
    await page.hears();
    await bob.hears(440, 2);
    await bob.hangUp();
    await page.until("ended");
    await box.untilEmpty();

    // The page is closed: it cannot be called up, and nothing is left of it.
    await page.stop();
    await box.untilFigure("sip_connections", 0);
    await bob.dial(box.uri("101"));
    assert.match((await closedAfter(bob)).param ?? "", /^480/);
  });
}

/** The end of a call that was never answered, after the earlier ones. */
async function closedAfter(phone: Baresip): Promise<{ readonly param?: string }> {
  for (;;) {
    const closed = await phone.until("CALL_CLOSED");
    if (/^4/.test(closed.param ?? "")) return closed;
  }
}
