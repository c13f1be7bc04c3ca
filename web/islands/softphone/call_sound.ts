/** Which devices somebody chose; an empty id is the browser's own choice. */
export interface Devices {
  readonly microphone: string;
  readonly speaker: string;
  /** Where it rings. */
  readonly ringer: string;
  /** Whether the browser takes echo and noise out of what is said. */
  readonly isTreated: boolean;
}

export const USUAL_DEVICES: Devices = { microphone: "", speaker: "", ringer: "", isTreated: true };

/** The sound of one call. */
interface Voice {
  /** What is said in it: a copy of the microphone's track, so that each call is muted by itself. */
  readonly mine: MediaStreamTrack;
  readonly element: HTMLAudioElement;
  connection?: RTCPeerConnection;
}

/** The microphone while there are calls, and what is heard of each. */
export class CallSound {
  #devices: Devices;
  #microphone: Promise<MediaStream> | undefined;
  readonly #voices = new Map<string, Voice>();

  constructor(devices: Devices) {
    this.#devices = devices;
  }

  /** What is said in a call, from now on. Rejects where the browser gives no microphone. */
  async open(call: string): Promise<MediaStream> {
    const microphone = await (this.#microphone ??= microphoneOf(this.#devices)).catch((error) => {
      this.#microphone = undefined;
      throw error;
    });
    const mine = microphone.getAudioTracks()[0]!.clone();
    const element = new Audio();
    element.dataset["call"] = call;
    element.autoplay = true;
    document.body.append(element);
    this.#voices.set(call, { mine, element });
    await playAt(element, this.#devices.speaker);
    return new MediaStream([mine]);
  }

  /** Plays what a connection brings. */
  hear(call: string, connection: RTCPeerConnection): void {
    const voice = this.#voices.get(call);
    if (voice === undefined) return;
    voice.connection = connection;
    connection.addEventListener("track", ({ track }) => {
      voice.element.srcObject = new MediaStream([track]);
    });
  }

  connection(call: string): RTCPeerConnection | undefined {
    return this.#voices.get(call)?.connection;
  }

  /** A call is over; with the last one the microphone is let go. */
  async close(call: string): Promise<void> {
    const voice = this.#voices.get(call);
    if (voice === undefined) return;
    this.#voices.delete(call);
    voice.mine.stop();
    voice.element.srcObject = null;
    voice.element.remove();
    if (this.#voices.size > 0 || this.#microphone === undefined) return;
    const microphone = this.#microphone;
    this.#microphone = undefined;
    for (const track of (await microphone).getTracks()) track.stop();
  }

  /** Running calls move to other devices at once. */
  async use(devices: Devices): Promise<void> {
    const before = this.#devices;
    this.#devices = devices;
    const voices = [...this.#voices.values()];
    await Promise.all(voices.map(({ element }) => playAt(element, devices.speaker)));
    const isSame = before.microphone === devices.microphone && before.isTreated === devices.isTreated;
    if (isSame || this.#microphone === undefined) return;
    const [old, next] = [await this.#microphone, await microphoneOf(devices)];
    this.#microphone = Promise.resolve(next);
    for (const [call, voice] of this.#voices) {
      const mine = next.getAudioTracks()[0]!.clone();
      mine.enabled = voice.mine.enabled;
      await say(voice.connection, mine);
      voice.mine.stop();
      this.#voices.set(call, { ...voice, mine });
    }
    for (const track of old.getTracks()) track.stop();
  }
}

/** The microphone that was chosen. Rejects where the browser gives none. */
export function microphoneOf({ microphone, isTreated }: Devices): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: {
      ...microphone === "" ? {} : { deviceId: microphone },
      echoCancellation: isTreated,
      noiseSuppression: isTreated,
      autoGainControl: isTreated,
    },
  });
}

async function say(connection: RTCPeerConnection | undefined, track: MediaStreamTrack): Promise<void> {
  const sender = connection?.getSenders().find((each) => each.track?.kind === "audio");
  await sender?.replaceTrack(track);
}

/** Chooses where something is played, where the browser can. A device that was unplugged is the browser's own choice again. */
export async function playAt(element: HTMLAudioElement, device: string): Promise<void> {
  if (!("setSinkId" in element)) return;
  await element.setSinkId(device).catch(() => element.setSinkId(""));
}
