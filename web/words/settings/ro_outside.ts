/** What the schema says of numbers and lines outside, in Romanian, by the English. */
export const RO_OUTSIDE: Readonly<Record<string, string>> = {
  "Phones in browsers that are used from outside the building": "Telefoane în browser folosite din afara clădirii",
  "STUN servers that tell browsers outside their own address, each with its port; without one, none is asked":
    "Servere STUN care le spun browserelor din afară adresa lor, fiecare cu portul lui; fără ele, nu se întreabă niciunul",
  "TURN servers that carry the sound of browsers where nothing else gets through: turn:turn.example.org:3478":
    "Servere TURN care duc sunetul browserelor unde altfel nu se poate trece: turn:turn.example.org:3478",
  "Whom the TURN servers know; without one, each phone gets a password of its own for some hours (coturn: use-auth-secret)":
    "Pe cine cunosc serverele TURN; fără el, fiecare telefon primește o parolă a lui pentru câteva ore (coturn: use-auth-secret)",
  "The password of that user, or what such passwords are made of (static-auth-secret)":
    "Parola acelui utilizator, sau din ce se fac astfel de parole (static-auth-secret)",
  "Providers and gateways; emergency calls try them in this order":
    "Furnizori și gateway-uri; apelurile de urgență le încearcă în această ordine",
  "As routes and the record call it": "Cum o numesc rutele și evidența",
  "register: the box signs in there with user and secret; peer: each knows the other by its address; site: another office's box, whose people call ours as colleagues do (with user and secret it proves who it is)":
    "register: centrala se înregistrează acolo cu utilizator și parolă; peer: fiecare îl știe pe celălalt după adresă; site: centrala altui birou, ai cărui oameni îi sună pe ai noștri ca niște colegi (cu utilizator și parolă dovedește cine este)",
  "The provider's name or address; for a name SRV records are asked":
    "Numele sau adresa furnizorului; pentru un nume se întreabă înregistrările SRV",
  "Without it what DNS says, or the usual one": "Fără el, ce spune DNS-ul, sau cel obișnuit",
  "The outbound proxy: where everything for it is sent, whatever its host is":
    "Proxy-ul de ieșire: unde se trimite totul, oricare ar fi gazda",
  "How SIP travels": "Cum călătorește SIP",
  "The account's name": "Numele contului",
  "The account's password; !kept for the one the box has": "Parola contului; !kept pentru cea pe care o are centrala",
  "Encrypted sound (SRTP): never, where the provider asks for it, or always":
    "Sunet criptat (SRTP): niciodată, unde îl cere furnizorul sau întotdeauna",
  "What may be spoken there, best first": "Ce se poate vorbi acolo, cel mai bun întâi",
  "What is done to what is heard from there": "Ce se face cu ce se aude de acolo",
  "Calls at once, both directions together": "Apeluri deodată, în ambele sensuri",
  "Under which the office calls through it: +40211234567": "Sub care sună biroul prin ea: +40211234567",
  "The other numbers that the provider gave the office: extensions may call under them (outside_number)":
    "Celelalte numere pe care furnizorul le-a dat biroului: interioarele pot suna sub ele (outside_number)",
  "Which number may be shown: always the trunk's; an extension's own, if it is one of the trunk's numbers (own, when left out); or any, also a caller's whose call is sent on":
    "Ce număr poate fi arătat: mereu al liniei; al interiorului, dacă este unul dintre numerele liniei (own, când nu se spune); sau oricare, și al unui apelant al cărui apel este trimis mai departe",
  "How it is told that the caller is not to be named: anonymous From and Privacy (full, when left out), Privacy alone (id), From alone (from), or not at all (never)":
    "Cum se spune că apelantul nu trebuie numit: From anonim și Privacy (full, când nu se spune), doar Privacy (id), doar From (from) sau deloc (never)",
  "Where the provider reads who calls: From, P-Asserted-Identity, P-Preferred-Identity or Remote-Party-ID":
    "Unde citește furnizorul cine sună: From, P-Asserted-Identity, P-Preferred-Identity sau Remote-Party-ID",
  "Where the provider says who calls the office; any, when left out: the first of pai, rpid and from that is there":
    "Unde spune furnizorul cine sună biroul; any, când nu se spune: primul care este acolo dintre pai, rpid și from",
  "How the provider wants numbers: +40211234567, 40211234567 or 0211234567":
    "Cum vrea furnizorul numerele: +40211234567, 40211234567 sau 0211234567",
  "In which country it is, ISO 3166-1 alpha-2, where that is not the office's: its national numbers are of there":
    "În ce țară este, ISO 3166-1 alpha-2, dacă nu în cea a biroului: numerele ei naționale sunt de acolo",
  "What it charges: one of rates:": "Ce cere la plată: unul dintre rates:",
  "Addresses that it calls from beside those of its host": "Adrese de la care sună, pe lângă cele ale gazdei",
  "Whose sound is taken: that of the addresses it names (known, when left out), or the first that comes (any)":
    "Al cui sunet este primit: al adreselor pe care le numește (known, când nu se spune) sau primul care vine (any)",
  "A provider whose host, kind and ways are known; what the trunk writes itself stands before them":
    "Un furnizor ale cărui gazdă, fel și obiceiuri se știu; ce scrie linia însăși are întâietate",
  "Which numbers outside go through which trunks; the first that fits counts":
    "Ce numere din afară merg prin ce linii; contează prima care se potrivește",
  "As dialled: 0ZXXXXXXXX, 00.; or with a + in front in the form of the world: +40.":
    "Așa cum se formează: 0ZXXXXXXXX, 00.; sau cu + în față, în forma internațională: +40.",
  "So many digits are taken off the front": "Atâtea cifre se taie din față",
  "And this is put there": "Și aceasta se pune acolo",
  "Through which, in the order in which they are tried": "Prin care, în ordinea în care se încearcă",
  "As they are listed (when left out), by lot in proportion to weights (weighted), or by what the call costs there (cheapest)":
    "Cum sunt înșirate (când nu se spune), prin sorți după weights (weighted) sau după cât costă apelul acolo (cheapest)",
  "For weighted: of each of the trunks": "Pentru weighted: ale fiecărei linii",
  "What it may cost: only extensions with may_call of this class or a dearer one get through":
    "Cât poate costa: trec doar interioarele cu may_call de această clasă sau de una mai scumpă",
  "required: whoever dials such a number keys in an account code first":
    "required: cine formează un asemenea număr tastează întâi un cod de cont",
  "The numbers that the world calls the office by; the first that fits counts":
    "Numerele la care lumea sună biroul; contează primul care se potrivește",
  "One number, a range or a pattern, with + and country or as dialled in the country":
    "Un număr, un interval sau un model, cu + și țara, sau cum se formează în țară",
  "Only for callers whose number fits this pattern": "Doar pentru apelanții al căror număr se potrivește acestui model",
  "What calls cost through trunks, by the first digits of the number":
    "Cât costă apelurile prin linii, după primele cifre ale numărului",
  "As trunks name it": "Cum îl numesc liniile",
  "ISO 4217: EUR": "ISO 4217: EUR",
  "A price list in the data folder: CSV whose first line is prefix,per_minute,setup,increment":
    "O listă de prețuri în dosarul de date: CSV cu prima linie prefix,per_minute,setup,increment",
  "They stand before those of the file": "Au întâietate față de cele din fișier",
  "Of numbers in the form of the world; the longest that fits counts":
    "Ale numerelor în forma internațională; contează cel mai lung care se potrivește",
  'For a minute: "0.0125"': 'Pentru un minut: "0.0125"',
  "For a call that is answered at all": "Pentru un apel la care s-a răspuns",
  "Seconds by which calls are counted; what has begun is paid whole":
    "Secunde cu care se numără apelurile; ce a început se plătește întreg",
  "For whom calls outside are made: codes that are keyed in before them, and the names in the record":
    "Pentru cine se sună în afară: coduri tastate înainte și numele din evidență",
  "Whom the call is for, as the record of calls says it": "Pentru cine este apelul, cum spune evidența apelurilor",
  "2 to 12 digits, in quotes: what is keyed in": "2 până la 12 cifre, între ghilimele: ce se tastează",
  "How much an extension or a group may call outside within an hour, by class: brakes on toll fraud":
    "Cât poate suna în afară un interior sau un grup într-o oră, pe clase: limite împotriva fraudei",
  "For routes of the class local": "Pentru rutele din clasa local",
  "Calls that may begin in an hour": "Apeluri care pot începe într-o oră",
  "Minutes that may be talked in an hour": "Minute care se pot vorbi într-o oră",
  "Whether calls that run when the minutes are over are ended, or go on":
    "Dacă apelurile în curs la sfârșitul minutelor se încheie sau merg mai departe",
  "For routes of the class national": "Pentru rutele din clasa national",
  "For routes of the class international": "Pentru rutele din clasa international",
  "For routes of the class premium": "Pentru rutele din clasa premium",
  "What is not called while the office is closed": "Ce nu se sună cât biroul este închis",
  "One of hours:, which says when the office is closed, on holidays and by night switch too":
    "Unul din hours:, care spune când este închis biroul, și de sărbători și prin comutatorul de noapte",
  "Numbers of this class and dearer ones are not called then":
    "Numerele din această clasă și din cele mai scumpe nu se sună atunci",
  "Extensions that may all the same": "Interioarele care totuși pot",
  "Who is told when somebody calls for help": "Cui i se spune când cineva cheamă ajutor",
  "Mail addresses of those who are told at once; kontor.yml (smtp) or the desk names the mail server":
    "Adrese de e-mail ale celor anunțați pe loc; kontor.yml (smtp) sau biroul numește serverul de e-mail",
  "Paging zones (by number) whose phones say from which extension help was called":
    "Zone de anunț (după număr) ale căror telefoane spun de la ce interior s-a cerut ajutor",
  "An address that is told by POST, in JSON, again and again until it answers with 2xx":
    "O adresă anunțată prin POST, în JSON, iar și iar până când răspunde cu 2xx",
  "What it is told is signed with this, as webhooks are": "Cu aceasta se semnează ce i se spune, ca la webhook-uri",
};
