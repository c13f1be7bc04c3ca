/** What the schema says of feature codes, in Romanian, by the English. */
export const RO_CODES: Readonly<Record<string, string>> = {
  "Feature codes, as dialled": "Codurile de serviciu, cum se formează",
  "Answer the call that rings at a colleague's desk": "Răspunde la apelul care sună la biroul unui coleg",
  "Answer the call that rings at a number": "Răspunde la apelul care sună la un număr",
  "Park a call in the first free slot; transfer to it": "Parchează un apel în primul loc liber; transferați la el",
  "Transfer whom you talk to, without asking first": "Transferă pe cel cu care vorbiți, fără a întreba întâi",
  "Transfer whom you talk to, after asking the other":
    "Transferă pe cel cu care vorbiți, după ce l-ați întrebat pe celălalt",
  "While you ask the other: talk all three": "Cât timp îl întrebați pe celălalt: vorbiți toți trei",
  "Record the call, or stop that": "Înregistrează apelul sau oprește înregistrarea",
  "Pause the recording, or go on with it": "Întrerupe înregistrarea sau o continuă",
  "Speak at a colleague's phone, which answers by itself": "Vorbește la telefonul unui coleg, care răspunde singur",
  "Send all my calls to a number": "Trimite toate apelurile mele la un număr",
  "No longer send all my calls elsewhere": "Nu mai trimite toate apelurile mele în altă parte",
  "Send my calls to a number when I am busy": "Trimite apelurile mele la un număr când sunt ocupat",
  "No longer send them elsewhere when I am busy": "Nu le mai trimite în altă parte când sunt ocupat",
  "Send my calls to a number when I do not answer, or my phone cannot be reached":
    "Trimite apelurile mele la un număr când nu răspund sau telefonul meu nu poate fi găsit",
  "No longer send them elsewhere when I do not answer": "Nu le mai trimite în altă parte când nu răspund",
  "Do not disturb me": "Nu mă deranjați",
  "Disturb me again": "Mă puteți deranja din nou",
  "Turn do not disturb on or off": "Pornește sau oprește „nu deranjați”",
  "Turn call waiting off or on": "Oprește sau pornește al doilea apel",
  "Hear who called last, and call back": "Auziți cine a sunat ultimul și sunați-l înapoi",
  "Dial what I dialled last": "Formează ce am format ultima dată",
  "Call without showing my number": "Sună fără a-mi arăta numărul",
  "Call and show my number": "Sună și arată-mi numărul",
  "Refuse the calls of a number": "Refuză apelurile unui număr",
  "Take its calls again": "Primește din nou apelurile lui",
  "Refuse the calls of whoever called last": "Refuză apelurile celui care a sunat ultimul",
  "Listen to the calls of a colleague or a queue, or a conference, if I may: 4 listens, 5 whispers, 6 barges in, * goes on to the next call":
    "Ascultă apelurile unui coleg, ale unei cozi sau o conferință, dacă am voie: 4 ascultă, 5 șoptește, 6 intră în apel, * trece la apelul următor",
  "Call outside for a client or a project, by an account code":
    "Sună în afară pentru un client sau un proiect, cu un cod de cont",
  "Dial what I saved under two digits": "Formează ce am salvat sub două cifre",
  "Save a number under two digits: *75, both, the number": "Salvează un număr sub două cifre: *75, cele două, numărul",
  "Turn ringing at my other numbers off or on": "Oprește sau pornește sunatul la celelalte numere ale mele",
  "Call me when the colleague whom I found busy is free": "Sună-mă când colegul pe care l-am găsit ocupat este liber",
  "Log in to my queues or out of them; the number of a queue behind it: that one only":
    "Intră în cozile mele sau ieși din ele; cu numărul unei cozi la urmă: doar acolo",
  "Have no callers of queues for a while, or have them again; digits behind it are the reason":
    "Fără apelanți din cozi o vreme, sau din nou cu ei; cifrele de la urmă sunt motivul",
  "Get calls to make from a list of my queue while no callers wait, or get none any more":
    "Primesc apeluri de dat dintr-o listă a cozii mele cât nu așteaptă niciun apelant, sau nu mai primesc",
  "Call me at a time: four digits, as in *620730": "Sună-mă la o oră: patru cifre, ca în *620730",
  "Switch night service on and off; a digit behind it is another switch":
    "Pornește și oprește regimul de noapte; o cifră la urmă este alt comutator",
  "Log in on this phone: it is mine until I log out": "Intru la acest telefon: este al meu până ies",
  "Log out of this phone, or of all others from my own":
    "Ies de la acest telefon, sau de la al meu din toate celelalte",
  "Open the door; its number behind it where there are several":
    "Deschide ușa; cu numărul ei la urmă, unde sunt mai multe",
  "Dial a colleague by name": "Sună un coleg după nume",
  "Record the announcement of a number, 1 to 999, in place of the one that there was":
    "Înregistrează anunțul unui număr, 1 până la 999, în locul celui care era",
  "Hear the announcement that was recorded under a number": "Ascultă anunțul înregistrat sub un număr",
  "Hear the time": "Auziți ora",
  "Hear your own number": "Auziți-vă numărul",
  "Hear the messages in my mailbox": "Ascultă mesajele din căsuța mea",
  "Hear the messages in a mailbox, from any phone": "Ascultă mesajele dintr-o căsuță, de la orice telefon",
  "Leave a message in a colleague's mailbox": "Lasă un mesaj în căsuța unui coleg",
  "Hear yourself, and how late your voice comes back": "Auziți-vă pe dumneavoastră și cât de târziu vine vocea înapoi",
};
