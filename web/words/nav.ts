import type { InBoth } from "./in_both.ts";

/** Where one can go. */
export type NavWords = Readonly<
  Record<
    | "now"
    | "missed"
    | "calls"
    | "directory"
    | "voicemail"
    | "operator"
    | "reports"
    | "people"
    | "numbers"
    | "recordings"
    | "settings"
    | "audit"
    | "health"
    | "softphone"
    | "me"
    | "accounts"
    | "keys"
    | "flow"
    | "wallboard",
    string
  >
>;

export const NAV: InBoth<NavWords> = {
  en: {
    now: "Now",
    missed: "Missed",
    calls: "Calls",
    directory: "Directory",
    voicemail: "Voicemail",
    operator: "Operator",
    reports: "Reports",
    people: "People and phones",
    numbers: "Numbers and trunks",
    recordings: "Recordings",
    settings: "Settings",
    audit: "Audit",
    health: "Health",
    softphone: "Browser phone",
    me: "My phone",
    accounts: "Who may sign in",
    keys: "Keys",
    flow: "Where calls go",
    wallboard: "Wallboard",
  },
  ro: {
    now: "Acum",
    missed: "Pierdute",
    calls: "Apeluri",
    directory: "Agendă",
    voicemail: "Mesagerie vocală",
    operator: "Recepție",
    reports: "Rapoarte",
    people: "Oameni și telefoane",
    numbers: "Numere și linii",
    recordings: "Înregistrări",
    settings: "Setări",
    audit: "Jurnal",
    health: "Starea centralei",
    softphone: "Telefon în browser",
    me: "Telefonul meu",
    accounts: "Cine are acces",
    keys: "Chei API",
    flow: "Unde ajung apelurile",
    wallboard: "Panou",
  },
};
