import { type Clock, elapsed } from "../base/mod.ts";
import type { KeyRing, RecordDay, RecordReader } from "../store/mod.ts";
import type { DeskAnswer, DeskCommand } from "../switchboard/mod.ts";
import type { TraceRing } from "../trace/mod.ts";
import type { BoxStatus, ControlHandler } from "./control_handler.ts";
import type { OfficeDesk } from "./office_desk.ts";
import { VERSION } from "./version.ts";

/** The parts of a running box that answer its control socket. */
export interface BoxHandlerParts {
  readonly office: OfficeDesk;
  readonly ask: (command: DeskCommand) => DeskAnswer;
  readonly trace: TraceRing;
  readonly reader: RecordReader;
  readonly keys: KeyRing;
  readonly clock: Clock;
  /** Path of the data folder. */
  readonly data: string;
  readonly listening: () => readonly string[];
  readonly publicIp: () => string | undefined;
  /** What all parts count, by name. */
  readonly figures: () => Readonly<Record<string, number>>;
}

/** What the control socket of this box answers with. */
export function boxHandler(parts: BoxHandlerParts): ControlHandler {
  const { office, ask, trace, clock } = parts;
  const startedAt = clock.wall();
  const bornAt = clock.now();
  return {
    apply: (text, options) => office.apply(text, options),
    export: () => office.export(),
    rollback: (revision, who) => office.rollback(revision, who),
    revisions: () => office.revisions(),
    calls: () => Promise.resolve(answerOf(ask, "calls").calls),
    phones: () => Promise.resolve(answerOf(ask, "phones").phones),
    features: () => Promise.resolve(answerOf(ask, "features").features),
    recordings: () => Promise.resolve(answerOf(ask, "recordings").recordings),
    figures: () => Promise.resolve(parts.figures()),
    keys: () => Promise.resolve(parts.keys.all()),
    addKey: (name, scopes, who) => parts.keys.add(name, scopes, who),
    removeKey: (name) => parts.keys.remove(name),
    checkRecord: (day) => checkRecord(parts.reader, day),
    trace: (call) => Promise.resolve(trace.of(call)),
    status: () => {
      const { figures } = answerOf(ask, "figures");
      const publicIp = parts.publicIp();
      const status: BoxStatus = {
        version: VERSION,
        startedAt,
        upMs: elapsed(bornAt, clock.now()),
        data: parts.data,
        listening: parts.listening(),
        ...(publicIp === undefined ? {} : { publicIp }),
        revision: figures["office_revision"] ?? 0,
        extensions: figures["extensions"] ?? 0,
        phones: figures["phones_registered"] ?? 0,
        calls: figures["calls_running"] ?? 0,
        trunks: answerOf(ask, "trunks").trunks,
        stopping: figures["draining"] === 1,
      };
      return Promise.resolve(status);
    },
  };
}

async function checkRecord(reader: RecordReader, day: string | undefined): Promise<readonly RecordDay[] | undefined> {
  const checked: RecordDay[] = [];
  // One day at a time: between two, the reader answers others.
  for (const each of day === undefined ? await reader.days() : [day]) {
    const found = await reader.checkDay(each);
    if (found === undefined) return undefined;
    checked.push(found);
  }
  return checked;
}

/** The desk's answer to a question that it cannot refuse. */
function answerOf<K extends "calls" | "phones" | "figures" | "features" | "trunks" | "recordings">(
  ask: BoxHandlerParts["ask"],
  type: K,
): Extract<DeskAnswer, { type: K }> {
  const answer = ask({ type });
  if (answer.type !== type) throw new Error(`Cannot read the answer to "${type}": it is "${answer.type}"`);
  return answer as Extract<DeskAnswer, { type: K }>;
}
