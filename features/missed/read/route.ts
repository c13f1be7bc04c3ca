import type { Step } from "../call.ts";
import type { Office } from "../policy.ts";
import type { Bundle } from "./bundle.ts";
import type { CdrRow } from "./cdr.ts";
import { endpointOf } from "./channel.ts";

/** The way a caller took, stage by stage: from his own rows, and without any from the queues and what CEL says of him. */
export function stepsOf(bundle: Bundle, office: Office, isFinished: boolean): readonly Step[] {
  const choices = [...bundle.choices];
  const menu = (context: string): readonly Step[] => {
    const at = choices.findIndex((choice) => choice.menu === context || choice.menu === "");
    const key = at < 0 ? keyed(bundle) : choices.splice(at, 1)[0]?.key;
    const steps: Step[] = [{ kind: "menu", name: menuName(context, office) }];
    return key === undefined || key === "" ? steps : [...steps, { kind: "choice", name: key }];
  };
  const steps = bundle.own.flatMap((row) =>
    isMenu(row.context, office) ? menu(row.context) : stepOf(row, bundle, office)
  );
  // Asterisk writes no row for a menu whose caller was sent on: only CEL has seen him there.
  const passed = bundle.cel.find(({ uniqueid, context }) => uniqueid === bundle.id && isMenu(context, office))?.context;
  const isTold = steps.some(({ kind }) => kind === "menu");
  if (bundle.own.length > 0) return passed === undefined || isTold ? steps : [...menu(passed), ...steps];
  const queues = bundle.queue
    .filter(({ event }) => event === "ENTERQUEUE")
    .map(({ queue }): Step => ({ kind: "queue", name: queueName(queue, office) }));
  const seen = queues.length > 0 || !isFinished ? queues : seenBy(bundle, office);
  return passed === undefined || !isFinished ? seen : [...menu(passed), ...seen];
}

/** Whether a dialplan context is that of a menu. */
export function isMenu(context: string, { menus }: Office): boolean {
  return Object.hasOwn(menus, context) || /^ivr-\d+$/.test(context);
}

const menuName = (context: string, { menus }: Office): string => menus[context] ?? "IVR";
const queueName = (queue: string, { queues }: Office): string => queues[queue] ?? `Queue ${queue}`;

function keyed({ cel, id }: Bundle): string | undefined {
  return cel.find(({ event, uniqueid, extra }) => event === "DTMF" && uniqueid === id && extra.digit !== "")?.extra
    .digit;
}

function stepOf(row: CdrRow, bundle: Bundle, office: Office): readonly Step[] {
  // A transferred queue call has the transfer's target as its dst: what it waited in stands in the arguments.
  if (row.app === "Queue") return [{ kind: "queue", name: queueName(row.data.split(",")[0] ?? row.dst, office) }];
  if (row.app === "VoiceMail" || /^vm[a-z]\d+$/.test(row.dst)) return [{ kind: "voicemail" }];
  const before = transferredFrom(row, bundle, office);
  return [...before, ...placeOf(row.dst, office)];
}

function placeOf(exten: string, office: Office): readonly Step[] {
  const group = office.groups[exten];
  if (group !== undefined) return [{ kind: "group", name: group }];
  if (Object.hasOwn(office.queues, exten)) return [{ kind: "queue", name: queueName(exten, office) }];
  return office.extensions.has(exten) ? [{ kind: "extension", name: exten }] : [];
}

/** A blind transfer writes its target into the row of whoever answered before: where that was, his bridge tells. */
function transferredFrom(row: CdrRow, { cel, id }: Bundle, office: Office): readonly Step[] {
  const isMoved = row.disposition === "ANSWERED" && row.partner !== "" && endpointOf(row.partner) !== row.dst &&
    cel.some(({ event, extra }) => event === "BLINDTRANSFER" && extra.extension === row.dst);
  if (!isMoved || Object.hasOwn(office.groups, row.dst)) return [];
  const met = cel.find(({ event, uniqueid, exten }) => event === "BRIDGE_ENTER" && uniqueid === id && exten !== "")
    ?.exten;
  const first = met === undefined || met === row.dst ? [] : placeOf(met, office);
  return first.length > 0 ? first : placeOf(endpointOf(row.partner), office);
}

function seenBy({ cel, id }: Bundle, office: Office): readonly Step[] {
  return cel.filter(({ uniqueid, event }) => uniqueid === id && event !== "CHAN_START").flatMap((
    event,
  ): readonly Step[] =>
    event.app === "Queue"
      ? [{ kind: "queue", name: queueName(event.data.split(",")[0] ?? event.exten, office) }]
      : placeOf(event.exten, office)
  );
}
