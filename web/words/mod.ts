/**
 * What the desk says, in English and in Romanian, one file a page with both side by side. Every language says all of it: the
 * compiler sees to that.
 *
 * @module
 */
export type { AgentWords } from "./agents.ts";
export type { MatterWords } from "./matters.ts";
export { aboutOf, choiceOf, type ChoicePlace, labelOf } from "./field_words.ts";
export { actionOf, AUDIT_ACTIONS, factOf, factValueOf } from "./audit_actions.ts";
export { counted, type Forms } from "./counted.ts";
export type { ChartWords } from "./charts.ts";
export type { DeskLanguage, InBoth } from "./in_both.ts";
export { factsOf } from "./facts_of.ts";
export { faultIn, labelOfPath } from "./faults.ts";
export { languageOf, LANGUAGES } from "./language.ts";
export type { DirectoryListWords, DirectoryWords } from "./directory.ts";
export type { SoundWords } from "./sound.ts";
export type { MissedListWords, MissedWords } from "./missed.ts";
export type { FlowWords } from "./flow.ts";
export type { HoursWords } from "./hours.ts";
export type { NowWords } from "./now.ts";
export type { OperatorWords } from "./operator.ts";
export type { HealthWords } from "./health.ts";
export { REPORT_CARD_KEYS, type ReportCard, type ReportCardsWords } from "./report_cards.ts";
export type { ReportsWords } from "./reports.ts";
export { emptyOf } from "./settings/empty.ts";
export { DESTINATIONS } from "./settings/destinations.ts";
export { SCHEDULES } from "./settings/schedules.ts";
export type { SoftphoneWords } from "./softphone.ts";
export type { WallboardWords } from "./wallboard.ts";
export { type Device, DEVICES } from "./trust.ts";
export { type Words, wordsIn } from "./words.ts";
