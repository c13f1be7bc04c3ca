import { ACCOUNTS, type AccountsWords } from "./accounts.ts";
import { ALERTS, type AlertWords } from "./alerts.ts";
import { AUDIT, type AuditWords } from "./audit.ts";
import { BOX, type BoxWords } from "./box.ts";
import { CALLS, type CallsWords } from "./calls.ts";
import { CHARTS, type ChartWords } from "./charts.ts";
import { CERTIFICATE, type CertificateWords } from "./certificate.ts";
import { CLAIM, type ClaimWords } from "./claim.ts";
import { DIRECTORY, type DirectoryWords } from "./directory.ts";
import { DOCS, type DocsWords } from "./docs.ts";
import { FLOW, type FlowWords } from "./flow.ts";
import { FRAME, type FrameWords } from "./frame.ts";
import { HEALTH, type HealthWords } from "./health.ts";
import { KEYS, type KeysWords } from "./keys.ts";
import { ME, type MeWords } from "./me.ts";
import { MISSED, type MissedWords } from "./missed.ts";
import { NAV, type NavWords } from "./nav.ts";
import { NOW, type NowWords } from "./now.ts";
import { OFFICE, type OfficeWords } from "./office.ts";
import { OPERATOR, type OperatorWords } from "./operator.ts";
import { PASSWORD_FAULT, type PasswordFaultWords } from "./password_fault.ts";
import { REPORTS, type ReportsWords } from "./reports.ts";
import { SCOPES, type ScopeWords } from "./scopes.ts";
import { REPORT_CARDS, type ReportCardsWords } from "./report_cards.ts";
import { SIGN_IN, type SignInWords } from "./sign_in.ts";
import { TRUST, type TrustWords } from "./trust.ts";
import { WALLBOARD, type WallboardWords } from "./wallboard.ts";
import { SOFTPHONE, type SoftphoneWords } from "./softphone.ts";
import { PHONE, type PhoneWords } from "./phone.ts";
import { QUEUES, type QueuesWords } from "./queues.ts";
import { RECORDINGS, type RecordingsWords } from "./recordings.ts";
import { SOUND, type SoundWords } from "./sound.ts";
import { SOUNDS, type SoundsWords } from "./sounds.ts";
import { VOICEMAIL, type VoicemailWords } from "./voicemail.ts";
import { STORY, type StoryWords } from "./story.ts";
import type { DeskLanguage } from "./in_both.ts";

/** All that the desk says, by page. */
export interface Words {
  readonly language: DeskLanguage;
  readonly nav: NavWords;
  readonly directory: DirectoryWords;
  readonly flow: FlowWords;
  readonly frame: FrameWords;
  readonly signIn: SignInWords;
  readonly claim: ClaimWords;
  readonly passwordFault: PasswordFaultWords;
  readonly me: MeWords;
  readonly now: NowWords;
  readonly queues: QueuesWords;
  readonly missed: MissedWords;
  readonly operator: OperatorWords;
  readonly calls: CallsWords;
  readonly charts: ChartWords;
  readonly story: StoryWords;
  readonly office: OfficeWords;
  readonly accounts: AccountsWords;
  readonly alerts: AlertWords;
  readonly audit: AuditWords;
  readonly keys: KeysWords;
  readonly docs: DocsWords;
  readonly scopes: ScopeWords;
  readonly reports: ReportsWords;
  readonly reportCards: ReportCardsWords;
  readonly health: HealthWords;
  readonly box: BoxWords;
  readonly certificate: CertificateWords;
  readonly trust: TrustWords;
  readonly wallboard: WallboardWords;
  readonly phone: PhoneWords;
  readonly softphone: SoftphoneWords;
  readonly recordings: RecordingsWords;
  readonly sound: SoundWords;
  readonly sounds: SoundsWords;
  readonly voicemail: VoicemailWords;
}

export function wordsIn(language: DeskLanguage): Words {
  return {
    language,
    nav: NAV[language],
    directory: DIRECTORY[language],
    flow: FLOW[language],
    frame: FRAME[language],
    signIn: SIGN_IN[language],
    claim: CLAIM[language],
    passwordFault: PASSWORD_FAULT[language],
    me: ME[language],
    now: NOW[language],
    queues: QUEUES[language],
    missed: MISSED[language],
    operator: OPERATOR[language],
    calls: CALLS[language],
    charts: CHARTS[language],
    story: STORY[language],
    office: OFFICE[language],
    accounts: ACCOUNTS[language],
    alerts: ALERTS[language],
    audit: AUDIT[language],
    keys: KEYS[language],
    docs: DOCS[language],
    scopes: SCOPES[language],
    reports: REPORTS[language],
    reportCards: REPORT_CARDS[language],
    health: HEALTH[language],
    box: BOX[language],
    certificate: CERTIFICATE[language],
    trust: TRUST[language],
    wallboard: WALLBOARD[language],
    phone: PHONE[language],
    softphone: SOFTPHONE[language],
    recordings: RECORDINGS[language],
    sound: SOUND[language],
    sounds: SOUNDS[language],
    voicemail: VOICEMAIL[language],
  };
}
