import type { Address, Chance, Flow } from "../../core/base/mod.ts";
import { type DnsRecord, planTargets } from "../../core/routing/mod.ts";
import { parseUri } from "../../core/sip/mod.ts";

/** The DNS of the lab: the records of every name. */
export type Zone = ReadonlyMap<string, readonly DnsRecord[]>;

/** Where a URI leads, by the product's own rules (RFC 3263) in this DNS; as flows from `local`. */
export function flowsIn(
  zone: Zone,
  uri: string,
  { local, chance }: { local: Address; chance: Chance },
): readonly Flow[] {
  const parsed = parseUri(uri);
  if (!parsed.ok) throw new Error(`Cannot resolve "${uri}": ${parsed.fault.text}`);
  const plan = planTargets(parsed.value, chance);
  let step = plan.next();
  while (!step.done) {
    step = plan.next(
      step.value.map(({ type, name }) => (zone.get(name) ?? []).filter((record) => record.type === type)),
    );
  }
  return step.value.map(({ transport, address }) => ({ transport, local, remote: address }));
}
