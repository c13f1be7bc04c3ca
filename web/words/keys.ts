import type { InBoth } from "./in_both.ts";

/** Keys for programs. */
export type KeysWords = Readonly<
  Record<
    | "title"
    | "intro"
    | "docs"
    | "click"
    | "add"
    | "name"
    | "nameHint"
    | "scopes"
    | "extensions"
    | "extensionsHint"
    | "everybody"
    | "only"
    | "noExtension"
    | "none"
    | "made"
    | "remove"
    | "taken"
    | "wanting",
    string
  >
>;

export const KEYS: InBoth<KeysWords> = {
  en: {
    title: "Keys for programs",
    intro: "A key may only do what is ticked when it is made. Nothing is allowed by default, not even to read.",
    docs: "What programs can ask",
    click: "Click to call from a customer database",
    add: "Make a key",
    name: "Name",
    nameHint: "What it is for: crm, wallboard.",
    scopes: "It may",
    extensions: "Only for these extensions",
    extensionsHint:
      "Such as 101, 102. The key then calls, steers, speaks, says how somebody is and sets phones and mailboxes for these " +
      "alone, and reads and hears their calls alone; what concerns the whole office is closed to it. Left empty: for everybody.",
    everybody: "for everybody",
    only: "only for",
    noExtension: "There is no extension",
    none: "No program has a key.",
    made: "This is the key. It is shown only now.",
    remove: "Take back",
    taken: "There is a key of that name: take it back first.",
    wanting: "A name of 64 characters at most is wanted, and something that it may do.",
  },
  ro: {
    title: "Chei pentru programe",
    intro: "O cheie poate face doar ce este bifat la creare. Implicit nu are voie nimic, nici măcar să citească.",
    docs: "Documentația API",
    click: "Apel dintr-un clic, dintr-un program de clienți",
    add: "Creează o cheie",
    name: "Nume",
    nameHint: "Pentru ce este: crm, panou.",
    scopes: "Are voie",
    extensions: "Doar pentru aceste interioare",
    extensionsHint:
      "De exemplu 101, 102. Cheia sună, comandă apeluri, vorbește în difuzoare, spune cum este cineva și " +
      "setează telefoane și mesagerii doar pentru acestea și citește și ascultă doar apelurile lor; ce privește tot biroul îi este închis. Necompletat: pentru toți.",
    everybody: "pentru toți",
    only: "doar pentru",
    noExtension: "Nu există interiorul",
    none: "Niciun program nu are o cheie.",
    made: "Aceasta este cheia. Este arătată doar acum.",
    remove: "Revocă",
    taken: "Există deja o cheie cu acest nume: revoc-o întâi.",
    wanting: "Este nevoie de un nume de cel mult 64 de caractere și de ceva ce are voie să facă.",
  },
};
