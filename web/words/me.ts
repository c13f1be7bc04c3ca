import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** One's own way in. */
export interface MeWords {
  readonly title: string;
  readonly roles: Readonly<Record<"owner" | "admin" | "supervisor" | "employee" | "auditor", string>>;
  readonly password: string;
  readonly current: string;
  readonly next: string;
  readonly change: string;
  readonly passwordDone: string;
  readonly language: string;
  /** His browser is asked. */
  readonly asBrowser: string;
  readonly theme: string;
  /** In this browser; the empty one is as his machine is set. */
  readonly themes: Readonly<Record<"" | "light" | "dark", string>>;
  readonly authenticator: string;
  readonly authenticatorOff: string;
  readonly authenticatorOn: (left: number) => string;
  readonly authenticatorAdd: string;
  readonly authenticatorChange: string;
  readonly authenticatorRemove: string;
  readonly authenticatorText: string;
  readonly authenticatorConfirm: string;
  readonly authenticatorDone: string;
  readonly qr: string;
  readonly byHand: string;
  readonly backupTitle: string;
  readonly backupText: string;
  readonly backupKept: string;
  readonly backupNone: string;
  readonly backupLeft: (left: number) => string;
  readonly backupMake: string;
  readonly passkeys: string;
  readonly passkeysText: string;
  readonly passkeyAdd: string;
  readonly passkeyFailed: string;
  readonly passkeyInsecure: string;
  readonly remove: string;
  /** What the browser tells by the system, where it may. */
  readonly notices: Readonly<Record<"title" | "text" | "allow" | "granted" | "denied" | "insecure", string>>;
  readonly sessions: string;
  readonly here: string;
  readonly endOthers: string;
}

export const ME: InBoth<MeWords> = {
  en: {
    title: "My way in",
    roles: {
      owner: "owner",
      admin: "administrator",
      supervisor: "supervisor",
      employee: "employee",
      auditor: "auditor",
    },
    password: "Password",
    current: "The one you have",
    next: "The new one",
    change: "Change it",
    passwordDone: "Your password is changed. Wherever else you were signed in, you are no longer.",
    language: "Language",
    asBrowser: "as the browser says",
    theme: "Light or dark in this browser",
    themes: { "": "as this device is set", light: "light", dark: "dark" },
    authenticator: "Authenticator",
    authenticatorOff: "Without one, whoever knows your password is you.",
    authenticatorOn: (left) => `On. ${left} backup ${left === 1 ? "code is" : "codes are"} left.`,
    authenticatorAdd: "Add an authenticator",
    authenticatorChange: "Another authenticator",
    authenticatorRemove: "Do without an authenticator",
    authenticatorText: "Scan this with an authenticator app, then type the six digits that it shows.",
    authenticatorConfirm: "That is the code",
    authenticatorDone: "From now on you are asked for a code as well.",
    qr: "QR code for the authenticator app",
    byHand: "Or type it by hand:",
    backupTitle: "Backup codes",
    backupText: "For the day your phone is lost: each lets you in once. They are shown only now.",
    backupKept: "I have kept them",
    backupNone: "You have none. Whoever loses his phone or his only passkey has no way in without one.",
    backupLeft: (left) => `${counted(left, ["code is", "codes are"], "en")} left. New ones take the place of these.`,
    backupMake: "Make new backup codes",
    passkeys: "Passkeys",
    passkeysText: "Sign in with a fingerprint, a face or a security key. No password can be stolen then.",
    passkeyAdd: "Add a passkey",
    passkeyFailed: "The passkey could not be added.",
    passkeyInsecure: "Passkeys want HTTPS: open this page by https://",
    remove: "Remove",
    notices: {
      title: "Notices",
      text:
        "Missed calls, voicemail and alerts are told on every page. While none of them is looked at, this browser can tell them on your screen.",
      allow: "Tell me on my screen",
      granted: "This browser tells them on your screen for as long as a page of the desk is open.",
      denied: "This browser was told not to. It is allowed again in its settings for this site.",
      insecure: "For that browsers want HTTPS: open this page by https://",
    },
    sessions: "Signed in",
    here: "this browser",
    endOthers: "Sign out everywhere else",
  },
  ro: {
    title: "Contul meu",
    roles: {
      owner: "proprietar",
      admin: "administrator",
      supervisor: "supervizor",
      employee: "angajat",
      auditor: "auditor",
    },
    password: "Parola",
    current: "Parola actuală",
    next: "Parola nouă",
    change: "Schimbă",
    passwordDone: "Parola este schimbată. În celelalte locuri ați fost deconectat.",
    language: "Limba",
    asBrowser: "cum spune browserul",
    theme: "Luminos sau întunecat în acest browser",
    themes: { "": "cum este setat dispozitivul", light: "luminos", dark: "întunecat" },
    authenticator: "Aplicația de autentificare",
    authenticatorOff: "Fără ea, oricine vă știe parola poate intra în locul dumneavoastră.",
    authenticatorOn: (left) =>
      `Activă. ${left === 1 ? "A rămas un cod" : `Au rămas ${counted(left, ["cod", "coduri"], "ro")}`} de rezervă.`,
    authenticatorAdd: "Adaugă o aplicație de autentificare",
    authenticatorChange: "Altă aplicație de autentificare",
    authenticatorRemove: "Renunță la aplicația de autentificare",
    authenticatorText: "Scanați codul cu o aplicație de autentificare, apoi tastați cele șase cifre pe care le arată.",
    authenticatorConfirm: "Acesta este codul",
    authenticatorDone: "De acum vi se cere și un cod.",
    qr: "Cod QR pentru aplicația de autentificare",
    byHand: "Sau tastați-l:",
    backupTitle: "Coduri de rezervă",
    backupText: "Pentru ziua în care pierdeți telefonul: fiecare vă lasă să intrați o dată. Sunt arătate doar acum.",
    backupKept: "Le-am păstrat",
    backupNone: "Nu aveți niciunul. Fără ele, cine își pierde telefonul sau singura cheie de acces nu mai poate intra.",
    backupLeft: (left) =>
      `${
        left === 1 ? "A rămas un cod" : `Au rămas ${counted(left, ["cod", "coduri"], "ro")}`
      }. Cele noi le înlocuiesc.`,
    backupMake: "Fă coduri de rezervă noi",
    passkeys: "Chei de acces",
    passkeysText: "Intrați cu amprenta, cu fața sau cu o cheie de securitate. Nicio parolă nu mai poate fi furată.",
    passkeyAdd: "Adaugă o cheie de acces",
    passkeyFailed: "Cheia de acces nu a putut fi adăugată.",
    passkeyInsecure: "Cheile de acces au nevoie de HTTPS: deschideți pagina prin https://",
    remove: "Șterge",
    notices: {
      title: "Anunțuri",
      text:
        "Apelurile pierdute, mesajele vocale și alertele sunt spuse pe fiecare pagină. Când nu vă uitați la niciuna, acest browser le poate arăta pe ecran.",
      allow: "Anunță-mă pe ecran",
      granted: "Acest browser le arată pe ecran cât timp este deschisă o pagină a biroului.",
      denied: "Acestui browser i s-a spus să nu o facă. Se permite din nou în setările lui pentru acest site.",
      insecure: "Pentru asta browserele cer HTTPS: deschideți pagina prin https://",
    },
    sessions: "Unde sunteți conectat",
    here: "acest browser",
    endOthers: "Deconectează celelalte",
  },
};
