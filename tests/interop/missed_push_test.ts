import assert from "node:assert/strict";
import { DEFAULT_HISTORY, DEFAULT_MISSED, type Pbx } from "../../core/directory/mod.ts";
import { ForeignDesk } from "../../features/missed/io/mod.ts";
import { AMI_SECRET, AmiServer, HANGUP } from "../lab/ami_server.ts";
import { type Dialect, insert, makeTenant } from "./asterisk_tables.ts";
import { DatabaseServer } from "./database.ts";
import { HERE } from "./place.ts";
import { realTest } from "./tool.ts";

const DIALECT: Dialect = { queueTable: "queue_log", queueTimeZone: "UTC" };
const OFFICE = { country: "RO", timeZone: "UTC", missed: DEFAULT_MISSED, history: DEFAULT_HISTORY };

/** A row of a caller whom nobody answered, just now. */
function missedBy(number: string, at: number) {
  const [epoch, id] = [Math.floor(at / 1_000), `${Math.floor(at / 1_000)}.7`];
  return {
    calldate: new Date(1_000 * epoch).toISOString().slice(0, 19).replace("T", " "),
    ...{ src: number, dst: "101", dcontext: "from-internal", did: "0376443311", uniqueid: id, linkedid: id },
    ...{ channel: "PJSIP/provider-0000002a", dstchannel: "PJSIP/101-0000002b", lastapp: "Dial", lastdata: "PJSIP/101" },
    ...{ duration: 20, billsec: 0, disposition: "NO ANSWER" },
  };
}

realTest("a caller whom another system's people miss is known within half a minute once its Asterisk tells of him", [
  "mariadbd",
], async () => {
  const server = await DatabaseServer.startMariaDb();
  await using asterisk = new AmiServer();
  const [looked, seen] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
  const lines: string[] = [];
  const desk = new ForeignDesk({
    log: { write: ({ text }) => void lines.push(text) },
    onChange: (_, { entries }) => {
      const isKnown = (caller: string) => entries.some(({ callerKey }) => callerKey === caller);
      if (isKnown("+40745000001")) looked.resolve();
      if (isKnown("+40745123456")) seen.resolve(performance.now());
    },
  });
  try {
    const admin = await server.mariaDb();
    const { database, user, password: secret } = await makeTenant(admin, "acme", DIALECT);
    const pbx: Pbx = {
      ...{ name: "acme", kind: "freepbx", host: HERE, port: server.port, database, user, secret, tls: "off" },
      ami: { host: HERE, port: asterisk.port, user: "kontor", secret: AMI_SECRET, tls: "off" },
      // By itself it would look once an hour.
      ...{ everyS: 3_600, historyDays: 0, extensions: ["101"], trunkChannels: ["PJSIP/provider-"], missed: {} },
      ...{ outboundPrefixes: [], queues: [], groups: [], menus: [], members: [] },
    };
    await insert(admin, { tenant: "acme", table: "cdr", row: missedBy("0745000001", Date.now() - 40_000) });
    desk.follow([pbx], OFFICE);
    // What was there is found by the first look.
    await Promise.all([looked.promise, asterisk.heard("Login")]);
    await insert(admin, { tenant: "acme", table: "cdr", row: missedBy("0745123456", Date.now() - 21_000) });
    const toldAt = performance.now();
    await asterisk.tell(HANGUP);
    const tookMs = await seen.promise - toldAt;
    assert.ok(tookMs > 500 && tookMs < 30_000, `${tookMs} ms`);
    assert.deepEqual(lines, []);
    admin.destroy();
  } finally {
    await desk.stop();
    await server.stop();
  }
});
