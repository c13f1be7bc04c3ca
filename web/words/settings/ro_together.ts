/** What the schema says of groups, queues, conferences and paging, in Romanian, by the English. */
export const RO_TOGETHER: Readonly<Record<string, string>> = {
  "Ring groups: several people behind one number": "Grupuri de apel: mai mulți oameni în spatele unui număr",
  "As dialled. In quotes": "Așa cum se formează. Între ghilimele",
  "Shown before the caller's name while the group rings": "Arătat înaintea numelui apelantului cât sună grupul",
  'Who rings: "101", or { number: "101", delay: 10 }': 'Cine sună: "101" sau { number: "101", delay: 10 }',
  "Seconds after the others that he rings, where all ring together":
    "La câte secunde după ceilalți sună, unde sună toți deodată",
  "All at once; one after the other; one after the other with those before ringing on; in a new order each time":
    "Toți deodată; unul după altul; unul după altul, cei dinainte sunând mai departe; de fiecare dată în altă ordine",
  "Seconds that the group rings as a whole": "Câte secunde sună grupul în întregime",
  "Seconds that one rings before the next does": "Câte secunde sună unul până la următorul",
  "Whoever is on the phone already is left in peace": "Cine este deja la telefon este lăsat în pace",
  "Whether whoever is rung outside the office presses 1 to take a call, as a mobile's voicemail cannot; true when left out":
    "Dacă cine este sunat în afara biroului apasă 1 ca să preia apelul, cum căsuța unui mobil nu poate; da, când nu se spune",
  "How its phones ring, where they were taught that name; as for any group when left out":
    "Cum sună telefoanele sale, unde au învățat acel nume; ca pentru orice grup, când nu se spune",
  "Where callers wait until somebody dials their slot": "Unde așteaptă apelanții până când cineva formează locul lor",
  "The slots' numbers: 70-79; false where nobody parks": "Numerele locurilor: 70-79; false unde nimeni nu parchează",
  "Seconds until the phone of whoever parked a caller rings":
    "Secunde până când sună telefonul celui care a parcat apelantul",
  "Seconds that it rings; then the caller waits on": "Câte secunde sună; apoi apelantul așteaptă mai departe",
  "Queues: callers wait, and agents take them one after the other":
    "Cozi: apelanții așteaptă, iar agenții îi preiau unul după altul",
  "As dialled; 8001 and the like are usual. In quotes":
    "Așa cum se formează; 8001 și cele asemenea sunt obișnuite. Între ghilimele",
  "Shown before the caller's name on the agent's phone": "Arătat înaintea numelui apelantului pe telefonul agentului",
  'The agents: "101", or { number: "101", penalty: 1, weight: 2, skills: { german: 8 } }; whoever is outside presses 1':
    'Agenții: "101" sau { number: "101", penalty: 1, weight: 2, skills: { german: 8 } }; cine este în afară apasă 1',
  "An extension, or a number outside as it is dialled. In quotes":
    "Un interior sau un număr din afară, cum se formează. Între ghilimele",
  "The extension whose *45 and *46 hold for a number outside, too. In quotes":
    "Interiorul ale cărui *45 și *46 sunt valabile și pentru un număr din afară. Între ghilimele",
  "Whoever has less of it is offered callers first": "Cui are mai puțin i se oferă apelanții întâi",
  "How often the lot falls on him, with the strategy weighted": "Cât de des îi cade sorțul, cu strategia weighted",
  "What he can do, and how well: { german: 8 }": "Ce știe și cât de bine: { german: 8 }",
  "Who is rung: all; the next in the list; the one who is longest without a call; who has had the fewest; by lot; always from the top of the list; by weighted lot; who is best at what the queue needs":
    "Cine este sunat: toți; următorul din listă; cel liber de cel mai mult timp; cel cu cele mai puține apeluri; prin tragere la sorți; mereu de la capătul listei; prin sorți după pondere; cel mai bun la ce îi trebuie cozii",
  "Agents have callers only once they have logged in by *45; else until they log out":
    "Agenții primesc apelanți abia după ce au intrat cu *45; altfel, până când ies",
  "Seconds that an agent is rung before another one is": "Câte secunde este sunat un agent înaintea altuia",
  "Seconds that an agent who has not taken a caller is left in peace":
    "Câte secunde este lăsat în pace un agent care nu a preluat un apelant",
  "Seconds that an agent has after a call": "Câte secunde are un agent după un apel",
  "An agent who has not taken so many callers in a row is paused; 0 for never":
    "Un agent care nu a preluat atâția apelanți la rând este pus în pauză; 0 pentru niciodată",
  "So many callers wait at most": "Atâția apelanți așteaptă cel mult",
  "Seconds that a caller waits at most": "Atâtea secunde așteaptă cel mult un apelant",
  "What the queue promises (service level): callers are taken within so many seconds; without it what reports judge by":
    "Ce promite coada (nivelul serviciului): apelanții sunt preluați în atâtea secunde; fără ea, după ce judecă rapoartele",
  "Callers are taken always, while an agent is logged in, or while one could answer (be it after another call)":
    "Apelanții sunt primiți întotdeauna, cât este intrat un agent sau cât ar putea răspunde unul (fie și după alt apel)",
  "And so long they stay": "Și atât timp rămân",
  "Agents of several queues serve the one with the most of it first":
    "Agenții mai multor cozi o servesc întâi pe cea cu cel mai mult",
  "Callers who are served before all others: x for any digit, * at the end for whatever follows":
    "Apelanții serviți înaintea tuturor: x pentru orice cifră, * la sfârșit pentru orice urmează",
  "Skills that an agent must have to be rung": "Ce trebuie să știe un agent ca să fie sunat",
  "Seconds after which any agent will do; without it never":
    "Secunde după care este bun orice agent; fără ea, niciodată",
  "The folder in <data>/music whose files callers hear": "Dosarul din <data>/music ale cărui fișiere le aud apelanții",
  "What each caller hears first, as in an announcement": "Ce aude întâi fiecare apelant, ca într-un anunț",
  "A sentence of the box by its name, or a file: hours-closed, closed.wav":
    "O propoziție a centralei, după nume, sau un fișier: hours-closed, closed.wav",
  "What callers are told while they wait": "Ce li se spune apelanților cât așteaptă",
  "Callers hear the how manieth they are": "Apelanții aud al câtelea sunt",
  "And how long it will take, once the queue knows": "Și cât va dura, îndată ce coada știe",
  "Seconds from one announcement to the next; 0 for none": "Secunde de la un anunț la următorul; 0 pentru niciunul",
  "What is said besides, in turn, as in an announcement": "Ce se mai spune, pe rând, ca într-un anunț",
  'Where a caller goes who presses a key: { "0": menu main }. In quotes':
    'Unde merge un apelant care apasă o tastă: { "0": menu main }. Între ghilimele',
  "Whoever presses a key keeps his place, and is called when it is his turn":
    "Cine apasă o tastă își păstrează locul și este sunat când îi vine rândul",
  "What is pressed. In quotes": "Ce se apasă. Între ghilimele",
  "So often he is called until he answers": "De atâtea ori este sunat până răspunde",
  "He may choose when: at an hour, or in so many hours; else as soon as it is his turn":
    "Poate alege când: la o oră sau peste atâtea ore; altfel, îndată ce îi vine rândul",
  "Of hours: by whose times he is called when he has chosen one; else at any time":
    "Dintre orare: după al cui program este sunat când a ales o oră; altfel, oricând",
  "Calls that idle agents make who want to (*47), while nobody waits":
    "Apeluri pe care le dau agenții liberi care vor (*47), cât nu așteaptă nimeni",
  'Whom to call: "0722123456", or { number: "0722123456", name: Maria Pop }':
    'Pe cine: "0722123456" sau { number: "0722123456", name: Maria Pop }',
  "As somebody in the office would dial it. In quotes": "Așa cum l-ar forma cineva din birou. Între ghilimele",
  "Shown on the agent's phone": "Arătat pe telefonul agentului",
  "More of them: CSV in the data folder, whose first line is number,name":
    "Mai mulți: un CSV în dosarul de date, cu prima linie number,name",
  "Of hours: people are called only while these are open; else mon-sat 9 to 20":
    "Dintre orare: oamenii sunt sunați doar cât sunt deschise; altfel, luni–sâmbătă, 9–20",
  "Who is never called: x for any digit, * at the end for whatever follows":
    "Cine nu este sunat niciodată: x pentru orice cifră, * la sfârșit pentru orice urmează",
  "So often each is called until he answers": "De atâtea ori este sunat fiecare până răspunde",
  "Seconds after which somebody is called again, or whoever was put off":
    "Secunde după care cineva este sunat din nou, sau cine a fost amânat",
  "Seconds that it rings there": "Câte secunde sună acolo",
  "Where he goes else: one after the other, until somebody is reached":
    "Unde merge altfel: unul după altul, până când se ajunge la cineva",
  "Conference rooms": "Săli de conferință",
  "As dialled; 2001 and the like are usual. In quotes":
    "Așa cum se formează; 2001 și cele asemenea sunt obișnuite. Între ghilimele",
  "Shown to whom somebody invites": "Arătat celor pe care îi invită cineva",
  "What guests key in. In quotes; without it everybody may come":
    "Ce tastează oaspeții. Între ghilimele; fără el poate veni oricine",
  "What makes a moderator: he may lock, mute, remove and invite. In quotes":
    "Ce face pe cineva moderator: poate încuia, amuți, scoate și invita. Între ghilimele",
  "Who comes and goes is told to the others: not, by a tone, or by his name; with count he hears how many there are":
    "Cine vine și cine pleacă li se spune celorlalți: deloc, printr-un ton sau cu numele; cu count aude câți sunt",
  "Nobody but moderators comes in until one of them has unlocked it by *2; false when left out":
    "Nu intră decât moderatorii până când unul dintre ei a descuiat cu *2; nu, când nu se spune",
  "Until a moderator is there, and when he has left, everybody hears music":
    "Până când vine un moderator, și după ce a plecat, toți aud muzică",
  "People at once": "Oameni deodată",
  "Paging zones: whoever dials one is heard at the phones of its people, which answer by themselves":
    "Zone de anunț: cine formează una este auzit la telefoanele oamenilor ei, care răspund singure",
  "Shown before the caller's name": "Arătat înaintea numelui apelantului",
  "Extensions whose phones answer by themselves": "Interioare ale căror telefoane răspund singure",
  "Everybody is heard, and not the caller alone": "Se aud toți, nu doar cel care sună",
  "Calls also phones that are in a call and people who do not wish to be disturbed":
    "Sună și telefoanele aflate în apel, și oamenii care nu doresc să fie deranjați",
  "RTP multicast addresses that phones of the zone listen at without a call, besides its members":
    "Adrese RTP multicast la care ascultă telefoanele zonei fără apel, pe lângă membrii ei",
  "Where phones listen: 224.0.0.0 to 239.255.255.255": "Unde ascultă telefoanele: 224.0.0.0 până la 239.255.255.255",
  "The RTP port there": "Portul RTP de acolo",
  "What they take": "Ce înțeleg ele",
  "Seconds that a page may last": "Câte secunde poate dura un anunț",
};
