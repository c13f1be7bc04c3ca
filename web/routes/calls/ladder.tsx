import type { VNode } from "preact";
import type { CallEvent } from "../../../core/record/mod.ts";
import type { Naming } from "../../calls/mod.ts";
import { clockOf } from "../../parts/mod.ts";
import type { Words } from "../../words/mod.ts";
import { drawingOf, type Span } from "./spans.ts";

const ROW = 36;
const FOOT = 24;
const TICKS = 4;

/** Who did what at what time: a row for everybody, bars for what they did. The sentence and the steps say the same in words. */
export function Ladder({ events, words, naming }: {
  readonly events: readonly CallEvent[];
  readonly words: Words["calls"];
  readonly naming: Naming;
}): VNode {
  const { lanes, lengthMs } = drawingOf(events);
  const height = lanes.length * ROW + FOOT;
  const at = (ms: number) => `${100 * ms / lengthMs}%`;
  const middle = (lane: number) => lane * ROW + ROW / 2;
  const laneOf = (leg: string) => lanes.findLastIndex((lane) => lane.leg === leg);
  // A call of seconds has fewer of them than lines.
  const isNew = (tick: number) =>
    tick === 0 || clockOf(lengthMs * tick / TICKS) !== clockOf(lengthMs * (tick - 1) / TICKS);
  const start = events[0]?.at ?? 0;
  const bridges = events.filter((event) => event.type === "bridge.made");
  return (
    <section class="card" aria-labelledby="ladder-title">
      <header>
        <h2 id="ladder-title">{words.drawing}</h2>
        <Legend words={words} shown={new Set(lanes.flatMap(({ spans }) => spans.map(({ is }) => is)))} />
      </header>
      <div class="ladder" aria-hidden="true">
        <ul>{lanes.map(({ party, seat }) => <li key={seat.leg + seat.offeredAt}>{naming.party(party)}</li>)}</ul>
        <svg width="100%" height={height}>
          {Array.from({ length: TICKS + 1 }, (_, tick) => (
            <g key={tick} class={tick % 2 === 1 ? "between" : ""}>
              <line
                class="axis"
                x1={at(lengthMs * tick / TICKS)}
                x2={at(lengthMs * tick / TICKS)}
                y1="0"
                y2={height - FOOT}
              />
              <text x={at(lengthMs * tick / TICKS)} y={height - 8} text-anchor={anchorOf(tick)}>
                {isNew(tick) && clockOf(lengthMs * tick / TICKS)}
              </text>
            </g>
          ))}
          {lanes.map((lane, place) => (
            <g key={place}>
              <line class="life" x1={at(lane.from)} x2={at(lane.to)} y1={middle(place)} y2={middle(place)} />
              {lane.spans.map((span) => (
                <rect
                  key={span.is + span.from}
                  class={span.is}
                  x={at(span.from)}
                  width={at(Math.max(span.to - span.from, lengthMs / 250))}
                  y={middle(place) - (span.is === "held" ? 4 : 8)}
                  height={span.is === "held" ? 8 : 16}
                  rx="3"
                >
                  <title>
                    {`${naming.party(lane.party)}: ${words.spans[span.is]}, ${clockOf(span.to - span.from)}`}
                  </title>
                </rect>
              ))}
            </g>
          ))}
          {bridges.map(({ a, b, at: when, sequence }) => {
            const [one, other] = [laneOf(a), laneOf(b)];
            if (one < 0 || other < 0) return null;
            const x = at(Math.min(Math.max(when - start, 0), lengthMs));
            return <line key={sequence} class="joined" x1={x} x2={x} y1={middle(one)} y2={middle(other)} />;
          })}
        </svg>
      </div>
    </section>
  );
}

/** What the colours mean that are there. */
function Legend(
  { words, shown }: { readonly words: Words["calls"]; readonly shown: ReadonlySet<Span["is"]> },
): VNode {
  const all: readonly Span["is"][] = ["ringing", "waiting", "talking", "held", "listening"];
  return (
    <span class="legend soft" aria-hidden="true">
      {all.filter((is) => shown.has(is)).map((is) => <span key={is} class={is}>{words.spans[is]}</span>)}
    </span>
  );
}

/** The first label begins at its line, the last one ends there. */
function anchorOf(tick: number): "start" | "middle" | "end" {
  return tick === 0 ? "start" : tick === TICKS ? "end" : "middle";
}
