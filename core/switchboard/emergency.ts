import type { Party } from "../record/mod.ts";
import { ERRAND_FAMILY, writeErrand } from "../notebook/mod.ts";
import { type CallForHelp, emergencyMails } from "./emergency_mail.ts";
import type { Facts } from "./facts.ts";

/** Somebody calls for help: the record knows, and whoever is to be told, by mail, at the phones of a zone and elsewhere. */
export function tellOfEmergency(
  facts: Facts,
  call: string,
  { from, number, by }: { readonly from: Party; readonly number: string; readonly by?: Party },
): void {
  const { exchange } = facts;
  exchange.note(call, { type: "emergency.called", from, number, ...(by === undefined ? {} : { by }) });
  exchange.log("warn", "Somebody calls for help", { call, from: from.number, name: from.name ?? "", number });
  const help = { call, from, number, at: facts.wall(), ...(by === undefined ? {} : { by }) };
  for (const mail of emergencyMails(help, exchange.directory)) facts.post(mail);
  tellZones(facts, help);
  tellElsewhere(facts, help);
}

/** The box calls everybody in the zones; the phones answer by themselves and say it. Who helps himself is left alone. */
function tellZones({ exchange, notebook }: Facts, { call, from, number, at }: CallForHelp): void {
  const { emergencyNotice, pages } = exchange.directory;
  const members = new Map(
    emergencyNotice.pages.flatMap((page) => {
      const zone = pages.get(page);
      return (zone?.members ?? []).map((member) => [member, zone?.emergency === true] as const);
    }),
  );
  members.delete(from.number);
  for (const [member, cutsIn] of members) {
    const errand = {
      number: member,
      from: { number: from.number, name: `${number}: ${from.name ?? from.number}` },
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

function tellElsewhere({ exchange, hook }: Facts, { call, from, number, at }: CallForHelp): void {
  const { office, emergencyNotice: { webhook } } = exchange.directory;
  if (webhook === undefined) return;
  const { number: caller, name } = from;
  const told = {
    event: "emergency.called",
    office: office.name,
    call,
    number,
    from: caller,
    name,
    at: new Date(at).toISOString(),
  };
  hook({ id: `${call}.help`, url: webhook, body: JSON.stringify(told) });
}
