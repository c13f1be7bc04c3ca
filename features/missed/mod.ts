/**
 * Missed calls: which callers nobody of the whole team has answered, and whether somebody has called them back since. Rows
 * of a phone system (this box's own record, or another's tables) are read into calls, each call is judged once all of it is
 * known, and the misses are gathered: one entry for each caller on each of our numbers, which clears itself when he is
 * called back or gets through. Everything here is a pure function of the rows: late, doubled and disordered ones lead to
 * the same entries.
 *
 * @module
 */
export { AgentDesk } from "./agent_desk.ts";
export { aggregate } from "./aggregate.ts";
export { callJudge, judgementOf } from "./call_judge.ts";
export type { Answer, Call, Clue, Offer, Party, Step, Wait } from "./call.ts";
export { type Action, type Attempt, type AuditAction, type AuditLine, type ClearedBy, type Entry } from "./entry.ts";
export type { Deed, Ignored, Ignoring } from "./deed.ts";
export { type Change, MissedEngine } from "./engine.ts";
export { journal, type JournalLine, type NumberedLine } from "./journal.ts";
export { type Digest, digestFor, type Recipient } from "./notify/digest.ts";
export { type DigestCadence, type DigestClock, type DigestRun, dueDigest, nextDigest } from "./notify/digest_time.ts";
export {
  dueAt,
  MAIL_LIMITS,
  type MailLimits,
  NOTHING_SENT,
  notify,
  type PlannedMail,
  release,
  releaseAt,
  type Sent,
  type Trigger,
} from "./notify/realtime.ts";
export {
  aboutOf,
  type EntryQuestion,
  hourOf,
  idOf,
  isWanted,
  type KeptChange,
  type KeptEntry,
  type Place,
  placeOf,
} from "./kept.ts";
export { type NoticeOnDesk, readNoticeOnDesk } from "./notify/write/desk.ts";
export { MISS_ENDS, type MissEnd, type Opening, openingsOf } from "./openings.ts";
export { type OwnRules, ownRulesOf } from "./own_rules.ts";
export { type Done, MemoryDesk } from "./memory_desk.ts";
export { DEFAULT_POLICY, type Office, type Policy } from "./policy.ts";
export { type AsteriskRows, readAsterisk, readFusionPbx, reading, type Scope } from "./read/mod.ts";
export { type CallId, RowDesk, type Understood } from "./row_desk.ts";
export { homeOf, type HomeOffice, scopeOf } from "./tenant.ts";
export { countOfAttempts } from "./shorten.ts";
export { MemoryShelf, type MissedShelf } from "./shelf.ts";
export { callOf, OWN_TENANT, type OwnOffice } from "./record/mod.ts";
export { replayMissed } from "./replay/mod.ts";
export { readEntries } from "./read_entries.ts";
export { type Among, amongOf, isAmong } from "./among.ts";
export { MOST_IN_TRENDS, type TrendCounts, type TrendQuestion, trendsOf } from "./trend_counts.ts";
export { judge, type Outcome, type Verdict } from "./verdict.ts";
