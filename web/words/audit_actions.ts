import type { DeskLanguage } from "./in_both.ts";

/** What the audit calls each act, and how it is told. */
const ACTIONS: Readonly<Record<string, readonly [en: string, ro: string]>> = {
  "account.added": ["account added", "cont adăugat"],
  "account.changed": ["account changed", "cont schimbat"],
  "account.removed": ["account removed", "cont șters"],
  "account.reset": ["password reset", "parolă resetată"],
  "act.refused": ["act refused", "acțiune refuzată"],
  "authenticator.added": ["authenticator added", "aplicație de autentificare adăugată"],
  "authenticator.removed": ["authenticator removed", "aplicație de autentificare scoasă"],
  "box.claimed": ["box claimed", "centrală preluată"],
  "call.dialled": ["call made", "apel făcut"],
  "call.hold": ["call put on hold", "apel pus în așteptare"],
  "call.hung-up": ["call hung up", "apel închis"],
  "call.park": ["call parked", "apel parcat"],
  "call.record": ["call recorded", "apel înregistrat"],
  "call.transfer": ["call transferred", "apel transferat"],
  "certificate.asked": ["certificate asked for", "certificat cerut"],
  "certificate.authority": ["new authority", "autoritate nouă"],
  "certificate.brought": ["certificate brought", "certificat adus"],
  "certificate.forgotten": ["certificate forgotten", "certificat scos"],
  "contact.called": ["contact called", "contact sunat"],
  "contact.changed": ["contact changed", "contact schimbat"],
  "contact.removed": ["contact removed", "contact șters"],
  "contacts.import-undone": ["import undone", "import anulat"],
  "contacts.imported": ["contacts imported", "contacte importate"],
  "help.crossed-out": ["call for help seen to", "apel de urgență rezolvat"],
  "key.added": ["API key made", "cheie API creată"],
  "key.removed": ["API key revoked", "cheie API revocată"],
  "mail.tried": ["test mail sent", "e-mail de probă trimis"],
  "missed.called": ["missed caller called", "apelant pierdut sunat"],
  "missed.done": ["missed call settled", "apel pierdut rezolvat"],
  "missed.reopen": ["missed call reopened", "apel pierdut redeschis"],
  "office.applied": ["office file applied", "fișierul biroului aplicat"],
  "office.changed": ["settings changed", "setări schimbate"],
  "office.restored": ["settings restored", "setări readuse"],
  "page.refused": ["page refused", "pagină refuzată"],
  "passkey.added": ["passkey added", "cheie de acces adăugată"],
  "passkey.removed": ["passkey removed", "cheie de acces ștearsă"],
  "password.changed": ["password changed", "parolă schimbată"],
  "phone.changed": ["phone settings changed", "setările telefonului schimbate"],
  "recording.downloaded": ["recording downloaded", "înregistrare descărcată"],
  "recording.heard": ["recording heard", "înregistrare ascultată"],
  "report.made": ["report made", "raport creat"],
  "resource.read": ["read by a program", "citit de un program"],
  "sessions.ended": ["signed out elsewhere", "deconectat din celelalte locuri"],
  "sign-in.refused": ["sign-in refused", "autentificare refuzată"],
  "signed-in": ["signed in", "autentificat"],
  "signed-out": ["signed out", "ieșit"],
  "voicemail.deleted": ["voicemail deleted", "mesaj vocal șters"],
  "voicemail.forwarded": ["voicemail forwarded", "mesaj vocal redirecționat"],
  "voicemail.greeting-chosen": ["greeting chosen", "mesaj de întâmpinare ales"],
  "voicemail.greeting-forgotten": ["greeting removed", "mesaj de întâmpinare șters"],
  "voicemail.greeting-recorded": ["greeting recorded", "mesaj de întâmpinare înregistrat"],
  "voicemail.heard": ["voicemail heard", "mesaj vocal ascultat"],
  "voicemail.marked-ordinary": ["voicemail no longer urgent", "mesaj vocal care nu mai e urgent"],
  "voicemail.marked-urgent": ["voicemail marked urgent", "mesaj vocal marcat urgent"],
  "voicemail.new": ["voicemail made new again", "mesaj vocal din nou nou"],
  "voicemail.saved": ["voicemail saved", "mesaj vocal salvat"],
};

/** An act in words; what has none is told as the audit keeps it. */
export function actionOf(action: string, language: DeskLanguage): string {
  return ACTIONS[action]?.[language === "ro" ? 1 : 0] ?? action;
}

/** All acts that have words, by which the audit may be asked for them. */
export const AUDIT_ACTIONS: readonly string[] = Object.keys(ACTIONS);
