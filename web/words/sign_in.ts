import type { InBoth } from "./in_both.ts";

/** The way in. */
export interface SignInWords {
  readonly title: string;
  readonly name: string;
  readonly password: string;
  readonly enter: string;
  readonly wrong: string;
  readonly locked: (minutes: number) => string;
  readonly busy: string;
  readonly passkey: string;
  readonly passkeyFailed: string;
  readonly or: string;
  readonly codeTitle: string;
  readonly code: string;
  readonly codeHint: string;
  readonly codeWrong: string;
  readonly proveTitle: string;
  readonly proveText: Readonly<Record<"password" | "code" | "passkey", string>>;
  readonly proveEnter: string;
  readonly proveWrong: string;
  readonly proveHeld: string;
  readonly proveLost: string;
  readonly backupHint: string;
  readonly proveNoCodes: string;
  readonly provePasskey: string;
}

export const SIGN_IN: InBoth<SignInWords> = {
  en: {
    title: "Sign in",
    name: "Name",
    password: "Password",
    enter: "Sign in",
    wrong: "That name and password do not fit.",
    locked: (minutes) => `Too many tries. Wait ${minutes} min and try again.`,
    busy: "Too many are signing in just now. Try again in a moment.",
    passkey: "Sign in with a passkey",
    passkeyFailed: "That passkey is not known here.",
    or: "or",
    codeTitle: "One more step",
    code: "Code",
    codeHint: "The six digits of your authenticator, or one of your backup codes.",
    codeWrong: "That code is not right, or was used already.",
    proveTitle: "Is it still you?",
    proveText: {
      password: "What comes next is dangerous, so please type your password once more.",
      code: "What comes next is dangerous, so please type your password and a code once more.",
      passkey:
        "What comes next is dangerous, so please show your passkey once more, at the address at which it was made.",
    },
    proveWrong: "That is not right.",
    proveHeld: "What you have filled in is kept, and sent on with it.",
    proveLost: "Or, where your passkey is lost, by your password and one of your backup codes:",
    backupHint: "Each backup code is good once.",
    proveNoCodes:
      "Where your passkey is lost, an owner gives you a new way in. The only owner gets his at the box itself: kontor owner NAME.",
    proveEnter: "Go on",
    provePasskey: "Go on with a passkey",
  },
  ro: {
    title: "Autentificare",
    name: "Nume",
    password: "Parolă",
    enter: "Intră",
    wrong: "Numele și parola nu se potrivesc.",
    locked: (minutes) => `Prea multe încercări. Așteptați ${minutes} min și încercați din nou.`,
    busy: "Prea mulți intră chiar acum. Încercați din nou peste o clipă.",
    passkey: "Intră cu o cheie de acces",
    passkeyFailed: "Această cheie de acces nu este cunoscută aici.",
    or: "sau",
    codeTitle: "Încă un pas",
    code: "Cod",
    codeHint: "Cele șase cifre din aplicația de autentificare sau unul dintre codurile de rezervă.",
    codeWrong: "Codul nu este corect sau a fost deja folosit.",
    proveTitle: "Sunteți tot dumneavoastră?",
    proveText: {
      password: "Ce urmează este important, de aceea tastați parola încă o dată.",
      code: "Ce urmează este important, de aceea tastați parola și un cod încă o dată.",
      passkey:
        "Ce urmează este important, de aceea folosiți cheia de acces încă o dată, la adresa la care a fost creată.",
    },
    proveWrong: "Nu este corect.",
    proveHeld: "Ce ați completat se păstrează și se trimite mai departe.",
    proveLost: "Sau, dacă ați pierdut cheia de acces, cu parola și unul dintre codurile de rezervă:",
    backupHint: "Fiecare cod de rezervă este bun o singură dată.",
    proveNoCodes:
      "Dacă ați pierdut cheia de acces, un proprietar vă dă o altă cale de a intra. Unicul proprietar o primește chiar la centrală: kontor owner NUME.",
    proveEnter: "Continuă",
    provePasskey: "Continuă cu o cheie de acces",
  },
};
