import { type Devices, microphoneOf } from "./call_sound.ts";

const LOOK_MS = 100;

/**
 * Tells how loud a microphone is, ten times a second, until what it answers is called.
 *
 * @param tell 0 to 1
 * @param fail the browser gives none
 */
export function listenTo(devices: Devices, tell: (level: number) => void, fail: () => void): () => void {
  let stop = () => {};
  let isOver = false;
  const start = async () => {
    const stream = await microphoneOf(devices);
    const context = new AudioContext();
    const ear = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(ear);
    const samples = new Float32Array(ear.fftSize);
    const looking = setInterval(() => {
      ear.getFloatTimeDomainData(samples);
      tell(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
    }, LOOK_MS);
    stop = () => {
      clearInterval(looking);
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    };
    if (isOver) stop();
  };
  start().catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
    fail();
  });
  return () => {
    isOver = true;
    stop();
  };
}
