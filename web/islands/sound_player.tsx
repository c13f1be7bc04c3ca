import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { clockOf, Icon } from "../parts/mod.ts";
import type { SoundWords } from "../words/mod.ts";
import { drawOutline, type Outline } from "./draw_outline.ts";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

export interface SoundPlayerProps {
  readonly src: string;
  /** Whose sound: for those who hear the page. */
  readonly label: string;
  /** 0: it is known once the sound is loaded. */
  readonly durationMs: number;
  readonly words: SoundWords;
  /** Where the picture of the sound is; none: a slider alone. */
  readonly outline?: string;
  /** Who is heard on the left, and who on the right: what is drawn above, and below. */
  readonly sides?: readonly string[];
  /** Told by POST once it was heard to its end. */
  readonly heard?: string;
}

/** Plays a sound of the box. Nothing is loaded before it is wanted. */
export default function SoundPlayer(
  { src, label, durationMs: told, words, outline, sides = [], heard }: SoundPlayerProps,
): VNode {
  const audio = useRef<HTMLAudioElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [durationMs, setDuration] = useState(told);
  const [isPlaying, setPlaying] = useState(false);
  const [atMs, setAt] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  const [picture, setPicture] = useState<Outline | undefined>(undefined);
  useEffect(() => {
    const place = canvas.current;
    if (outline === undefined || place === null) return;
    // To draw it the box decodes all of it: only for who looks at it.
    const looking = new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting !== true) return;
      looking.disconnect();
      void fetch(outline).then(async (answer) => answer.ok && setPicture(await answer.json()));
    });
    looking.observe(place);
    return () => looking.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current !== null && picture !== undefined) drawOutline(canvas.current, picture, atMs / durationMs);
  }, [picture, atMs]);
  const turn = () => {
    const player = audio.current!;
    setFailed(false);
    if (player.paused) player.play().catch(() => setFailed(true));
    else player.pause();
  };
  const goTo = (ms: number) => {
    audio.current!.currentTime = ms / 1_000;
    setAt(ms);
  };
  const end = () => {
    setPlaying(false);
    if (heard !== undefined) void fetch(heard, { method: "POST" });
  };
  return (
    <div class="player" data-player data-playing={isPlaying}>
      <audio
        ref={audio}
        src={src}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={end}
        onLoadedMetadata={({ currentTarget: { duration } }) =>
          Number.isFinite(duration) && setDuration(duration * 1_000)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime * 1_000)}
      />
      <button
        class="button bare"
        type="button"
        onClick={turn}
        aria-label={`${isPlaying ? words.pause : words.play}: ${label}`}
      >
        <Icon name={isPlaying ? "pause" : "play"} />
      </button>
      <div class="track">
        {outline !== undefined && (
          <canvas
            ref={canvas}
            aria-hidden="true"
            onClick={({ currentTarget, offsetX }) => goTo(durationMs * offsetX / currentTarget.clientWidth)}
          />
        )}
        {picture !== undefined && picture.length === sides.length && (
          <div class="sides">{sides.map((side, at) => <span key={at}>{side}</span>)}</div>
        )}
        <input
          type="range"
          min={0}
          max={durationMs}
          step={100}
          value={atMs}
          aria-label={`${words.position}: ${label}`}
          aria-valuetext={clockOf(atMs)}
          onInput={({ currentTarget }) => goTo(Number(currentTarget.value))}
        />
      </div>
      <span class="number soft">{clockOf(atMs)} / {clockOf(durationMs)}</span>
      <select
        aria-label={words.speed}
        onChange={({ currentTarget }) => audio.current!.playbackRate = Number(currentTarget.value)}
      >
        {SPEEDS.map((speed) => <option key={speed} value={speed} selected={speed === 1}>{speed}×</option>)}
      </select>
      {hasFailed && <p class="fault" role="alert">{words.failed}</p>}
    </div>
  );
}
