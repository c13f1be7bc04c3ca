import type { VNode } from "preact";
import type { SoftphoneWords } from "../../words/mod.ts";
import { useFigures } from "./use_figures.ts";

export interface CallQualityParts {
  readonly connection: () => RTCPeerConnection | undefined;
  readonly words: SoftphoneWords;
}

const KINDS = { good: "good", fair: "warn", poor: "bad" } as const;

/** How loud it is on both sides, and how well the line carries it; the figures behind it for who wants them. */
export function CallQuality({ connection, words }: CallQualityParts): VNode | null {
  const figures = useFigures(connection);
  if (figures === undefined) return null;
  const { counts, quality } = figures;
  return (
    <div class="heard">
      <label>
        <span>{words.you}</span>
        <meter min={0} max={1} value={loudness(counts.here)} />
      </label>
      <label>
        <span>{words.them}</span>
        <meter min={0} max={1} value={loudness(counts.there)} />
      </label>
      {quality !== undefined && (
        <details data-quality={quality.grade}>
          <summary>
            <span class={`tag ${KINDS[quality.grade]}`}>{words.quality[quality.grade]}</span>
          </summary>
          <dl class="facts">
            <dt>MOS</dt>
            <dd class="number">{quality.opinion.toFixed(1)}</dd>
            <dt>{words.codec}</dt>
            <dd class="number">{counts.codec}</dd>
            <dt>{words.loss}</dt>
            <dd class="number">{(100 * quality.loss).toFixed(1)} %</dd>
            <dt>{words.jitter}</dt>
            <dd class="number">{Math.round(counts.jitterMs)} ms</dd>
            <dt>{words.roundTrip}</dt>
            <dd class="number">{Math.round(counts.roundTripMs)} ms</dd>
          </dl>
        </details>
      )}
    </div>
  );
}

/** As ears judge it: 60 dB between nothing and full. */
export function loudness(level: number): number {
  return level <= 0 ? 0 : Math.max(0, 1 + 20 * Math.log10(level) / 60);
}
