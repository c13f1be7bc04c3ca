import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../parts/mod.ts";

export interface PickedCard {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly isShown: boolean;
}

export interface CardPickerProps {
  readonly rows: readonly PickedCard[];
  readonly words: { readonly up: string; readonly down: string; readonly drag: string };
}

/** Figures to choose from, in an order: moved by buttons, which a form takes where no script runs, or dragged. */
export default function CardPicker({ rows: first, words }: CardPickerProps): VNode {
  const [rows, setRows] = useState(first);
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | undefined>();
  const focused = useRef<HTMLElement | null>(null);
  const [said, setSaid] = useState("");
  // A row that is taken out and put in elsewhere loses the focus on the way.
  useEffect(() => focused.current?.focus(), [rows]);
  const place = (key: string, to: number) => {
    const from = rows.findIndex((row) => row.key === key);
    if (from < 0 || to < 0 || to >= rows.length || from === to) return;
    setRows(rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!));
    setSaid(`${rows[from]!.name}: ${to + 1}/${rows.length}`);
  };
  const move = (event: MouseEvent, key: string, by: 1 | -1) => {
    event.preventDefault();
    focused.current = event.currentTarget as HTMLElement;
    place(key, rows.findIndex((row) => row.key === key) + by);
  };
  const drag = ({ clientY }: PointerEvent) => {
    if (dragged === undefined) return;
    focused.current = null;
    const middles = [...list.current!.children].map((row) => row.getBoundingClientRect()).map(({ top, height }) =>
      top + height / 2
    );
    const from = rows.findIndex((row) => row.key === dragged);
    // Past the middle of its neighbour it takes the neighbour's place.
    if (clientY < (middles[from - 1] ?? -Infinity)) place(dragged, from - 1);
    else if (clientY > (middles[from + 1] ?? Infinity)) place(dragged, from + 1);
  };
  const take = (event: PointerEvent, key: string) => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    setDragged(key);
  };
  const drop = () => setDragged(undefined);
  return (
    <>
      <ol class="card picker" ref={list}>
        {rows.map(({ key, name, about, isShown }, at) => (
          <li key={key} class={key === dragged ? "dragged" : ""}>
            <span
              class="grip"
              title={words.drag}
              onPointerDown={(event) => take(event, key)}
              onPointerMove={drag}
              onPointerUp={drop}
              onPointerCancel={drop}
            >
              <Icon name="grip-vertical" />
            </span>
            <label>
              <input type="hidden" name="order" value={key} />
              <input type="checkbox" name="show" value={key} defaultChecked={isShown} />
              <span>
                <b>{name}</b>
                <span class="soft">{about}</span>
              </span>
            </label>
            <button
              class="button bare"
              type="submit"
              name="up"
              value={key}
              aria-label={`${words.up}: ${name}`}
              aria-disabled={at === 0}
              onClick={(event) => move(event, key, -1)}
            >
              <Icon name="chevron-up" />
            </button>
            <button
              class="button bare"
              type="submit"
              name="down"
              value={key}
              aria-label={`${words.down}: ${name}`}
              aria-disabled={at === rows.length - 1}
              onClick={(event) => move(event, key, 1)}
            >
              <Icon name="chevron-down" />
            </button>
          </li>
        ))}
      </ol>
      <p class="only-heard" role="status">{said}</p>
    </>
  );
}
