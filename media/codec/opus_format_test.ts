import assert from "node:assert/strict";
import { type OpusFormat, readOpusFormat } from "./opus_format.ts";

const BY_DEFAULT: OpusFormat = {
  maxPlaybackRate: 48_000,
  maxCaptureRate: 48_000,
  isStereo: false,
  fec: false,
  dtx: false,
  isConstant: false,
  maxBitrate: 510_000,
  minPacketMs: 3,
};

const READ: readonly (readonly [string, Partial<OpusFormat>])[] = [
  ["", {}],
  // RFC 7587 §7.1
  ["maxplaybackrate=16000; sprop-maxcapturerate=16000; maxaveragebitrate=20000; stereo=1; useinbandfec=1; usedtx=0", {
    maxPlaybackRate: 16_000,
    maxCaptureRate: 16_000,
    maxBitrate: 20_000,
    isStereo: true,
    fec: true,
  }],
  ["minptime=10;useinbandfec=1", { minPacketMs: 10, fec: true }],
  [" UseDTX = 1 ;cbr=1;", { dtx: true, isConstant: true }],
  ["useinbandfec=yes;stereo;=;;usedtx=11", {}],
  ["maxplaybackrate=-1;maxaveragebitrate=1e9;minptime=5000;sprop-maxcapturerate=999999999999", {}],
  ["maxplaybackrate=7999;maxaveragebitrate=510001;minptime=0", {}],
  ["maxplaybackrate=12000;maxplaybackrate=8000", { maxPlaybackRate: 8000 }],
];

for (const [parameters, expected] of READ) {
  Deno.test(`Opus's parameters "${parameters}" are read`, () => {
    assert.deepEqual(readOpusFormat(parameters), { ...BY_DEFAULT, ...expected });
  });
}
