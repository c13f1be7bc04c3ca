/** What the schema says of reports and missed calls, in Romanian, by the English. */
export const RO_REPORTS: Readonly<Record<string, string>> = {
  "Reports that are kept and sent by mail, and what they judge by":
    "Rapoarte păstrate și trimise prin e-mail, și după ce judecă ele",
  "Reports that are made again and again": "Rapoarte făcute din nou și din nou",
  "What it is called by; also the name of its file": "Cum se numește; este și numele fișierului",
  "What stands above it; its name when left out": "Ce stă deasupra; numele, când nu se spune",
  "What it tells, in this order": "Ce spune, în această ordine",
  "What it is about": "Despre ce perioadă este",
  "Whose clock and calendar count; the office's when left out":
    "Al cui ceas și calendar contează; ale biroului, când nu se spune",
  "Of these calls alone; of all of them, when left out": "Doar despre aceste apeluri; despre toate, când nu se spune",
  "Numbers of queues that took the calls, or in which they ended":
    "Numerele cozilor care au preluat apelurile sau în care s-au încheiat",
  "Our numbers that were called, as reports show them":
    "Numerele noastre care au fost sunate, așa cum le arată rapoartele",
  "Trunks by which they came or went out": "Liniile pe care au venit sau au plecat",
  "Extensions that answered a caller from outside": "Interioarele care au răspuns unui apelant din afară",
  "Extensions that made them, or were called": "Interioarele care le-au făcut sau au fost sunate",
  "How finely its course is cut; by the length of the period, when left out":
    "Cât de fin este tăiată desfășurarea; după lungimea perioadei, când nu se spune",
  "The kind of file": "Felul fișierului",
  "How CSV is written": "Cum se scrie CSV",
  "What stands between two cells": "Ce stă între două celule",
  "How letters become octets; windows-1250 writes ș and ț as ş and ţ, windows-1252 as s and t":
    "Cum devin literele octeți; windows-1250 scrie ș și ț ca ş și ţ, windows-1252 ca s și t",
  "Whether the octets stand in front by which Excel knows a Unicode encoding":
    "Dacă în față stau octeții după care Excel recunoaște o codare Unicode",
  "What stands before the fraction of a number": "Ce stă înaintea zecimalelor",
  "Mail addresses it is sent to": "Adrese de e-mail la care este trimis",
  "When it is sent, by the clock of its zone; only when asked for without it":
    "Când se trimite, după ceasul fusului său; fără ea, doar la cerere",
  "How bad calls may sound before a report raises an alert":
    "Cât de rău pot suna apelurile înainte ca un raport să dea alarma",
  "A lower MOS is an alert": "Un MOS mai mic dă alarma",
  "Milliseconds of jitter; more is an alert": "Milisecunde de jitter; mai mult dă alarma",
  "Percent of packets lost; more is an alert": "Procente de pachete pierdute; mai mult dă alarma",
  "Milliseconds one way, half of the round trip; more is an alert":
    "Milisecunde într-un sens, jumătate din drumul dus-întors; mai mult dă alarma",
  "Who is told, once, when calls from a trunk or an extension sound bad":
    "Cui i se spune, o dată, când apelurile de la o linie sau un interior sună rău",
  "Mail addresses of those who are told": "Adrese de e-mail ale celor anunțați",
  "An address that is told by POST, in JSON, until it answers with 2xx; of one of webhooks: it is signed alike":
    "O adresă anunțată prin POST, în JSON, până când răspunde cu 2xx; a unuia din webhooks: se semnează la fel",
  "Percent of the calls of a trunk or an extension within an hour that must sound bad":
    "Procente din apelurile unei linii sau ale unui interior, într-o oră, care trebuie să sune rău",
  "Of fewer calls within the hour nothing is said": "La mai puține apeluri într-o oră nu se spune nimic",
  "Seconds in which a call is answered in time (service level)":
    "Secunde în care un apel este preluat la timp (nivelul serviciului)",
  "Answered in time, of: F3 all answered and given up, F2 all answered, F4 all but who gave up in time, flow-out also who was sent away; F1 and F5 credit who gave up in time, or only misdialled":
    "Preluate la timp, din: F3 toate preluate și abandonate, F2 toate preluate, F4 fără cele abandonate la timp, flow-out și cele trimise altundeva; F1 și F5 socotesc bune cele abandonate la timp, respectiv cele greșite",
  "Seconds in which whoever hangs up only misdialled (F5)": "Secunde în care cine închide doar a greșit numărul (F5)",
  "Who gives up in so many seconds is in no figure; 0: everybody is":
    "Cine renunță în atâtea secunde nu intră în nicio cifră; 0: intră toți",
  "What the average time is of: talking, or the whole call":
    "Din ce se face timpul mediu: din convorbire sau din tot apelul",
  "Hours; who calls again within them was not helped by the first call":
    "Ore; cine sună din nou în acest timp nu a fost ajutat de primul apel",
  "Whether agents have a score of 100: half for callers taken, three tenths for those taken in time, two for calls back that were answered":
    "Dacă agenții au un punctaj din 100: jumătate pentru apelanții preluați, trei zecimi pentru cei preluați la timp, două pentru apelurile înapoi la care s-a răspuns",
  "Seconds of ringing in which an agent takes a caller in time (score)":
    "Secunde de sunat în care un agent preia apelantul la timp (punctaj)",
  "Percent of callers who are to be answered in time: what the staffing hint aims at":
    "Procente din apelanți cărora ar trebui să li se răspundă la timp: ținta sfatului de personal",
  "Of bars and headings: #rrggbb": "A barelor și titlurilor: #rrggbb",
  "A PNG file in the box's data folder, shown on every PDF":
    "Un fișier PNG din dosarul de date al centralei, arătat pe fiecare PDF",
  "Which callers the whole office has missed, and until when that is somebody's task":
    "Ce apelanți i-a pierdut tot biroul și până când este asta treaba cuiva",
  "Whether a caller who left a message was missed all the same":
    "Dacă un apelant care a lăsat un mesaj este totuși pierdut",
  "Whether a caller who left a message was missed all the same. Asterisk's tables know of messages where cel has STREAM_BEGIN, or the dialplan calls CELGenUserEvent(VOICEMAIL_MESSAGE); asterisk-files never do, and count everybody":
    "Dacă cine a lăsat un mesaj a fost totuși pierdut. Tabelele Asterisk știu de mesaje unde cel are STREAM_BEGIN sau planul de apelare cheamă CELGenUserEvent(VOICEMAIL_MESSAGE); asterisk-files nu știe niciodată și numără pe toată lumea",
  "Whether a caller was missed who only met busy phones: none has rung":
    "Dacă a fost pierdut un apelant care a găsit doar telefoane ocupate: niciunul nu a sunat",
  "Whether a caller was missed whom a queue did not let in: full, or nobody there":
    "Dacă a fost pierdut un apelant pe care o coadă nu l-a primit: plină sau fără nimeni",
  "Seconds; a phone that rang for less has not rung": "Secunde; un telefon care a sunat mai puțin nu a sunat",
  "Hours in which calling back, and being answered, puts a miss right; 0: for ever":
    "Ore în care apelul înapoi, sau un apel cu răspuns, îndreaptă un apel pierdut; 0: oricând",
  "Days after which a miss that nobody cared for is closed as expired; 0: never":
    "Zile după care un apel pierdut de care nu s-a ocupat nimeni se închide ca expirat; 0: niciodată",
  "Days after which what is closed goes to the archive, for 90 days more; then it is thrown away with its journal. 0: never":
    "Zile după care ce este închis merge la arhivă, pentru încă 90 de zile; apoi se șterge cu tot cu jurnal. 0: niciodată",
  "Callers that only test the line: nobody has missed them": "Apelanți care doar încearcă linia: nu i-a pierdut nimeni",
  "Numbers of the office that only such tests call": "Numere ale biroului pe care le sună doar asemenea încercări",
  "Who is told of missed calls, and when": "Cui i se spune de apelurile pierdute și când",
  "Who is told, and how often; kontor.yml (smtp) or the desk names the mail server":
    "Cui i se spune și cât de des; kontor.yml (smtp) sau biroul numește serverul de e-mail",
  "A mail address, an extension (the address of its mailbox) or a program's; of one of webhooks: it is signed alike":
    "O adresă de e-mail, un interior (adresa căsuței sale) sau a unui program; a unuia din webhooks: se semnează la fel",
  "An extension: by mail, or on the desk of whoever signs in with it, until it is seen":
    "Un interior: prin e-mail sau pe biroul celui care se conectează cu el, până când este văzut",
  "At once (realtime), or gathered; off for not now": "Pe loc (realtime) sau adunate; off pentru nu acum",
  'When a digest is sent. In quotes: "08:00"': 'Când se trimite un rezumat. Între ghilimele: "08:00"',
  "On which a weekly digest is sent": "În ce zi se trimite un rezumat săptămânal",
  "Whose clock counts; the office's when left out": "Al cui ceas contează; al biroului, când nu se spune",
  "In which it is written; the office's when left out": "În care este scris; a biroului, când nu se spune",
  "Only of calls to these numbers of the office; all, when left out":
    "Doar pentru apeluri la aceste numere ale biroului; toate, când nu se spune",
  "Only of calls that waited in these queues, by number; all, when left out":
    "Doar pentru apeluri care au așteptat în aceste cozi, după număr; toate, când nu se spune",
  "Of the calls of this one of `pbx`; of the office's own, when left out":
    "Pentru apelurile acestuia dintre `pbx`; ale biroului însuși, când nu se spune",
  "Whether a digest is sent when nobody was missed, too": "Dacă se trimite un rezumat și când nu a fost pierdut nimeni",
  'When no mail is sent to him: ["mon-fri 20:00-07:00", "sat,sun 00:00-24:00"]; what was missed then comes afterwards as one':
    'Când nu i se trimit e-mailuri, de la mon (luni) la sun (duminică): ["mon-fri 20:00-07:00", "sat,sun 00:00-24:00"]; ce s-a pierdut atunci vine după aceea, într-unul singur',
  "Seconds after a mail in which there is no other on the same caller and number":
    "Secunde după un e-mail în care nu mai vine altul despre același apelant și număr",
  "Seconds that a mail waits: a caller who gets through meanwhile was not missed":
    "Secunde cât așteaptă un e-mail: un apelant care reușește între timp nu a fost pierdut",
  "Mails at once in an hour; what is over becomes one that counts them":
    "E-mailuri pe loc într-o oră; ce este peste devine unul care le numără",
  "People outside whom the office knows: their names are told with their calls":
    "Oameni din afară pe care biroul îi știe: numele lor se spun odată cu apelurile",
  "As it is shown when they call": "Cum apare când sună",
  "Where they work": "Unde lucrează",
  "One or several. In quotes": "Unul sau mai multe. Între ghilimele",
};
