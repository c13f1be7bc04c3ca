import { elapsed, type Instant } from "../base/mod.ts";
import { formatNameAddr, type Header } from "../sip/mod.ts";
import type { Binding } from "./binding.ts";
import type { Register } from "./read_register.ts";

/** The fields of a 200 to REGISTER (RFC 3261 §10.3 step 8): every current binding, with what is left of its time. */
export function describeBindings(bindings: readonly Binding[], register: Register, now: Instant): readonly Header[] {
  const fields: Header[] = bindings.map((binding) => ({ name: "Contact", value: describe(binding, now) }));
  for (const value of register.path) fields.push({ name: "Path", value }); // RFC 3327 §5.3
  if (register.isOutbound) fields.push({ name: "Require", value: "outbound" }); // RFC 5626 §6
  return fields;
}

function describe(binding: Binding, now: Instant): string {
  const parameters = new Map<string, string>();
  parameters.set("expires", String(Math.ceil(elapsed(now, binding.expiresAt) / 1_000)));
  if (binding.preference < 1_000) parameters.set("q", String(binding.preference / 1_000));
  if (binding.instance !== undefined) parameters.set("+sip.instance", binding.instance);
  if (binding.regId !== undefined) parameters.set("reg-id", String(binding.regId));
  return formatNameAddr({ uri: binding.contact, parameters });
}
