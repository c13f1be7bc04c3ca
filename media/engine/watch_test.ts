import assert from "node:assert/strict";
import { readRtcp, RtcpView, ssrcOf, writeReport } from "../rtp/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import { ANA, BOB, speech, Stage, talk } from "./stage.ts";

Deno.test("reports go out every few seconds and measure loss and round trip", () => {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  for (let step = 0; step < 500; step++) {
    if (step % 10 !== 0 || step === 0) stage.hear(ana, speech(step), ANA);
    stage.pass(20);
  }
  const reports = stage.take().filter(({ socket }) => socket === ana + 1);
  assert.ok(reports.length >= 1 && reports.length <= 5, `${reports.length} reports in 10 s`);
  const view = new RtcpView();
  const { packet, to } = reports.at(-1)!;
  assert.equal(to, ANA.port + 1);
  assert.ok(readRtcp(packet, packet.length, 0x1234, view));
  assert.ok(view.hasReport && view.lost > 20 && view.fractionLost > 15 && view.fractionLost < 35);

  // He answers with a report on our stream, 40 ms after he got ours: half of it is his own delay.
  const bobReports = new RtcpView();
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  stage.hear(ana, speech(501), ANA);
  const ours = ssrcOf(stage.take()[0]!.packet);
  stage.pass(8000);
  const toBob = stage.take().find(({ socket }) => socket === bob + 1)!.packet;
  assert.ok(readRtcp(toBob, toBob.length, 0, bobReports) && bobReports.hasSenderReport);
  const answer = new Uint8Array(200);
  const sentAt = stage.ground.now;
  const length = writeReport(answer, 77, {
    cname: new Uint8Array(3),
    block: {
      ssrc: ours,
      fractionLost: 0,
      lost: 9,
      highest: 0,
      jitter: 0,
      lastSenderReport: (Math.floor((sentAt + stage.ground.ntpOffsetMs) * 65.536) | 0) - Math.round(40 * 65.536),
      sinceSenderReport: Math.round(20 * 65.536),
    },
  });
  stage.hear(bob + 1, answer.subarray(0, length), { ip: BOB.ip, port: BOB.port + 1 });
  stage.engine.command({ type: "close", leg: "bob" });
  const quality = stage.events.find((seen) => seen.type === "quality");
  assert.ok(quality !== undefined && quality.report.lostOut === 9);
  assert.ok(Math.abs(quality.report.roundTripMs! - 20) < 1, `${quality.report.roundTripMs}`);
});

Deno.test("a leg that should speak and does not is silent, again and again, but not one that is held or sends RTCP", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.apply("bob", BOB, { direction: "sendonly" });
  stage.pass(29_000);
  assert.deepEqual(stage.events.filter((seen) => seen.type === "silent"), []);
  stage.pass(2_000);
  assert.deepEqual(stage.events.filter((seen) => seen.type === "silent").map((seen) => seen.leg), ["ana"]);
  stage.pass(30_000);
  assert.equal(stage.events.filter((seen) => seen.type === "silent").length, 2);
  const report = new Uint8Array(100);
  const length = writeReport(report, 5, { cname: new Uint8Array(3) });
  for (let tens = 0; tens < 9; tens++) {
    stage.hear(ana + 1, report.subarray(0, length), { ip: ANA.ip, port: ANA.port + 1 });
    stage.pass(10_000);
  }
  assert.equal(stage.events.filter((seen) => seen.type === "silent").length, 2);
});

Deno.test("a leg in a conference that says nothing any more is silent, too", () => {
  const stage = new Stage();
  talk(stage);
  stage.engine.command({ type: "join", leg: "ana", room: "2001" });
  stage.pass(31_000);
  assert.deepEqual(stage.events.filter((seen) => seen.type === "silent").map((seen) => seen.leg), ["ana"]);
});

Deno.test("only bound pairs are leased, and given-back ones rest before they are leased again", () => {
  const stage = new Stage({ to: 10007, freeLeases: 4 }, [10003]);
  stage.pass(500);
  assert.deepEqual(stage.leases.map((lease) => lease.rtpPort), [10000, 10004, 10006]);
  const ports = new Stage({ to: 10003, freeLeases: 2 });
  ports.open("ana", ANA);
  ports.open("bob", BOB);
  ports.pass(500);
  assert.equal(ports.leases.length, 0);
  assert.equal(ports.log.filter((line) => line.text.includes("Cannot lease")).length, 1, "said once");
  ports.engine.command({ type: "close", leg: "ana" });
  ports.pass(1500);
  assert.equal(ports.leases.length, 0, "a pair rests two seconds even when there is no other");
  ports.pass(1500);
  assert.deepEqual(ports.leases.map((lease) => lease.rtpPort), [10000]);
});

Deno.test("a closed leg is nowhere any more", () => {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.engine.command({ type: "close", leg: "ana" });
  stage.engine.command({ type: "close", leg: "ana" });
  stage.take();
  stage.hear(ana, speech(2), ANA);
  stage.hear(bob, speech(2), BOB);
  assert.deepEqual(stage.take(), []);
  assert.equal(stage.ground.figures[FIGURE.legs], 1);
  assert.equal(stage.events.filter((seen) => seen.type === "quality").length, 1);
});
