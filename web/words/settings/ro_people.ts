/** What the schema says of the office and its people, in Romanian, by the English. */
export const RO_PEOPLE: Readonly<Record<string, string>> = {
  "The box's revision that this file was exported from; apply refuses when the box has moved on":
    "Revizia centralei din care a fost exportat acest fișier; aplicarea este refuzată când centrala a mers mai departe",
  "The office as a whole": "Biroul ca întreg",
  "The office's name": "Numele biroului",
  "ISO 3166-1 alpha-2; its emergency numbers are reserved":
    "ISO 3166-1 alfa-2; numerele de urgență ale țării sunt rezervate",
  "IANA name: Europe/Bucharest": "Nume IANA: Europe/Bucharest",
  "BCP 47: en, ro, pt-BR": "BCP 47: en, ro, pt-BR",
  "The folder in <data>/music whose files are music on hold":
    "Dosarul din <data>/music ale cărui fișiere sunt muzica de așteptare",
  "What phones may speak, best first; without it whatever they offer, in their own order":
    "Ce pot vorbi telefoanele, cel mai bun întâi; fără ea, orice oferă ele, în ordinea lor",
  "People's lines": "Liniile oamenilor",
  "As dialled; also the phone's SIP user name. In quotes":
    "Așa cum se formează; este și numele de utilizator SIP al telefonului. Între ghilimele",
  "As shown to the called": "Cum apare la cel sunat",
  "The phone's SIP password; !kept for the one the box has":
    "Parola SIP a telefonului; !kept pentru cea pe care o are centrala",
  "Seconds that its phones ring before the caller is told that nobody answers":
    "Secunde cât sună telefoanele sale până când apelantul află că nu răspunde nimeni",
  "Calls at once": "Apeluri deodată",
  "Phones at once": "Telefoane deodată",
  "Encrypted sound (SRTP): never, for phones that ask for it, or for all of them and nothing else":
    "Sunet criptat (SRTP): niciodată, pentru telefoanele care îl cer sau pentru toate, și nimic altceva",
  "Whoever shares one of these may answer the other's calls; everybody, unless the office says otherwise":
    "Cine are un grup comun poate răspunde la apelurile celuilalt; toți, dacă biroul nu spune altfel",
  "The dearest numbers that its phones may call; emergency numbers always":
    "Cele mai scumpe numere pe care le pot suna telefoanele sale; numerele de urgență, întotdeauna",
  "What its phones may speak, best first, in place of the office's list":
    "Ce pot vorbi telefoanele sale, cel mai bun întâi, în locul listei biroului",
  "The folder in <data>/music whose files are heard by whom it lets wait":
    "Dosarul din <data>/music ale cărui fișiere le aud cei puși în așteptare",
  "What is done to what its phones say, before anybody hears it":
    "Ce se face cu ce spun telefoanele sale, înainte să audă cineva",
  "Echo cancelling, for a gateway or a device that sends back what it is sent":
    "Anularea ecoului, pentru un gateway sau un aparat care trimite înapoi ce i se trimite",
  "Noise suppression: of steady noise, or of any (rnnoise: fifty times the work)":
    "Reducerea zgomotului: a celui constant sau a oricăruia (rnnoise: de cincizeci de ori mai multă muncă)",
  "Brings voices that are too soft or too loud to one loudness":
    "Aduce vocile prea slabe sau prea tari la aceeași tărie",
  "Faxes: t38 (usual) passes T.38 on where both ends want it, and locks others to G.711; g711 does only that; off listens for none":
    "Faxuri: t38 (obișnuit) lasă T.38 să treacă unde îl vor ambele capete și pe celelalte le ține pe G.711; g711 face doar atât; off nu ascultă după faxuri",
  'Where to: "101" (as dialled), "group 600", "hang-up busy"; kinds are extension, group, queue, room, page, voicemail, park, announcement, hours, menu, directory, disa, clock, echo-test, hang-up':
    'Încotro: "101" (cum se formează), "group 600", "hang-up busy"; felurile sunt extension, group, queue, room, page, voicemail, park, announcement, hours, menu, directory, disa, clock, echo-test, hang-up',
  "Where its calls go when it does not take them": "Unde merg apelurile sale când nu le preia",
  "Whether a second call may knock; true when left out": "Dacă al doilea apel poate bate la ușă; da, când nu se spune",
  "Who is not let through": "Cine nu este lăsat să treacă",
  "Their numbers: x for any digit, * at the end for whatever follows":
    "Numerele lor: x pentru orice cifră, * la sfârșit pentru orice urmează",
  "Whoever hides his number": "Oricine își ascunde numărul",
  "Who gets through while its owner does not wish to be disturbed":
    "Cine trece când posesorul nu dorește să fie deranjat",
  "When its owner does not wish to be disturbed, without setting so; *78 and *79 hold until these next begin or end":
    "Când nu dorește posesorul să fie deranjat, fără să o mai ceară; *78 și *79 țin până când acestea încep sau se termină din nou",
  '["mon-fri 12:00-13:00", "mon-sun 20:00-07:00"], by the office\'s time zone':
    '["mon-fri 12:00-13:00", "mon-sun 20:00-07:00"], după fusul orar al biroului, de la mon (luni) la sun (duminică)',
  "Who gets through then, besides the VIPs: colleagues' numbers, or callers' as in 0722xxxxxx":
    "Cine trece atunci, pe lângă VIP: numerele colegilor sau ale apelanților, ca în 0722xxxxxx",
  'Where else its calls ring: "0722123456", or { number: "0722123456", after: 10, for: 20 }':
    'Unde mai sună apelurile sale: "0722123456" sau { number: "0722123456", after: 10, for: 20 }',
  "As somebody in the office would dial it": "Așa cum l-ar forma cineva din birou",
  "Seconds after the extension's own phones that it rings": "La câte secunde după telefoanele interiorului sună",
  "Seconds that it rings; as long as they when left out": "Câte secunde sună; cât ele, când nu se spune",
  "Whether whoever answers presses 1 to take the call, as a voicemail cannot; outside the office when left out":
    "Dacă cine răspunde apasă 1 ca să preia apelul, cum o căsuță vocală nu poate; în afara biroului, când nu se spune",
  "Under which it calls outside, in place of the trunk's number: one that the provider gave the office (+40211234568)":
    "Sub ce număr sună în afară, în locul numărului liniei: unul pe care furnizorul l-a dat biroului (+40211234568)",
  "Whether *1 records its calls, where calls are recorded on demand; true when left out":
    "Dacă *1 îi înregistrează apelurile, acolo unde se înregistrează la cerere; da, când nu se spune",
  'How it rings for certain callers: { callers: ["0722*"], ring: family }':
    'Cum sună pentru anumiți apelanți: { callers: ["0722*"], ring: family }',
  "How it rings: internal, external, group, vip, door, recall, or a name that the phones were taught":
    "Cum sună: internal, external, group, vip, door, recall sau un nume pe care telefoanele l-au învățat",
  "The extensions, groups, queues and conference rooms whose calls its owner may listen to by *33; none when left out":
    "Interioarele, grupurile, cozile și conferințele ale căror apeluri le poate asculta posesorul cu *33; niciunul, când nu se spune",
  "false: nobody may listen to its calls, whoever is on them":
    "false: nimeni nu îi poate asculta apelurile, oricine ar fi la ele",
  "Who is asked for his name, which whoever answers hears before he takes the call: callers from outside without a name, all from outside; nobody when left out":
    "Cine este întrebat cum îl cheamă, iar cine răspunde îi aude numele înainte să preia apelul: apelanții din afară fără nume, toți din afară; nimeni, când nu se spune",
  "required: whoever calls outside from its phones keys in an account code first; help is always reached":
    "required: cine sună în afară de la telefoanele sale tastează întâi un cod de cont; ajutorul poate fi chemat întotdeauna",
  "Whether its user has the operator's console at the desk, as those have who steer everybody's calls; false when left out":
    "Dacă utilizatorul are consola recepției, ca cei care conduc apelurile tuturor; lipsă: nu",
  "What the operator should know when they call": "Ce trebuie să știe recepția când sună",
  "Marked at the operator's console, above others who wait; false when left out":
    "Marcat la consola recepției, înaintea altora care așteaptă; lipsă: nu",
  "Whether its user records announcements for callers (*77) and hears them (*99); false when left out":
    "Dacă utilizatorul înregistrează anunțuri pentru apelanți (*77) și le ascultă (*99); nu, când nu se spune",
  "Its calls do not show who calls; *68 before a number shows it once":
    "Apelurile sale nu arată cine sună; *68 înaintea unui număr îl arată o dată",
  "With it, callers who do not reach it may leave a message": "Cu ea, apelanții care nu îl găsesc pot lăsa un mesaj",
  "4 to 10 digits, in quotes; the owner may change it from a phone; !kept for the one the box has":
    "4 până la 10 cifre, între ghilimele; posesorul îl poate schimba de la telefon; !kept pentru cel pe care îl are centrala",
  "Where its messages are sent, too": "Unde îi sunt trimise mesajele, în plus",
  "Whether the standard greeting names the extension, or speaks of the person who is called":
    "Dacă salutul obișnuit spune interiorul sau vorbește despre persoana sunată",
  "Whether the sound goes with the e-mail that tells of a message; as the office has it when left out":
    "Dacă sunetul merge odată cu e-mailul care anunță un mesaj; ca în tot biroul, când nu se spune",
  "Seconds that a message may last; as the office has it when left out":
    "Câte secunde poate dura un mesaj; ca în tot biroul, când nu se spune",
  "Minutes that a mailbox may hold; as the office has it when left out":
    "Câte minute poate ține o căsuță; ca în tot biroul, când nu se spune",
  "Days after which a message is thrown away, heard or not; 0 for never; as the office has it when left out":
    "Zile după care un mesaj este aruncat, ascultat sau nu; 0 pentru niciodată; ca în tot biroul, când nu se spune",
  "By which its owner logs in on another phone (*11), where he has no mailbox. In quotes":
    "Cu care posesorul intră la alt telefon (*11), dacă nu are căsuță vocală. Între ghilimele",
  "Nobody's phone: it may call as far as desk.shared_may_call until somebody logs in on it":
    "Telefonul nimănui: poate suna atât de departe cât spune desk.shared_may_call, până când intră cineva la el",
};
