import type { InBoth } from "./in_both.ts";

/** The first page of a new box. */
export interface ClaimWords {
  readonly title: string;
  readonly text: string;
  readonly code: string;
  readonly codeHint: string;
  readonly fullName: string;
  readonly name: string;
  readonly nameHint: string;
  readonly password: string;
  readonly passwordHint: string;
  readonly claim: string;
  readonly claimed: string;
  readonly codeWrong: string;
  readonly nameFault: Readonly<Record<"empty" | "letters", string>>;
  readonly resetTitle: string;
  readonly resetText: string;
  readonly newPassword: string;
  readonly reset: string;
  readonly resetWrong: string;
}

export const CLAIM: InBoth<ClaimWords> = {
  en: {
    title: "Make this box yours",
    text:
      "It belongs to nobody yet. The code stands in the box's log, and where it was started: as text, and as a picture that a phone can scan.",
    code: "Code",
    codeHint: "Like 7KQ2-M9XD",
    fullName: "Your name",
    name: "Name to sign in with",
    nameHint: "Small letters, digits, dot, dash or @",
    password: "Password",
    passwordHint: "At least 12 characters. Three words that nobody would guess are good.",
    claim: "Make it mine",
    claimed: "Somebody was quicker: this box has an owner.",
    codeWrong: "That is not the code.",
    nameFault: {
      empty: "A name is wanted.",
      letters: "Only small letters, digits, dot, dash, underscore and @, 2 to 64 of them.",
    },
    resetTitle: "A new way in",
    resetText:
      "For an owner who has lost his: the code is what the command kontor owner has written, and is good once, within an hour. Your passkeys, authenticator and backup codes are taken away, and you are signed out everywhere else.",
    newPassword: "New password",
    reset: "Choose it and sign in",
    resetWrong: "That is not the code, or its hour is over.",
  },
  ro: {
    title: "Preluați centrala",
    text:
      "Nu are încă un proprietar. Codul se află în jurnalul centralei și acolo unde a fost pornită: ca text și ca imagine pe care o poate scana un telefon.",
    code: "Cod",
    codeHint: "De forma 7KQ2-M9XD",
    fullName: "Numele dumneavoastră",
    name: "Numele de intrare",
    nameHint: "Litere mici, cifre, punct, liniuță sau @",
    password: "Parolă",
    passwordHint: "Cel puțin 12 caractere. Trei cuvinte pe care nu le-ar ghici nimeni sunt bune.",
    claim: "Preia centrala",
    claimed: "Cineva a fost mai rapid: această centrală are un proprietar.",
    codeWrong: "Acesta nu este codul.",
    nameFault: {
      empty: "Este nevoie de un nume.",
      letters: "Doar litere mici, cifre, punct, liniuță, liniuță de subliniere și @, între 2 și 64.",
    },
    resetTitle: "O nouă cale de intrare",
    resetText:
      "Pentru un proprietar care a pierdut-o pe a lui: codul este cel scris de comanda kontor owner, bun o singură dată, timp de o oră. Cheile de acces, aplicația de autentificare și codurile de rezervă sunt scoase, iar în rest sunteți deconectat peste tot.",
    newPassword: "Parola nouă",
    reset: "Alege parola și intră",
    resetWrong: "Acesta nu este codul sau ora lui a trecut.",
  },
};
