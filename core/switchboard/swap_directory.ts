import type { Directory } from "../directory/mod.ts";
import { agentsChanged } from "./calls_to_make.ts";
import { stirLine } from "./lamps.ts";
import type { Parts } from "./parts.ts";

/** A deleted extension's phones are reached no more; its running calls finish. */
export function swapDirectory(parts: Parts, directory: Directory): void {
  const { exchange, lamps, life, publications, registrar, trunks, emit } = parts;
  const gone = [...exchange.directory.extensions.keys()].filter((number) => !directory.extensions.has(number));
  exchange.directory = directory;
  parts.hooks.follow();
  trunks.configure(directory.trunks, exchange.now);
  for (const number of gone) {
    registrar.forget(number).forEach(emit);
    lamps.forget(number);
    publications.forget(number);
    life.forget(number);
    parts.recorded.delete(number);
  }
  parts.seating.reckon();
  for (const number of parts.quietHours.reckon(parts.wall())) stirLine(parts, number);
  lamps.relist(directory);
  agentsChanged(parts);
  life.configure(directory.presence, exchange.now);
}
