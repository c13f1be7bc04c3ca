/** What the schema says of programs and systems elsewhere, in Romanian, by the English. */
export const RO_PROGRAMS: Readonly<Record<string, string>> = {
  "Programs elsewhere that are told of what happens, signed, each call's events in their order":
    "Programe din altă parte cărora li se spune ce se întâmplă, semnat, evenimentele fiecărui apel în ordinea lor",
  "What it is called by": "Cum se numește",
  "Where it is told of events, on this network or elsewhere: by POST, in JSON, again and again until it answers with 2xx":
    "Unde i se spun evenimentele, în această rețea sau în altă parte: prin POST, în JSON, iar și iar până răspunde cu 2xx",
  "held: nothing is sent, and all of it waits until it is on again; off: nothing is sent, and what waits is thrown away":
    "held: nu se trimite nimic și totul așteaptă până este pornit din nou; off: nu se trimite nimic, iar ce așteaptă se aruncă",
  "What is sent is signed with it (Standard Webhooks: HMAC-SHA-256); whsec_ and base64, or any text; !kept for the one the box has":
    "Cu ea se semnează ce se trimite (Standard Webhooks: HMAC-SHA-256); whsec_ și base64 sau orice text; !kept pentru cea pe care o are centrala",
  "The secret that comes after it: until it is moved there, both sign":
    "Parola care vine după ea: până când este mutată acolo, semnează amândouă",
  'What it is told of: ["call.ended", "queue.*"]': 'Ce i se spune: ["call.ended", "queue.*"]',
  "Hours that each event is tried; then it is a dead letter (kontor webhooks)":
    "Ore cât se încearcă fiecare eveniment; apoi este o scrisoare moartă (kontor webhooks)",
  "Customer databases that are asked who calls, the first that knows him counts":
    "Baze de clienți întrebate cine sună; contează prima care îl știe",
  "Under which the box speaks of it": "Sub ce nume vorbește centrala despre ea",
  "odoo, hubspot, salesforce, zoho, or http: any other, by a template":
    "odoo, hubspot, salesforce, zoho sau http: oricare alta, printr-un șablon",
  "Odoo's own address, Salesforce's My Domain, Zoho's accounts server (https://accounts.zoho.eu)":
    "Adresa proprie Odoo, My Domain de la Salesforce, serverul de conturi Zoho (https://accounts.zoho.eu)",
  "Odoo's": "Ale lui Odoo",
  "Odoo's, up to version 18; from 19 on the key alone will do":
    "Ale lui Odoo, până la versiunea 18; de la 19 ajunge cheia",
  "Salesforce's and Zoho's: the app's client id": "Ale lui Salesforce și Zoho: identificatorul de client al aplicației",
  "The API key, the private app's token, the client's secret; !kept for what it has":
    "Cheia API, jetonul aplicației private, parola clientului; !kept pentru ce are",
  "Zoho's; !kept for the one the box has": "Al lui Zoho; !kept pentru cel pe care îl are centrala",
  "How a database of kind http is asked": "Cum este întrebată o bază de fel http",
  "How people are looked for by {e164}, {national} or {digits}":
    "Cum sunt căutați oamenii după {e164}, {national} sau {digits}",
  "How it is asked": "Cum este întrebată",
  "The rest of the address: /contacts?phone={e164}": "Restul adresei: /contacts?phone={e164}",
  'What is sent with POST: {"phone": "{e164}"}': 'Ce se trimite cu POST: {"phone": "{e164}"}',
  "Where the people are in the answer: data.items; . for all of it":
    "Unde sunt oamenii în răspuns: data.items; . pentru tot",
  "Where in a person the id is": "Unde este identificatorul într-o persoană",
  "Where in a person the name is": "Unde este numele într-o persoană",
  "Where in a person the company is": "Unde este firma într-o persoană",
  "How open tickets or deals of a {contact} are asked for":
    "Cum se întreabă de tichetele sau ofertele deschise ale unui {contact}",
  "ticket or deal": "ticket (tichet) sau deal (oportunitate)",
  "The rest of the address: /contacts/{contact}/tickets?open=1": "Restul adresei: /contacts/{contact}/tickets?open=1",
  "Where they are in the answer: data.items; . for all of it": "Unde sunt în răspuns: data.items; . pentru tot",
  "Where in one of them the title is": "Unde este titlul în fiecare",
  "Where in one of them the state is": "Unde este starea în fiecare",
  "Where in one of them its https address is": "Unde este adresa https în fiecare",
  "How a call is written down there": "Cum se notează acolo un apel",
  "How it is told": "Cum i se spune",
  "The rest of the address: /calls": "Restul adresei: /calls",
  "In JSON, with {direction}, {from}, {to}, {started}, {seconds}, {outcome}, {contact}, {id}":
    "În JSON, cu {direction}, {from}, {to}, {started}, {seconds}, {outcome}, {contact}, {id}",
  "By which the box proves who it is": "Cu care centrala dovedește cine este",
  "Whether calls with people whom it knows are written down there":
    "Dacă se notează acolo apelurile cu oamenii pe care îi știe",
  "Other phone systems whose missed calls the box knows by reading their tables":
    "Alte centrale ale căror apeluri pierdute centrala le știe citindu-le tabelele",
  "Under which the box tells its calls from others'": "Sub ce nume deosebește centrala apelurile ei de ale altora",
  "freepbx, vitalpbx: Asterisk's tables in MariaDB; fusionpbx: PostgreSQL; asterisk-files: queue_log and cdr_csv alone":
    "freepbx, vitalpbx: tabelele Asterisk din MariaDB; fusionpbx: PostgreSQL; asterisk-files: doar queue_log și cdr_csv",
  "The database server's name or address": "Numele sau adresa serverului bazei de date",
  "Without it 3306 for MariaDB, 5432 for PostgreSQL": "Fără el, 3306 pentru MariaDB, 5432 pentru PostgreSQL",
  "Who may read there, and should be able to do nothing else":
    "Cine poate citi acolo și nu ar trebui să poată face nimic altceva",
  "His password; !kept for the one the box has": "Parola lui; !kept pentru cea pe care o are centrala",
  "Without it asteriskcdrdb, for VitalPBX asterisk, for FusionPBX fusionpbx":
    "Fără ea asteriskcdrdb, pentru VitalPBX asterisk, pentru FusionPBX fusionpbx",
  "FusionPBX's domain, by its name or its id": "Domeniul FusionPBX, după nume sau identificator",
  "The queue log's table; without it VitalPBX's queues_log, or none":
    "Tabelul jurnalului cozilor; fără el queues_log la VitalPBX, sau niciunul",
  "The queue log's file, where this box can read it":
    "Fișierul jurnalului cozilor, unde această centrală îl poate citi",
  "asterisk-files: the file of cdr_csv, Master.csv, where this box can read it":
    "asterisk-files: fișierul din cdr_csv, Master.csv, unde această centrală îl poate citi",
  "The way there: off, required (whoever the server is), or { ca: FILE }, who may certify it":
    "Drumul până acolo: off, required (oricine ar fi serverul) sau { ca: FIȘIER }, cine îl poate certifica",
  "A PEM file with the authorities that may certify the server":
    "Un fișier PEM cu autoritățile care pot certifica serverul",
  "Asterisk's manager interface: with it missed calls are known within half a minute":
    "Interfața de administrare Asterisk: cu ea, apelurile pierdute se știu într-o jumătate de minut",
  "Asterisk's name or address": "Numele sau adresa lui Asterisk",
  "Of its manager interface": "Al interfeței sale de administrare",
  "Of manager.conf: read = call,cdr,agent is enough, write nothing":
    "Din manager.conf: ajunge read = call,cdr,agent, fără write",
  "His secret; !kept for the one the box has": "Parola lui; !kept pentru cea pe care o are centrala",
  "In which it writes its times; without it the office's": "În care își scrie orele; fără el, al biroului",
  "Whose numbers are written without a country; without it the office's":
    "Ale cărei numere sunt scrise fără țară; fără ea, a biroului",
  "Seconds from one look to the next": "Secunde de la o privire la următoarea",
  "Days that the first look goes back": "Zile cu care prima privire merge înapoi",
  'Its people\'s numbers and ranges of them: ["101", "200-249"]':
    'Numerele oamenilor ei și intervale de numere: ["101", "200-249"]',
  "How the names of its channels begin that lead outside: PJSIP/provider-":
    "Cum încep numele canalelor ei care duc afară: PJSIP/provider-",
  "What is dialled there for an outside line": "Ce se formează acolo pentru o linie în afară",
  "Its queues, by number, with what each promises": "Cozile ei, după număr, cu ce promite fiecare",
  "What it promises, for reports; without it as its system's":
    "Ce promite, pentru rapoarte; fără valoare: ca ale centralei ei",
  "Seconds that its agents have after a call, for reports; without it none":
    "Secunde pe care agenții ei le au după un apel, pentru rapoarte; fără valoare: niciuna",
  "What its queues promise (service level): seconds; without it what reports judge by":
    "Ce promit cozile ei (nivel de serviciu): secunde; fără valoare: după ce judecă rapoartele",
  "As the other system writes it. A number in quotes": "Cum îl scrie celălalt sistem. Un număr, între ghilimele",
  "As people call it; for a member his extension": "Cum îi spun oamenii; pentru un membru, interiorul său",
  "Its ring groups, by number, for FusionPBX by id":
    "Grupurile ei de apel, după număr, la FusionPBX după identificator",
  "Its menus, by their context, for FusionPBX by id": "Meniurile ei, după context, la FusionPBX după identificator",
  "What counts as missed there, where it is not as in the office":
    "Ce se numără ca pierdut acolo, unde nu este ca în birou",
  "Seconds; a phone that said busy after ringing so long was rejected by somebody (usually 2)":
    "Secunde; un telefon care a spus ocupat după ce a sunat atât a fost respins de cineva (de obicei 2)",
  "Whether who is called on his mobile presses a key, so that no voicemail there answers for him":
    "Dacă cine este sunat pe mobil apasă o tastă, ca să nu răspundă în locul lui o căsuță vocală",
  "Extensions by the names that its queue log writes instead":
    "Interioare după numele pe care le scrie în loc jurnalul cozilor ei",
  "The record as files for programs that evaluate Asterisk's":
    "Evidența ca fișiere pentru programele care le citesc pe ale lui Asterisk",
  "Kept in the folder asterisk of the box's data: cdr as Master.csv, cel as cel.csv, queue_log; a month each":
    "Ținute în dosarul asterisk al datelor centralei: cdr ca Master.csv, cel ca cel.csv, queue_log; câte o lună fiecare",
};
