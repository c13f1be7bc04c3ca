/**
 * The pages of the desk, one file each: what is asked for, what it needs of who asks, what is answered.
 *
 * @module
 */
import type { Route } from "../page/mod.ts";
import { account, accountRemove, accountReset } from "./accounts/account.tsx";
import { accounts } from "./accounts/list.tsx";
import { callBackCancel, queuePage } from "./queues/page.tsx";
import { liveAgent, liveFront } from "./queues/live_queues.ts";
import { auditExport } from "./audit/export.ts";
import { audit } from "./audit/list.tsx";
import { authenticator, authenticatorRemove, backupCodes } from "./authenticator.tsx";
import { call } from "./calls/call.tsx";
import { callerAbout } from "./call/about.ts";
import { caller } from "./call/caller.ts";
import { dialNumber } from "./call/dial.tsx";
import { iceServers } from "./call/ice_servers.ts";
import { recordCall } from "./call/record.ts";
import { callPage, livePhone } from "./call/page.tsx";
import { callsExport } from "./calls/export.ts";
import { calls } from "./calls/list.tsx";
import { claim } from "./claim.tsx";
import { directoryChangeUndo } from "./directory/changes.tsx";
import { directoryCsv, directoryVcards } from "./directory/export.ts";
import { directoryImport, directoryImported, directoryImportFar } from "./directory/import.tsx";
import { directory, directoryList, directoryUndo } from "./directory/list.tsx";
import { directoryNumbers } from "./directory/numbers.ts";
import { directoryOf } from "./directory/of.ts";
import { directoryOne, directoryRemove } from "./directory/one.tsx";
import { docs } from "./docs/docs.tsx";
import { doorPicture } from "./door_picture.ts";
import { flow, flowSave } from "./flow/flow.tsx";
import { keyRemove, keys } from "./keys.tsx";
import { me, mePassword, meSessions } from "./me.tsx";
import { myLanguage } from "./my_language.tsx";
import { liveHealth } from "./health/health_now.ts";
import { health, healthLog } from "./health/health.tsx";
import { livePeople } from "./live_people.ts";
import { liveCrossOutHelp, liveHangUp, liveNow, now } from "./now.tsx";
import { missedDone, missedEntry, missedForget, missedReopen, missedSeveralDone } from "./missed/entry.tsx";
import { missedExport } from "./missed/export.ts";
import { liveMissed, missed, missedList } from "./missed/list.tsx";
import { missedCount, missedIgnore, missedIgnored } from "./missed/ignored.tsx";
import { missedTrends } from "./missed/trends.tsx";
import { officeHistory, officeRestore } from "./office/history.tsx";
import { officePutBack, officeRevision } from "./office/revision.tsx";
import { officeItem, officeItemRemove, officeItemSave, officeSectionSave } from "./office/item.tsx";
import { officeLeaveOut, officeOverview } from "./office/overview.tsx";
import { officeSection } from "./office/section.tsx";
import { operatorAbout } from "./operator/about.ts";
import { operatorAct, operatorDial } from "./operator/acts.ts";
import { liveOperator, operator } from "./operator/page.tsx";
import { passkeyAdd, passkeyAddOptions, passkeyOptions, passkeySignIn } from "./passkey.ts";
import { liveNight } from "./night.ts";
import { noticeSeen } from "./kept_notices.ts";
import { notices } from "./notices.ts";
import { phone, phoneAgent, phoneChange } from "./phone/page.tsx";
import { prove, provePasskey, provePasskeyOptions } from "./prove.tsx";
import { readings } from "./readings.tsx";
import { chooseCards } from "./reports/choose_cards.tsx";
import { reportFile, reports } from "./reports/reports.tsx";
import { certificateBring, certificateForget } from "./settings/bring_certificate.tsx";
import { certificate, certificateAsk, certificateAsking, certificateAuthority } from "./settings/certificate.tsx";
import { lostHook } from "./office/lost_hooks.tsx";
import { lostMail } from "./settings/lost_mails.tsx";
import { mail, mailTry } from "./settings/mail.tsx";
import { mailServer } from "./settings/mail_server.tsx";
import { network } from "./settings/network.tsx";
import { time } from "./settings/time.tsx";
import { trust, trustFile } from "./settings/trust.tsx";
import { signIn } from "./sign_in.tsx";
import { signInCode } from "./sign_in_code.tsx";
import { signOut } from "./sign_out.ts";
import { tenantCall } from "./tenants/call.tsx";
import { tenantCalls } from "./tenants/calls.tsx";
import { wallboard, wallboardMissed } from "./wallboard/wallboard.tsx";
import { sip } from "./sip.ts";
import { recordingErase, recordingHold } from "./recordings/deeds.ts";
import { recordings, recordingsExport } from "./recordings/page.tsx";
import { recordingOutline, recordingSound } from "./recordings/sound.ts";
import { ownSoundForget, ownSoundHear, ownSoundKeep, ownSounds } from "./sounds/sounds.tsx";
import { greetingChoose, greetingRecord } from "./voicemail/greetings.ts";
import { messageChange, messageForward, messageHeard, voicemail } from "./voicemail/page.tsx";
import { greetingSound, messageSound } from "./voicemail/sound.ts";

export { proofOfForm } from "./prove.tsx";

export const ROUTES: readonly Route[] = [
  claim,
  signIn,
  signInCode,
  signOut,
  sip,
  passkeyOptions,
  passkeySignIn,
  prove,
  provePasskeyOptions,
  provePasskey,
  me,
  mePassword,
  meSessions,
  myLanguage,
  authenticator,
  authenticatorRemove,
  backupCodes,
  passkeyAddOptions,
  passkeyAdd,
  accounts,
  account,
  accountReset,
  accountRemove,
  keys,
  keyRemove,
  docs,
  audit,
  auditExport,
  flow,
  flowSave,
  officeOverview,
  officeLeaveOut,
  officeHistory,
  officeRestore,
  officeRevision,
  officePutBack,
  officeSection,
  officeSectionSave,
  officeItem,
  officeItemSave,
  officeItemRemove,
  now,
  liveNow,
  livePeople,
  liveHangUp,
  liveNight,
  liveCrossOutHelp,
  liveFront,
  liveAgent,
  queuePage,
  callBackCancel,
  operator,
  liveOperator,
  operatorAct,
  operatorDial,
  operatorAbout,
  doorPicture,
  readings,
  reports,
  reportFile,
  tenantCalls,
  tenantCall,
  chooseCards,
  health,
  liveHealth,
  healthLog,
  certificate,
  certificateAsk,
  certificateAsking,
  certificateAuthority,
  certificateBring,
  certificateForget,
  trust,
  trustFile,
  network,
  mail,
  mailTry,
  mailServer,
  lostMail,
  lostHook,
  time,
  ownSounds,
  ownSoundKeep,
  ownSoundForget,
  ownSoundHear,
  wallboard,
  wallboardMissed,
  recordings,
  recordingsExport,
  recordingSound,
  recordingOutline,
  recordingHold,
  recordingErase,
  callPage,
  caller,
  callerAbout,
  iceServers,
  dialNumber,
  recordCall,
  livePhone,
  phone,
  // Before the path that takes whatever else is said of a phone.
  phoneAgent,
  phoneChange,
  voicemail,
  messageSound,
  messageChange,
  messageHeard,
  messageForward,
  greetingChoose,
  greetingSound,
  greetingRecord,
  directory,
  directoryList,
  directoryNumbers,
  directoryUndo,
  directoryImport,
  directoryImported,
  directoryImportFar,
  directoryCsv,
  directoryVcards,
  directoryOf,
  directoryOne,
  directoryRemove,
  directoryChangeUndo,
  missed,
  missedList,
  missedTrends,
  missedExport,
  missedIgnored,
  missedIgnore,
  missedCount,
  missedEntry,
  missedDone,
  missedForget,
  missedReopen,
  missedSeveralDone,
  liveMissed,
  calls,
  callsExport,
  call,
  notices,
  noticeSeen,
];
