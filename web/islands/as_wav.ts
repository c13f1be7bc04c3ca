/** As the box records, in Hz. */
const RATE = 16_000;
const HEADER = 44;

/** Any sound that this browser can play, as a WAV file with one channel. Fails where it cannot. */
export async function asWav(sound: Blob): Promise<File> {
  const reader = new OfflineAudioContext(1, 1, RATE);
  const read = await reader.decodeAudioData(await sound.arrayBuffer());
  const mixer = new OfflineAudioContext(1, Math.max(1, Math.ceil(read.duration * RATE)), RATE);
  const source = mixer.createBufferSource();
  source.buffer = read;
  source.connect(mixer.destination);
  source.start();
  const samples = (await mixer.startRendering()).getChannelData(0);
  const bytes = new DataView(new ArrayBuffer(HEADER + 2 * samples.length));
  const word = (at: number, text: string) =>
    [...text].forEach((letter, nth) => bytes.setUint8(at + nth, letter.charCodeAt(0)));
  word(0, "RIFF");
  bytes.setUint32(4, HEADER - 8 + 2 * samples.length, true);
  word(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, 2 * RATE, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  word(36, "data");
  bytes.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, at) => bytes.setInt16(HEADER + 2 * at, Math.max(-1, Math.min(1, sample)) * 32_767, true));
  return new File([bytes.buffer], "sound.wav", { type: "audio/wav" });
}

export function isTooLong(wav: File, longestS: number): boolean {
  return wav.size > HEADER + longestS * 2 * RATE;
}
