/**
 * A recorder that will be killed: writes a tone into a ring in real time, has it recorded to the file it is given, and
 * says every 100 ms how much was said.
 *
 *     deno run -A record_victim.ts PATH FORMAT [KEY]
 *
 * KEY in hex has the file sealed.
 */
import type { RecordingOrder } from "../../media/record/mod.ts";
import { startRecorder } from "../../media/record/io/mod.ts";
import { tapBytes, TapReader, TapWriter } from "../../media/tap/mod.ts";

const [path = "", format = "opus", key] = Deno.args;
const taps = new SharedArrayBuffer(tapBytes());
const recorder = startRecorder({ taps, log: { write() {} } }, (event) => console.error(JSON.stringify(event)));
recorder.record({
  ring: 0,
  from: TapReader.position(taps, 0),
  of: "call",
  path,
  format: format as RecordingOrder["format"],
  ...(key === undefined ? {} : { seal: { key: Uint8Array.fromHex(key), keyId: "victim" } }),
});
const writer = new TapWriter(taps, 0);
const samples = Int16Array.from({ length: 320 }, (_, at) => 8000 * Math.sin(2 * Math.PI * 500 * at / 16_000));
const began = performance.now();
const said = { frames: 0 };
setInterval(() => {
  for (const due = (performance.now() - began) / 20; said.frames < due; said.frames++) {
    writer.write(samples, 16_000, 0, 0);
  }
  if (said.frames % 5 === 0) console.log(`said ${20 * said.frames}`);
}, 20);
