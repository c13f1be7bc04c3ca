import type { InBoth } from "./in_both.ts";

/** Who may sign in. */
export type AccountsWords = Readonly<
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
    | "handover"
    | "handoverText"
    | "handedOver",
    string
  >
>;

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
    handover: "De înmânat",
    handoverText: "Dați aceasta celui pentru care este. Este arătată doar acum; o schimbă sub numele său.",
    handedOver: "Am înmânat-o",
  },
};
