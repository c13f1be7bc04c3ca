import type { VNode } from "preact";
import type { PhoneView } from "../../../core/switchboard/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** At which phones an extension is, and who sits at its own: as it is at this moment. */
export function phonesOfExtensions({ words: { office: words }, world }: SignedVisit): (number: string) => VNode {
  const answer = world.ask({ type: "phones" });
  const phones = answer.type === "phones" ? answer.phones : [];
  const { extensions } = world.directory();
  const called = (number: string) => extensions.get(number)?.name ?? number;
  return (number) => {
    const here = phones.filter((phone) => phone.number === number || phone.who === number);
    if (here.length === 0) return <span class="soft">{words.noPhone}</span>;
    return (
      <>
        {here.map((phone) => (
          <div key={phone.contact}>
            {nameOf(phone)}
            {phone.who !== undefined && phone.who !== number && (
              <span class="soft">{` · ${words.satBy(called(phone.who))}`}</span>
            )}
            {phone.number !== number && <span class="soft">{` · ${words.sitsAt(phone.number)}`}</span>}
          </div>
        ))}
      </>
    );
  };
}

/** What it calls itself, or where it is. */
function nameOf({ userAgent, address, transport }: PhoneView): string {
  return userAgent ?? `${address} ${transport.toUpperCase()}`;
}
