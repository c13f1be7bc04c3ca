/**
 * Two offices, each with a box: their people call each other over TLS with encrypted sound, and each box proves itself.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box, secretOf } from "./box.ts";
import { freePorts, newFolder, removeFolder } from "./place.ts";
import { realTest } from "./tool.ts";

const [HERE, THERE] = ["127.0.0.1", "127.0.0.4"];
const ACCOUNT = 'user: sites, secret: "s3cret-between-boxes"';

/** One certificate for both boxes, by their addresses; it is its own authority. */
async function makeCertificate(folder: string): Promise<string> {
  const names = `subjectAltName=IP:${HERE},IP:${THERE}`;
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"];
  const more = ["-subj", "/CN=sites", "-addext", names, "-addext", "basicConstraints=critical,CA:FALSE"];
  const files = ["-keyout", `${folder}/key.pem`, "-out", `${folder}/cert.pem`];
  const made = await new Deno.Command("openssl", { args: [...args, ...more, ...files], stdin: "null" }).output();
  assert.ok(made.success, new TextDecoder().decode(made.stderr));
  return `${folder}/cert.pem`;
}

realTest(
  "colleagues of two offices talk: over TLS, with SRTP that is required, box to box, each proving itself",
  ["baresip", "openssl"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const folder = opened.adopt(await newFolder("sites"), removeFolder);
    const certificate = await makeCertificate(folder);
    const tls = { web: `certificate: ${certificate}, key: ${folder}/key.pem`, sip: `authorities: ${certificate}` };
    // The boxes must know each other's port before either is there.
    const [here, there] = [freePorts(4), freePorts(4)];
    const officeTo = (ip: string, port: number, match: string) =>
      `trunks: [{ name: site, kind: site, host: ${ip}, port: ${
        port + 1
      }, transport: tls, srtp: required, ${ACCOUNT} }]\n` +
      `routes: [{ match: "${match}", trunks: site, class: internal }]\n`;
    const cluj = opened.adopt(
      await Box.start({ ...tls, bind: [THERE], port: there, first: 201, office: officeTo(HERE, here, "3XX") }),
      (box) => box.stop(),
    );
    const bucharest = opened.adopt(
      await Box.start({ ...tls, bind: [HERE], port: here, first: 301, office: officeTo(THERE, there, "2XX") }),
      (box) => box.stop(),
    );
    const ana = opened.adopt(
      await Baresip.start({ ...bucharest.account("301", "udp"), hz: 440 }),
      (phone) => phone.stop(),
    );
    const dan = opened.adopt(
      await Baresip.start({
        user: "201",
        secret: secretOf("201"),
        box: { ip: THERE, port: cluj.port, transport: "udp" },
        hz: 660,
      }),
      (phone) => phone.stop(),
    );
    await bucharest.untilFigure("trunks_up", 1);
    await ana.dial(bucharest.uri("201"));
    const incoming = await dan.until("CALL_ESTABLISHED");
    assert.match(incoming.peeruri ?? "", /sip:301@/);
    await Promise.all([ana.hears(660), dan.hears(440)]);
    await ana.hangUp();
    for (const box of [bucharest, cluj]) {
      const answered = await box.untilRecorded("leg.answered", 2);
      assert.deepEqual(answered.map(({ facts }) => facts["srtp"] ?? "plain").sort(), ["AEAD_AES_256_GCM", "plain"]);
      await box.untilEmpty();
    }
    await dan.dial(`sip:302@${THERE}:${cluj.port}`);
    await dan.until("CALL_CLOSED");
    await bucharest.untilEmpty();
    assert.match(await bucharest.command("status"), /site/);
  },
);
