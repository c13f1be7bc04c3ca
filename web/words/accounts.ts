import type { InBoth } from "./in_both.ts";

/** Who may sign in. */
export type AccountsWords =
  & Readonly<
    Record<
      | "add"
      | "save"
      | "remove"
      | "reset"
      | "resetText"
      | "fullName"
      | "role"
      | "roleHint"
      | "extension"
      | "extensionHint"
      | "scope"
      | "scopeHint"
      | "secondFactor"
      | "lastSeen"
      | "yes"
      | "no"
      | "taken"
      | "lastOwner"
      | "ownersOnly"
      | "whoChanged"
      | "asBefore"
      | "none"
      | "noLimit"
      | "handover"
      | "handoverText"
      | "handedOver",
      string
    >
  >
  & {
    /** What the account names and the office has no more. */
    readonly gone: (numbers: string) => string;
    /** And what to do. */
    readonly goneText: (numbers: string) => string;
    /** What the form named and the office does not have. */
    readonly noSuch: Readonly<Record<"extension" | "scope", (value: string) => string>>;
  };

export const ACCOUNTS: InBoth<AccountsWords> = {
  en: {
    add: "Add somebody",
    save: "Save",
    remove: "Let in no more",
    reset: "New password",
    resetText: "A new password also takes the authenticator and the passkeys away, and signs out everywhere.",
    fullName: "Name",
    role: "Role",
    roleHint:
      "Owners may do everything; administrators all but hear recordings; supervisors see calls; employees their own; auditors only look.",
    extension: "Extension",
    extensionHint: "Whose calls, mailbox and settings are his own.",
    scope: "Sees only",
    scopeHint: "Queues and extensions, by number. Empty: all of them.",
    secondFactor: "Second factor",
    lastSeen: "Last seen",
    yes: "on",
    no: "off",
    taken: "Somebody has that name already.",
    lastOwner: "Somebody must remain who may do everything: make another an owner first.",
    ownersOnly: "Only an owner may do that.",
    whoChanged: "Who changed what",
    asBefore: "As before",
    none: "none",
    noLimit: "no limit",
    gone: (numbers) => `${numbers}: no longer there`,
    goneText: (numbers) =>
      `The office no longer has ${numbers}. Name others or none here; whoever has left is let in no more.`,
    noSuch: {
      extension: (value) => `There is no extension “${value}”.`,
      scope: (value) => `There is no extension, queue or group “${value}”.`,
    },
    handover: "To be handed over",
    handoverText: "Give this to whom it is for. It is shown only now; he changes it under his name.",
    handedOver: "It is handed over",
  },
  ro: {
    add: "Adaugă pe cineva",
    save: "Salvează",
    remove: "Retrage accesul",
    reset: "Parolă nouă",
    resetText: "O parolă nouă ia și aplicația de autentificare și cheile de acces, și deconectează peste tot.",
    fullName: "Nume",
    role: "Rol",
    roleHint:
      "Proprietarii pot face orice; administratorii, tot, mai puțin ascultarea înregistrărilor; supervizorii văd apelurile; angajații, pe ale lor; auditorii doar privesc.",
    extension: "Interior",
    extensionHint: "Al cărui apeluri, mesaje și setări le vede ca ale sale.",
    scope: "Vede doar",
    scopeHint: "Cozi și interioare, după număr. Gol: pe toate.",
    secondFactor: "Doi pași",
    lastSeen: "Ultima vizită",
    yes: "activ",
    no: "inactiv",
    taken: "Cineva are deja acest nume.",
    lastOwner: "Trebuie să rămână cineva care poate face orice: numiți întâi alt proprietar.",
    ownersOnly: "Doar un proprietar poate face asta.",
    whoChanged: "Cine ce a schimbat",
    asBefore: "Ca înainte",
    none: "niciunul",
    noLimit: "fără limită",
    gone: (numbers) => `${numbers}: nu mai există`,
    goneText: (numbers) =>
      `Biroul nu mai are ${numbers}. Numiți aici altele sau niciunul; celui care a plecat i se retrage accesul.`,
    noSuch: {
      extension: (value) => `Nu există interiorul „${value}”.`,
      scope: (value) => `Nu există interior, coadă sau grup „${value}”.`,
    },
    handover: "De înmânat",
    handoverText: "Dați aceasta celui pentru care este. Este arătată doar acum; o schimbă sub numele său.",
    handedOver: "Am înmânat-o",
  },
};
