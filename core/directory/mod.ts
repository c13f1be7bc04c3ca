/**
 * Who exists: the immutable snapshot of the office that the switchboard reads.
 *
 * @module
 */
export { type Account, ACCOUNT_USES, accountKey, type AccountSource, type AccountUse } from "./account.ts";
export { type Announcement, type Spoken } from "./announcement.ts";
export { type Disa, type DisaSource, pinKey } from "./disa.ts";
export type { Holiday, Hours, WeeklySpan } from "./hours.ts";
export { type Door, doorOf, mayOpen } from "./door.ts";
export { DEFAULT_HISTORY, type HistorySettings } from "./history.ts";
export { DEFAULT_HOT_DESK, type HotDesk } from "./hot_desk.ts";
export type { Menu, MenuKey } from "./menu.ts";
export { isNightSwitch, nightSwitch } from "./night_switch.ts";
export { DEFAULT_PARK, NO_PARK, type Park } from "./park.ts";
export { DEFAULT_FAX, FAX_USES, type FaxUse } from "./fax.ts";
export {
  buildDirectory,
  type BuildOptions,
  DEFAULT_PICKUP_GROUPS,
  type DirectorySource,
  type ExtensionSource,
  numbersOf,
} from "./build.ts";
export { isWrittenFor, WRITTEN_CLASS, writtenNumbers } from "./written_numbers.ts";
export { type Block, isListed, NO_BLOCK } from "./caller_list.ts";
export { CODE_ABOUT_RO } from "./code_about_ro.ts";
export { officeLanguage, type ShownWords, shownWords } from "./shown_words.ts";
export { CODE_NAMES, CODE_TABLE, type CodeBook, type CodeName, type CodeSpec, DEFAULT_CODES } from "./code_table.ts";
export { type Destination, DESTINATION_KINDS, formatDestination, parseDestination } from "./destination.ts";
export type { Group, GroupMember } from "./group.ts";
export { CODEC_NAMES, type CodecName, type SrtpUse } from "./codec.ts";
export { type DigestKeys, type Directory, type Extension, type Office, type Sections, type Site } from "./directory.ts";
export { ownWordUntil, type Quiet, type QuietHours, quietOf } from "./quiet.ts";
export { mayForwardTo, numberIn } from "./forward_rule.ts";
export { isInWeek, nextEdge } from "./weekly.ts";
export type { Multicast, Page } from "./page.ts";
export { type CallersRing, DEFAULT_RING, type RingName, RINGS, type RingSettings } from "./ring.ts";
export {
  DEFAULT_QUEUE_ANNOUNCEMENTS,
  type Queue,
  QUEUE_STAFFING,
  QUEUE_STRATEGIES,
  type QueueAnnouncements,
  type QueueMember,
  type QueueStaffing,
  type QueueStrategy,
} from "./queue.ts";
export { isRoomOfThree, type Room, roomName, roomOfThree } from "./room.ts";
export {
  DEFAULT_VOICEMAIL,
  type Mailbox,
  mailboxOf,
  type MailboxSource,
  type MailList,
  pinHash,
  type Voicemail,
} from "./mailbox.ts";
export { hasLamp } from "./has_lamp.ts";
export { type AgentLamp, agentLampOf, agentLampsOf } from "./agent_lamp.ts";
export { type Outbound, OUTBOUND_TIMES, type OutboundCall } from "./outbound.ts";
export { nextClosing, nextOpening, type Opening } from "./next_opening.ts";
export { type LineLamp, lineLampOf, lineLampsOf } from "./line_lamp.ts";
export {
  type FindMe,
  type Forward,
  type LineSettings,
  lineSettingsOf,
  type Screening,
  SCREENINGS,
} from "./line_settings.ts";
export { type BrowserPhones, DEFAULT_BROWSER_PHONES } from "./browser_phones.ts";
export { TURN_LOGIN_S, turnLoginFor } from "./turn_login.ts";
export { DEFAULT_EMERGENCY_NOTICE, type EmergencyNotice } from "./emergency_notice.ts";
export { emergencyNumberIn, emergencyNumbersOf } from "./emergency.ts";
export { isHoliday, type OfficeState, officeStateOf } from "./office_state.ts";
export { type Brake, type Brakes, DEFAULT_BRAKES, type OffHours, type PaidClass } from "./brakes.ts";
export type { InboundNumber } from "./inbound.ts";
export type { RateSource } from "./rate_source.ts";
export {
  CALL_CLASSES,
  type CallClass,
  DEFAULT_CLASS,
  HIDINGS,
  isWithin,
  NUMBER_FORMATS,
  type NumberFormat,
  ownsNumber,
  type Presentation,
  PRESENTATIONS,
  type Proxy,
  type Route,
  ROUTE_ORDERS,
  type RouteOrder,
  SHOWN_NUMBERS,
  type Trunk,
  type Voucher,
  VOUCHERS,
} from "./trunk.ts";
export {
  CALL_DIRECTIONS,
  type CallDirection,
  DEFAULT_RECORDING,
  type DirectionRecording,
  RECORDING_MODES,
  type RecordingMode,
  type RecordingRule,
  type RecordingSettings,
} from "./recording.ts";
export { DEFAULT_MISSED, type MissedSettings } from "./missed_settings.ts";
export { ASTERISK_FILES, type AsteriskFile, type AsteriskSettings, DEFAULT_ASTERISK } from "./asterisk.ts";
export {
  type Pbx,
  PBX_KINDS,
  type PbxAmi,
  type PbxKind,
  type PbxMissed,
  type PbxName,
  type PbxQueue,
  type PbxTls,
} from "./pbx.ts";
export { DEFAULT_PRESENCE, type PresenceSettings } from "./presence_settings.ts";
export { DEFAULT_SUPERVISION, type Supervision } from "./supervision.ts";
export {
  CSV_DELIMITERS,
  CSV_ENCODINGS,
  type CsvSettings,
  DEFAULT_CSV,
  DEFAULT_QUALITY_LIMITS,
  DEFAULT_REPORTS,
  type QualityAlertSettings,
  type QualityLimits,
  REPORT_DIMENSIONS,
  REPORT_FORMATS,
  REPORT_INTERVALS,
  REPORT_PARTS,
  REPORT_PERIODS,
  type ReportDimension,
  type ReportFilter,
  type ReportFormat,
  type ReportInterval,
  type ReportPart,
  type ReportPeriod,
  type ReportSettings,
  type SavedReport,
  SERVICE_LEVELS,
  type ServiceLevelVariant,
} from "./report_settings.ts";
export {
  type Cadence,
  CADENCES,
  DEFAULT_NOTICES,
  type NoticeRecipient,
  type NoticeSettings,
  type NoticeTarget,
} from "./missed_notices.ts";
export { type CallerNames, type Contact, type KeptContact, NO_NAMES } from "./contact.ts";
export { type CallerAbout, type Crm, CRM_KINDS, type CrmKind, type CrmTemplate, type OpenMatter } from "./crm.ts";
export { MOST_ON_LIST, type WatchList } from "./watch_list.ts";
export {
  beginningOfIds,
  EMERGENCY_HOOK,
  HOOK_STATES,
  type HookSecrets,
  type HookState,
  ownerOfHooks,
  type Webhook,
} from "./webhook.ts";
export { HOOK_EVENTS, type HookEvent, isWantable, wantsEvent } from "./hook_events.ts";
export type { TakesIn } from "./takes_in.ts";
