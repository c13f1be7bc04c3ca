import type { AuditAction, AuditFact } from "../audit/mod.ts";
import type { DeskLanguage } from "./in_both.ts";

type InWords<Name extends string> = Readonly<Record<Name, readonly [en: string, ro: string]>>;

/** What the audit calls each act, and how it is told. */
const ACTIONS: InWords<AuditAction> = {
  "account.added": ["account added", "cont adăugat"],
  "account.changed": ["account changed", "cont schimbat"],
  "account.removed": ["account removed", "cont șters"],
  "account.reset": ["password reset", "parolă resetată"],
  "act.refused": ["act refused", "acțiune refuzată"],
  "agent.log-in": ["agent logged in", "agent intrat în tură"],
  "agent.log-out": ["agent logged out", "agent ieșit din tură"],
  "agent.outbound-off": ["agent's calls to make turned off", "apelurile de făcut ale agentului oprite"],
  "agent.outbound-on": ["agent's calls to make turned on", "apelurile de făcut ale agentului pornite"],
  "agent.pause": ["agent paused", "agent pus în pauză"],
  "agent.unpause": ["agent back from a pause", "agent revenit din pauză"],
  "authenticator.added": ["authenticator added", "aplicație de autentificare adăugată"],
  "authenticator.removed": ["authenticator removed", "aplicație de autentificare scoasă"],
  "backup-code.used": ["proved by a backup code", "dovedit printr-un cod de rezervă"],
  "backup-codes.made": ["backup codes made", "coduri de rezervă făcute"],
  "box.claimed": ["box claimed", "centrală preluată"],
  "call.announce": ["call announced", "apel anunțat"],
  "call.answer": ["call answered", "apel preluat"],
  "call.connect": ["call put through", "apel pus în legătură"],
  "call.deflect": ["ringing call sent on", "apel care suna trimis mai departe"],
  "call.dialled": ["call made", "apel făcut"],
  "call.end-recording": ["recording of a call ended", "înregistrarea apelului oprită"],
  "call.fetch": ["parked call fetched", "apel parcat luat înapoi"],
  "call.hang-up": ["call hung up", "apel închis"],
  "call.hold": ["call put on hold", "apel pus în așteptare"],
  "call.hung-up": ["call hung up", "apel închis"],
  "call.merge": ["call made one of three", "apel făcut în trei"],
  "call.mute": ["call muted", "microfon oprit în apel"],
  "call.park": ["call parked", "apel parcat"],
  "call.pause-recording": ["recording of a call paused", "înregistrarea apelului pusă în pauză"],
  "call.record": ["call recorded", "apel înregistrat"],
  "call.resume": ["call taken off hold", "apel reluat din așteptare"],
  "call.resume-recording": ["recording of a call resumed", "înregistrarea apelului reluată"],
  "call.take-back": ["announced call taken back", "apel anunțat luat înapoi"],
  "call.transfer": ["call transferred", "apel transferat"],
  "call.unmute": ["call unmuted", "microfon pornit în apel"],
  "call.voicemail": ["call sent to voicemail", "apel trimis la mesageria vocală"],
  "certificate.asked": ["certificate asked for", "certificat cerut"],
  "certificate.authority": ["new authority", "autoritate nouă"],
  "certificate.brought": ["certificate brought", "certificat adus"],
  "certificate.forgotten": ["certificate forgotten", "certificat scos"],
  "claim.refused": ["claim refused", "preluare refuzată"],
  "contact.added": ["contact added", "contact adăugat"],
  "contact.called": ["contact called", "contact sunat"],
  "contact.changed": ["contact changed", "contact schimbat"],
  "contact.removed": ["contact removed", "contact șters"],
  "contacts.import-undone": ["import undone", "import anulat"],
  "contacts.imported": ["contacts imported", "contacte importate"],
  "help.crossed-out": ["call for help seen to", "apel de urgență rezolvat"],
  "key.added": ["API key made", "cheie API creată"],
  "key.refused": ["wrong API key", "cheie API greșită"],
  "key.removed": ["API key revoked", "cheie API revocată"],
  "language.chosen": ["language chosen", "limbă aleasă"],
  "mail.drop-dead-letters": ["undelivered mail dropped", "e-mail netrimis aruncat"],
  "mail.retry-dead-letters": ["undelivered mail sent again", "e-mail netrimis retrimis"],
  "mail.tried": ["test mail sent", "e-mail de probă trimis"],
  "missed.called": ["missed caller called", "apelant pierdut sunat"],
  "missed.counted": ["caller counted again", "apelant numărat din nou"],
  "missed.done": ["missed call settled", "apel pierdut rezolvat"],
  "missed.forgotten": ["caller forgotten", "apelant uitat"],
  "missed.ignored": ["caller counted no more", "apelant care nu se mai numără"],
  "missed.reopen": ["missed call reopened", "apel pierdut redeschis"],
  "office.applied": ["office file applied", "fișierul biroului aplicat"],
  "office.changed": ["settings changed", "setări schimbate"],
  "office.restored": ["settings restored", "setări readuse"],
  "office.rolled-back": ["settings restored by a program", "setări readuse de un program"],
  "owner.reset": ["owner's way in replaced", "calea de intrare a proprietarului înlocuită"],
  "owner.reset-asked": ["new way in for an owner asked for", "cale nouă de intrare cerută pentru un proprietar"],
  "page.begun": ["paging begun", "anunț prin difuzoare început"],
  "page.refused": ["page refused", "pagină refuzată"],
  "passkey.added": ["passkey added", "cheie de acces adăugată"],
  "passkey.removed": ["passkey removed", "cheie de acces ștearsă"],
  "password.changed": ["password changed", "parolă schimbată"],
  "phone.changed": ["phone settings changed", "setările telefonului schimbate"],
  "presence.said": ["presence said", "prezență declarată"],
  "proof.refused": ["password refused", "parolă refuzată"],
  "queue.call-back-cancelled": ["call back cancelled", "sunatul înapoi anulat"],
  "queue.front": ["caller put first in the queue", "apelant trecut primul la coadă"],
  "queue.send": ["caller sent out of the queue", "apelant trimis din coadă"],
  "recording.downloaded": ["recording downloaded", "înregistrare descărcată"],
  "recording.heard": ["recording heard", "înregistrare ascultată"],
  "report.made": ["report made", "raport creat"],
  "resource.read": ["read by a program", "citit de un program"],
  "sessions.ended": ["signed out elsewhere", "deconectat din celelalte locuri"],
  "sign-in.refused": ["sign-in refused", "autentificare refuzată"],
  "signed-in": ["signed in", "autentificat"],
  "signed-out": ["signed out", "ieșit"],
  "sound.forgotten": ["sound deleted", "sunet șters"],
  "sound.kept": ["sound kept", "sunet păstrat"],
  "token.refused": ["token refused", "token refuzat"],
  "voicemail.deleted": ["voicemail deleted", "mesaj vocal șters"],
  "voicemail.forwarded": ["voicemail forwarded", "mesaj vocal trimis mai departe"],
  "voicemail.greeting-chosen": ["greeting chosen", "întâmpinare aleasă"],
  "voicemail.greeting-forgotten": ["greeting removed", "mesaj de întâmpinare șters"],
  "voicemail.greeting-recorded": ["greeting recorded", "întâmpinare înregistrată"],
  "voicemail.heard": ["voicemail heard", "mesaj vocal ascultat"],
  "voicemail.marked-ordinary": ["voicemail not urgent", "mesaj vocal marcat ca obișnuit"],
  "voicemail.marked-urgent": ["voicemail marked urgent", "mesaj vocal marcat ca urgent"],
  "voicemail.new": ["voicemail made new again", "mesaj vocal din nou nou"],
  "voicemail.saved": ["voicemail saved", "mesaj vocal păstrat"],
  "webhook.drop-dead-letters": [
    "undelivered events of a webhook dropped",
    "evenimente netrimise ale unui webhook aruncate",
  ],
  "webhook.retry-dead-letters": [
    "undelivered events of a webhook sent again",
    "evenimente netrimise ale unui webhook retrimise",
  ],
};

/** What it says of an act besides. */
const FACTS: InWords<AuditFact> = {
  account: ["account", "cont"],
  added: ["added", "adăugate"],
  agent: ["agent", "agent"],
  also: ["also", "și"],
  box: ["mailbox", "cutie vocală"],
  by: ["by", "de către"],
  call: ["call", "apel"],
  caller: ["caller", "apelant"],
  came: ["outcome", "rezultat"],
  changed: ["changed", "schimbate"],
  client: ["client", "client"],
  contact: ["contact", "contact"],
  entry: ["entry", "intrare"],
  error: ["error", "eroare"],
  extension: ["extension", "interior"],
  file: ["file", "fișier"],
  fingerprint: ["fingerprint", "amprentă"],
  for: ["for", "pentru"],
  format: ["format", "format"],
  from: ["from", "de la"],
  id: ["number", "numărul"],
  item: ["which", "care"],
  key: ["key", "cheie"],
  kind: ["kind", "fel"],
  language: ["language", "limbă"],
  locked: ["locked out", "blocat"],
  message: ["message", "mesaj"],
  method: ["method", "metodă"],
  name: ["name", "nume"],
  needs: ["needs", "cere"],
  note: ["note", "notă"],
  number: ["number", "număr"],
  path: ["where", "unde"],
  period: ["period", "perioadă"],
  presence: ["presence", "prezență"],
  queue: ["queue", "coadă"],
  reason: ["reason", "motiv"],
  removed: ["removed", "șterse"],
  report: ["report", "raport"],
  resource: ["what", "ce"],
  restored: ["restored", "readuse"],
  revision: ["revision", "revizie"],
  role: ["role", "rol"],
  scope: ["scope", "drept"],
  scopes: ["rights", "drepturi"],
  section: ["section", "secțiune"],
  skipped: ["skipped", "sărite"],
  slot: ["slot", "loc de parcare"],
  sound: ["sound", "sunet"],
  subject: ["issued to", "emis pentru"],
  tenant: ["office", "birou"],
  times: ["how often", "de câte ori"],
  to: ["to", "către"],
  untold: ["left out", "omise"],
  use: ["use", "folosire"],
  what: ["what", "ce"],
  zone: ["zone", "zonă"],
};

/** Words of ours that facts say. */
const VALUES: Readonly<Record<string, Readonly<Record<string, readonly [en: string, ro: string]>>>> = {
  by: {
    password: ["password", "parolă"],
    code: ["password and code", "parolă și cod"],
    "backup code": ["password and backup code", "parolă și cod de rezervă"],
    passkey: ["passkey", "cheie de acces"],
  },
  came: {
    sent: ["sent", "trimis"],
    later: ["not sent yet", "netrimis deocamdată"],
    never: ["refused", "refuzat"],
  },
};

/** An act in words; what has none, for it is written no more, is told as the audit keeps it. */
export function actionOf(action: string, language: DeskLanguage): string {
  return inWords(ACTIONS, action, language);
}

/** What a fact is called. */
export function factOf(name: string, language: DeskLanguage): string {
  return inWords(FACTS, name, language);
}

/** What a fact says, where that is a word of ours; anything else as it stands. */
export function factValueOf(name: string, value: string, language: DeskLanguage): string {
  return inWords(Object.hasOwn(VALUES, name) ? VALUES[name]! : {}, value, language);
}

/** All acts that have words, by which the audit may be asked for them. */
export const AUDIT_ACTIONS: readonly string[] = Object.keys(ACTIONS);

function inWords(
  words: Readonly<Record<string, readonly [string, string]>>,
  name: string,
  language: DeskLanguage,
): string {
  return (Object.hasOwn(words, name) ? words[name]?.[language === "ro" ? 1 : 0] : undefined) ?? name;
}
