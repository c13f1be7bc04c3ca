import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../parts/mod.ts";
import type { SoundWords } from "../words/mod.ts";
import { asWav, isTooLong } from "./as_wav.ts";

export interface SoundRecorderProps {
  /** Tells the recorders of a page apart. */
  readonly id: string;
  readonly words: SoundWords;
  /** A minute, unless told. */
  readonly longestS?: number;
}

/**
 * A file of a form, named `sound`: chosen, or spoken into this browser's microphone. Whatever the browser can play becomes WAV
 * here, since that is what the box reads.
 */
export default function SoundRecorder({ id, words, longestS = 60 }: SoundRecorderProps): VNode {
  const input = useRef<HTMLInputElement>(null);
  const recorder = useRef<MediaRecorder | undefined>(undefined);
  const [can, setCan] = useState(true);
  const [isRecording, setRecording] = useState(false);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const [preview, setPreview] = useState<string | undefined>(undefined);
  useEffect(() => setCan(isSecureContext && "mediaDevices" in navigator && "MediaRecorder" in globalThis), []);
  const take = async (sound: Blob) => {
    setFault(undefined);
    if (preview !== undefined) URL.revokeObjectURL(preview);
    setPreview(undefined);
    const wav = await asWav(sound).catch(() => undefined);
    if (wav === undefined || isTooLong(wav, longestS)) {
      input.current!.value = "";
      return setFault(wav === undefined ? words.unreadable : words.tooLong);
    }
    const files = new DataTransfer();
    files.items.add(wav);
    input.current!.files = files.files;
    setPreview(URL.createObjectURL(wav));
  };
  const record = async () => {
    if (recorder.current !== undefined) return recorder.current.stop();
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined);
    if (microphone === undefined) return setFault(words.noMicrophone);
    const parts: Blob[] = [];
    const running = new MediaRecorder(microphone);
    recorder.current = running;
    running.addEventListener("dataavailable", ({ data }) => parts.push(data));
    running.addEventListener("stop", () => {
      recorder.current = undefined;
      setRecording(false);
      for (const track of microphone.getTracks()) track.stop();
      void take(new Blob(parts, { type: running.mimeType }));
    });
    running.start();
    setRecording(true);
  };
  return (
    <div class="field recorder">
      <label for={id}>{words.file}</label>
      <div class="row">
        <input
          id={id}
          ref={input}
          type="file"
          name="sound"
          accept="audio/*"
          onChange={({ currentTarget: { files } }) => files?.[0] !== undefined && void take(files[0])}
        />
        <button
          class="button small"
          type="button"
          disabled={!can}
          aria-pressed={isRecording}
          onClick={() => void record()}
        >
          <Icon name={isRecording ? "square" : "mic"} />
          {isRecording ? words.stop : words.record}
        </button>
      </div>
      {!can && <span class="hint">{words.insecure}</span>}
      {fault !== undefined && <span class="fault" role="alert">{fault}</span>}
      {preview !== undefined && <audio controls src={preview} />}
    </div>
  );
}
