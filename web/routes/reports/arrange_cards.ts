import type { ReportCard } from "../../words/mod.ts";
import type { Card } from "./cards.ts";

/** All that may be chosen, in an order, and what of it is shown. */
export interface Arrangement {
  readonly order: readonly ReportCard[];
  readonly shown: ReadonlySet<ReportCard>;
}

/** What is shown first, in its order; then the others, as they are offered. */
export function arrangementOf(chosen: readonly Card[], offered: readonly Card[]): Arrangement {
  const shown = new Set(chosen.map(({ key }) => key));
  return { order: [...shown, ...offered.map(({ key }) => key).filter((key) => !shown.has(key))], shown };
}

/** As a form sent it: `order` for each in turn, `show` for those with a tick, `up` or `down` where one is moved. */
export function arrangementIn(form: FormData, offered: readonly Card[]): Arrangement {
  const keys = (name: string) => {
    const sent = new Set(form.getAll(name).map(String));
    return [...sent].flatMap((key) => offered.find((card) => card.key === key)?.key ?? []);
  };
  const order = [...new Set([...keys("order"), ...offered.map(({ key }) => key)])];
  const [up, down] = [keys("up")[0], keys("down")[0]];
  return { order: moved(moved(order, up, -1), down, 1), shown: new Set(keys("show")) };
}

function moved(order: readonly ReportCard[], key: ReportCard | undefined, by: 1 | -1): readonly ReportCard[] {
  const at = key === undefined ? -1 : order.indexOf(key);
  const [one, other] = [order[at], order[at + by]];
  return one === undefined || other === undefined ? order : order.with(at, other).with(at + by, one);
}
