import type { VNode } from "preact";
import type { Drawing, Place, PlacedNode } from "../flow/mod.ts";
import type { FlowWords } from "../words/mod.ts";

const PLUS = { r: 8, arm: 4 } as const;

export interface BoxProps extends Pick<Drawing, "box" | "letters"> {
  readonly node: PlacedNode;
  readonly words: Pick<FlowWords, "missing" | "kinds">;
  /** Where its ways are said. */
  readonly href: string;
  readonly mark: string;
}

/** Something that a call comes to, and that is opened to say where it leads. */
export function Box({ node, box, letters, words, href, mark }: BoxProps): VNode {
  const { x, y, height, kind, name, about, at, isMissing } = node;
  const second = isMissing ? words.missing : [words.kinds[kind] ?? kind, about].filter((text) => text !== "").join(" ");
  const inside = (
    <g class={`box ${isMissing ? "is-missing" : `is-${kind}`} ${mark}`} transform={`translate(${x} ${y})`}>
      <rect width={box.width} height={height} rx="10" />
      <text class="name" x="14" y={height / 2 - 4}>{cut(name, letters.name)}</text>
      <text class="kind" x="14" y={height / 2 + 15}>{cut(second, letters.name + 4)}</text>
    </g>
  );
  if (at === undefined) return inside;
  return (
    <a href={href} aria-current={mark === "is-chosen" ? "true" : undefined} draggable={false}>
      {inside}
    </a>
  );
}

export interface PlusProps {
  readonly at: Place;
  readonly label: string;
  /** For who has no script: where its ways are said. */
  readonly href: string;
  readonly onPress: (event: PointerEvent) => void;
  readonly onChoose: () => void;
}

/** From where a new way is drawn: chosen instead, it asks where to. */
export function Plus({ at: { x, y }, label, href, onPress, onChoose }: PlusProps): VNode {
  return (
    <a
      class="plus"
      href={href}
      aria-label={label}
      draggable={false}
      onPointerDown={onPress}
      onDragStart={(event) => event.preventDefault()}
      onClick={(event) => {
        event.preventDefault();
        onChoose();
      }}
    >
      <title>{label}</title>
      <circle class="reach" cx={x} cy={y} r="12" />
      <circle cx={x} cy={y} r={PLUS.r} />
      <path d={`M${x - PLUS.arm} ${y}h${2 * PLUS.arm}m${-PLUS.arm} ${-PLUS.arm}v${2 * PLUS.arm}`} />
    </a>
  );
}

/** Where the plus of a box stands: on its lower edge, clear of the ways out at its side. */
export function plusOf({ x, y, height }: PlacedNode, { width }: Drawing["box"]): Place {
  return { x: x + width - 20, y: y + height };
}

/** So much of a text as there is room for. */
export function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}
