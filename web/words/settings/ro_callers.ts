/** What the schema says of what callers meet, in Romanian, by the English. */
export const RO_CALLERS: Readonly<Record<string, string>> = {
  "Callers who do not get through to the office": "Apelanți care nu ajung la birou",
  "What callers can be told": "Ce li se poate spune apelanților",
  'As destinations name it: "announcement closed"': 'Cum o numesc destinațiile: "announcement closed"',
  "By which it is heard from any phone of the office. In quotes":
    "Cu care se aude de la orice telefon al biroului. Între ghilimele",
  'A sentence of the box (hours-closed), a file in <data>/prompts (closed.wav), { recorded: "7" } from a phone by *777, { digits: "101" }, { silence: 500 }; or several of them':
    'O propoziție a centralei (hours-closed), un fișier din <data>/prompts (closed.wav), { recorded: "7" } de la un telefon cu *777, { digits: "101" }, { silence: 500 }; sau mai multe dintre ele',
  "false: callers hear it before they are answered, and pay nothing for it; who calls without an offer (RFC 3261) hears nothing then. True when left out":
    "false: apelanții o aud înainte să li se răspundă și nu plătesc nimic; cine sună fără ofertă (RFC 3261) nu aude atunci nimic. Da, când nu se spune",
  "How often it is said": "De câte ori se spune",
  "Where callers go by the hour and the day; the night switch":
    "Unde merg apelanții după oră și zi; comutatorul de noapte",
  'As destinations name it: "hours office"': 'Cum îl numesc destinațiile: "hours office"',
  "Dialled to hear what callers hear now. In quotes": "Se formează ca să auziți ce aud acum apelanții. Între ghilimele",
  'When it is open, by the office\'s time zone: ["mon-fri 09:00-17:30", "sat 10:00-13:00"]; 22:00-02:00 is over midnight':
    'Când este deschis, după fusul orar al biroului, de la mon (luni) la sun (duminică): ["mon-fri 09:00-17:30", "sat 10:00-13:00"]; 22:00-02:00 trece peste miezul nopții',
  '["2026-12-24", "12-25" (every year), "2026-12-24..2027-01-02", "12-24..01-02"]':
    '["2026-12-24", "12-25" (în fiecare an), "2026-12-24..2027-01-02", "12-24..01-02"]',
  "An iCalendar file in the data folder: its events are holidays too":
    "Un fișier iCalendar din dosarul de date: evenimentele lui sunt și ele zile libere",
  'Whether the night switch (*27) closes it; "1" for another switch (*271)':
    'Dacă îl închide comutatorul de noapte (*27); "1" pentru alt comutator (*271)',
  "What callers choose from by keys": "Din ce aleg apelanții cu tastele",
  'As destinations name it: "menu main"': 'Cum îl numesc destinațiile: "menu main"',
  "What callers hear, as in an announcement; a key cuts it short":
    "Ce aud apelanții, ca într-un anunț; o tastă îl întrerupe",
  '{ "1": group 600, "2": menu support, "9": { language: ro } }. In quotes. Unless they are used here, * goes back to the menu before and # says it again':
    '{ "1": group 600, "2": menu support, "9": { language: ro } }. Între ghilimele. Dacă nu sunt folosite aici, * duce înapoi la meniul dinainte, iar # îl spune din nou',
  "In which he is spoken to from now on": "În care i se vorbește de acum înainte",
  "An extension's number may be dialled too": "Se poate forma și numărul unui interior",
  "Seconds that the first key is waited for once all is said":
    "Secunde cât se așteaptă prima tastă după ce s-a spus tot",
  "Seconds that the next key is waited for, where there may be one":
    "Secunde cât se așteaptă următoarea tastă, unde poate veni una",
  "How often in all it is heard by one who chooses nothing, or what there is not":
    "De câte ori în total îl aude cine nu alege nimic sau alege ce nu există",
  "Ways into the office from outside: with a PIN, as if one sat at an extension":
    "Intrări în birou din afară: cu un PIN, ca și cum ați sta la un interior",
  'As destinations name it: "disa home"': 'Cum o numesc destinațiile: "disa home"',
  "By which it is reached from any phone of the office. In quotes":
    "Cu care se ajunge la ea de la orice telefon al biroului. Între ghilimele",
  "6 to 12 digits, in quotes. Whoever knows them calls at your expense":
    "6 până la 12 cifre, între ghilimele. Cine le știe sună pe cheltuiala dumneavoastră",
  "The extension at which he is as if he sat. In quotes": "Interiorul la care este ca și cum ar sta. Între ghilimele",
  "Mailboxes: what holds for all of them": "Căsuțele vocale: ce este valabil pentru toate",
  "Seconds that a message may last": "Câte secunde poate dura un mesaj",
  "Minutes that a mailbox may hold": "Câte minute poate ține o căsuță",
  "Days after which a message is thrown away, heard or not; 0 for never":
    "Zile după care un mesaj este aruncat, ascultat sau nu; 0 pentru niciodată",
  "Whether the sound goes with the e-mail that tells of a message":
    "Dacă sunetul merge odată cu e-mailul care anunță un mesaj",
  "Whether the PIN is asked for on one's own phone": "Dacă se cere PIN-ul de la propriul telefon",
  "Whether phones are told of messages that have not asked for it":
    "Dacă li se spune de mesaje și telefoanelor care nu au cerut-o",
  "Distribution lists: whoever has a mailbox sends to all on one of them by its number":
    "Liste de distribuție: cine are o căsuță vocală trimite tuturor de pe una prin numărul ei",
  "By which it is named in a mailbox. In quotes": "Cu care este numită într-o căsuță. Între ghilimele",
  "What people call it": "Cum îi spun oamenii",
  "Extensions with a mailbox": "Interioare cu căsuță vocală",
};
