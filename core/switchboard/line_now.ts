import type { WallTime } from "../base/mod.ts";
import { type Directory, quietOf } from "../directory/mod.ts";
import { LINE_FAMILY, type Notebook, readLine } from "../notebook/mod.ts";
import type { LineView } from "../script/mod.ts";

/** Where it is seen how a line is set. */
export interface LineSources {
  readonly notebook: Notebook;
  readonly exchange: { readonly directory: Directory };
  wall(): WallTime;
}

/** What somebody has set for his line, as it holds at this moment: his hours have their say. */
export function lineNow({ notebook, exchange, wall }: LineSources, number: string): LineView {
  const line = readLine(notebook.get(LINE_FAMILY, number));
  const { extensions, office } = exchange.directory;
  const hours = extensions.get(number)?.quiet;
  if (hours === undefined && line.doNotDisturbUntil === undefined) return line;
  const quiet = quietOf(line, hours, wall(), office.timeZone);
  const view = { ...line, doNotDisturb: quiet !== undefined };
  return quiet === "hours" && hours !== undefined
    ? { ...view, letThrough: [...hours.except, ...line.exceptions ?? []] }
    : view;
}
