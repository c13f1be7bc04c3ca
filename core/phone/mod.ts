/**
 * A telephone without a handset, as a pure machine: the demo's two phones, and the lab's fifty.
 *
 * @module
 */
export type { PhoneCommand, PhoneEvent } from "./line.ts";
export { Phone, type PhoneEffect, type PhoneInput, type PhoneOptions } from "./phone.ts";
