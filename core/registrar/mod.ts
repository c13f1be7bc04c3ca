/**
 * Where every extension can be reached: REGISTER (RFC 3261 §10.3), Path (RFC 3327), outbound (RFC 5626).
 *
 * @module
 */
export type { Binding, Change } from "./binding.ts";
export type { Expiry } from "./read_register.ts";
export { type Registered, Registrar, type RegistrarOptions } from "./registrar.ts";
