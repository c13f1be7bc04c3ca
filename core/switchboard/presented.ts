import { formatHost } from "../base/mod.ts";
import { type Caller, userOf, type Way } from "../call/mod.ts";
import { type Directory, ownsNumber, type Trunk } from "../directory/mod.ts";
import type { Party } from "../record/mod.ts";
import { writtenAs } from "../routing/mod.ts";
import { formatNameAddr, type Header } from "../sip/mod.ts";

/** What is to be known of the office here. */
export interface Office extends Pick<Directory, "extensions"> {
  /** The trunk's: whose national numbers it takes. */
  readonly country: string;
}

const ANONYMOUS = '"Anonymous" <sip:anonymous@anonymous.invalid>';

/**
 * Who calls, where the provider reads it. Names stay in the house: outside a number is what counts; another office's box
 * is told who calls as a phone of ours would be. Whoever does not want to be named is anonymous in From, and the provider,
 * who must know whom to bill, is asked to keep it to itself (RFC 3325 §7), as far as it understands that.
 */
export function presented(trunk: Trunk, { party, hidden }: Caller, office: Office): Pick<Way, "from" | "identity"> {
  const domain = formatHost(trunk.host);
  const number = userOf(writtenAs(shownNumber(trunk, party, office), trunk.format, office.country));
  const isColleague = trunk.kind === "site" && party.trunk === undefined && party.name !== undefined;
  const named = isColleague
    ? formatNameAddr({ name: party.name, uri: `sip:${number}@${domain}`, parameters: new Map() })
    : `<sip:${number}@${domain}>`;
  const account = trunk.kind === "site" ? named : `<sip:${trunk.user ?? number}@${domain}>`;
  const { hides = "full" } = trunk;
  const isHidden = hidden && hides !== "never";
  const identity: Header[] = [];
  if (trunk.presents === "pai") identity.push({ name: "P-Asserted-Identity", value: named });
  if (trunk.presents === "ppi") identity.push({ name: "P-Preferred-Identity", value: named });
  if (trunk.presents === "rpid") {
    const privacy = isHidden ? "full" : "off";
    identity.push({ name: "Remote-Party-ID", value: `${named};party=calling;screen=yes;privacy=${privacy}` });
  }
  if (isHidden && hides !== "from") identity.push({ name: "Privacy", value: "id" });
  const plain = trunk.presents === "from" ? named : account;
  return { from: isHidden && hides !== "id" ? ANONYMOUS : plain, identity };
}

/** The number that a call shows there: his own where the provider gave the office that one, or takes any. */
function shownNumber(trunk: Trunk, party: Party, { extensions }: Office): string {
  const { shows = "own" } = trunk;
  if (trunk.kind === "site") return party.number;
  const isOurs = party.trunk === undefined;
  const own = isOurs ? extensions.get(party.number)?.outsideNumber : party.number;
  const isGood = own?.startsWith("+") === true && (shows === "any" || shows === "own" && ownsNumber(trunk, own));
  if (isGood) return own;
  return trunk.number ?? (isOurs ? party.number : trunk.user ?? "anonymous");
}
