/**
 * `kontor.yml` and `office.yml`: read, judged whole with line numbers, stored without secrets, written back.
 *
 * @module
 */
export { readBox, type ReadBoxOptions } from "./box.ts";
export {
  type AcmeSettings,
  BOX_DEFAULTS,
  type BoxSettings,
  type RtpSettings,
  type SipSettings,
  type WebSettings,
} from "./box_settings.ts";
export { calendarParser } from "./calendar_parser.ts";
export type { CalendarReader } from "./calendar_check.ts";
export { type CallListReader, readCallList } from "./outbound.ts";
export type { PriceListReader } from "./rates_check.ts";
export { closest } from "./closest.ts";
export { type ConfigFault, type FaultReason, formatFault, type Judged } from "./fault.ts";
export type { OfficeExtension } from "./extension.ts";
export type { OfficeFile } from "./office.ts";
export { describeDifference, differenceOf, type OfficeDifference } from "./office_difference.ts";
export { readOffice, type ReadOfficeOptions } from "./read_office.ts";
export type { LimitSettings, LockoutSettings, PasswordScheme, SignInSettings } from "./sign_in.ts";
export { type SchemaName, writeSchema } from "./schema.ts";
export { type StowedOffice, stowOffice, writeOffice } from "./stored_office.ts";
