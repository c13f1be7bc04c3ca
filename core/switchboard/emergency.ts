import { EMERGENCY_HOOK } from "../directory/mod.ts";
import type { Cause, Party } from "../record/mod.ts";
import { ERRAND_FAMILY, writeErrand } from "../notebook/mod.ts";
import { type CallForHelp, emergencyMails } from "./emergency_mail.ts";
import type { Facts } from "./facts.ts";
import { helpOf, keepHelp } from "./help.ts";

/** Somebody calls for help: the record knows, and whoever is to be told, at the desk, by mail, at phones of a zone and elsewhere. */
export function tellOfEmergency(
  facts: Facts,
  call: string,
  { from, number, by }: { readonly from: Party; readonly number: string; readonly by?: Party },
): void {
  const { exchange } = facts;
  exchange.note(call, { type: "emergency.called", from, number, ...(by === undefined ? {} : { by }) });
  exchange.log("warn", "Somebody calls for help", { call, from: from.number, name: from.name ?? "", number });
  const help = { call, from, number, at: facts.wall(), ...(by === undefined ? {} : { by }) };
  keepHelp(facts.notebook, help);
  for (const mail of emergencyMails(help, exchange.directory)) facts.post(mail);
  tellZones(facts, help);
  tellElsewhere(facts, help);
}

/** Nobody was reached: whoever was told of the call is told that, unless somebody has seen to it already. */
export function tellHelpFailed(
  facts: Facts,
  call: string,
  { number, cause }: { readonly number: string; readonly cause: Cause },
): void {
  const { exchange, notebook } = facts;
  exchange.note(call, { type: "emergency.failed", number, cause });
  exchange.log("error", "A call for help has reached nobody", { call, number, cause });
  const known = helpOf(notebook, facts.wall()).find(({ id }) => id === call);
  if (known === undefined) return;
  const help = { ...known, call, isLost: true } as const;
  keepHelp(notebook, help);
  for (const mail of emergencyMails(help, exchange.directory)) facts.post(mail);
  tellElsewhere(facts, help);
}

/**
 * The box calls everybody in the zones; the phones answer by themselves and say it. Who helps himself is left alone. Where
 * phones of a zone listen without a call the box says it itself.
 */
function tellZones({ exchange, notebook }: Facts, { call, from, number, at }: CallForHelp): void {
  const { emergencyNotice, pages } = exchange.directory;
  const members = new Map(
    emergencyNotice.pages.flatMap((page) => {
      const zone = pages.get(page);
      return (zone?.members ?? []).map((member) => [member, zone?.emergency === true] as const);
    }),
  );
  members.delete(from.number);
  const shown = { number: from.number, name: `${number}: ${from.name ?? from.number}` };
  for (const zone of new Set(emergencyNotice.pages)) {
    if ((pages.get(zone)?.multicast.length ?? 0) === 0) continue;
    const to = { kind: "emergency-cast", id: `${zone} ${from.number}` };
    const errand = { number: zone, from: shown, to, at, tries: 1, alone: true } as const;
    notebook.set(ERRAND_FAMILY, `emergency.${call}.${zone}`, writeErrand(errand));
  }
  for (const [member, cutsIn] of members) {
    const errand = {
      number: member,
      from: shown,
      to: { kind: "emergency-told", id: from.number },
      at,
      tries: 1,
      answersItself: true,
      // Who is in a call hears it when he is free, unless the zone is one for emergencies.
      ...(cutsIn ? {} : { whenFree: [member] }),
    };
    notebook.set(ERRAND_FAMILY, `emergency.${call}.${member}`, writeErrand(errand));
  }
}

function tellElsewhere({ exchange, hook }: Facts, { call, from, number, at, isLost }: CallForHelp): void {
  const { office } = exchange.directory;
  const { number: caller, name } = from;
  const told = {
    event: isLost ? "emergency.failed" : "emergency.called",
    office: office.name,
    call,
    number,
    from: caller,
    name,
    at: new Date(at).toISOString(),
  };
  hook({ id: `${call}.${isLost ? "help-lost" : "help"}`, of: EMERGENCY_HOOK, body: JSON.stringify(told) });
}
