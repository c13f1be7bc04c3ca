/** What the schema says of the rules of the house, in Romanian, by the English. */
export const RO_RULES: Readonly<Record<string, string>> = {
  "What a phone may watch with one subscription (RFC 4662); everybody is a list already, unless there are many":
    "Ce poate urmări un telefon cu o singură abonare (RFC 4662); toți oamenii sunt deja o listă, dacă nu sunt prea mulți",
  "What the phones subscribe to (their BLF list URI): sip:NAME@box":
    "La ce se abonează telefoanele (adresa listei lor BLF): sip:NUME@centrala",
  "Whoever has a lamp: extensions, slots, switches, in order":
    "Cine are o lampă: interioare, locuri de parcare, comutatoare, în ordine",
  "When people are away or offline of whom nothing is heard":
    "Când sunt arătați ca plecați sau deconectați oamenii de la care nu se aude nimic",
  "Seconds without a sign of life (a call, a new phone, a state set) until somebody is shown as away; or false":
    "Secunde fără un semn de viață (un apel, un telefon nou, o stare pusă) până când cineva este arătat ca plecat; sau false",
  "Seconds without a sign of life until somebody is shown as offline; or false":
    "Secunde fără un semn de viață până când cineva este arătat ca deconectat; sau false",
  "Which calls are recorded, who is told of it, and how long recordings are kept":
    "Ce apeluri se înregistrează, cui i se spune și cât se păstrează înregistrările",
  "Calls from outside for which no rule says anything": "Apeluri din afară pentru care nu spune nimic nicio regulă",
  "Which of them: all of them (always), those in which somebody presses *1 (on-demand), or none (never)":
    "Care dintre ele: toate (always), cele în care cineva apasă *1 (on-demand) sau niciunul (never)",
  "Whether both are told that the call is recorded, before they talk or when it begins":
    "Dacă amândurora li se spune că apelul se înregistrează, înainte să vorbească sau când începe",
  "Calls to outside for which no rule says anything": "Apeluri în afară pentru care nu spune nimic nicio regulă",
  "Calls in the house for which no rule says anything": "Apeluri în casă pentru care nu spune nimic nicio regulă",
  "What holds for some calls, those that fit all that the rule names; the first that fits counts":
    "Ce este valabil pentru unele apeluri, cele care se potrivesc cu tot ce numește regula; contează prima potrivită",
  "One of the two who talk": "Unul dintre cei doi care vorbesc",
  "The ring group by which the call came to him": "Grupul de apel prin care i-a venit apelul",
  "The queue whose caller and agent they are": "Coada al cărei apelant și agent sunt",
  "The trunk through which one of the two is reached": "Linia prin care se ajunge la unul dintre ei",
  "From outside, to outside, or in the house": "Din afară, în afară sau în casă",
  "Ogg Opus; the same in half the room; WAV, in sixteen times the room":
    "Ogg Opus; la fel, în jumătate din loc; WAV, în de șaisprezece ori mai mult loc",
  "Days after which a recording is thrown away; 0 for never":
    "Zile după care o înregistrare este aruncată; 0 pentru niciodată",
  "MB that all recordings may take; above that the oldest are thrown away":
    "MB pe care îi pot ocupa toate înregistrările; peste ei, cele mai vechi sunt aruncate",
  "How long the box remembers which calls there were, and what happened in them":
    "Cât timp își amintește centrala ce apeluri au fost și ce s-a întâmplat în ele",
  "Days after which what happened in calls is packed, to take less room; nothing is lost by it":
    "Zile după care ce s-a întâmplat în apeluri se împachetează, ca să ocupe mai puțin loc; nu se pierde nimic",
  "Years after which calls are forgotten, with all that lists and reports say of them; 0 for never. Claims from contracts expire after three years in Romania and in most of the EU: who must prove calls for longer keeps them longer, and nobody should without a reason (GDPR, art. 5)":
    "Ani după care apelurile se uită, cu tot ce spun listele și rapoartele despre ele; 0 pentru niciodată. Pretențiile din contracte se prescriu după trei ani în România și în cea mai mare parte a UE: cine trebuie să dovedească apeluri mai mult timp le păstrează mai mult, și nimeni nu ar trebui s-o facă fără motiv (GDPR, art. 5)",
  "People who sit at phones that are not their own: *11 logs in, *12 logs out":
    "Oameni care stau la telefoane ce nu sunt ale lor: *11 intră, *12 iese",
  "Whether who logs in on a phone is only there from then on, or there too":
    "Dacă cine intră la un telefon este de atunci doar acolo sau și acolo",
  'When everybody is logged out again, by the office\'s clock: "20:00"': 'Când ies toți, după ceasul biroului: "20:00"',
  "The dearest numbers that a shared phone may call until somebody logs in; emergency numbers always":
    "Cele mai scumpe numere pe care le poate suna un telefon comun până când intră cineva; numerele de urgență, întotdeauna",
  "How phones ring for whom": "Cum sună telefoanele pentru cine",
  "Of which calls phones are told how to ring: what is special (named ones, VIPs, doors, what comes back), all, none":
    "Pentru ce apeluri li se spune telefoanelor cum să sune: ce este deosebit (cele cu nume, VIP, uși, ce se întoarce), toate, niciunul",
  "Door phones, and how they are opened": "Interfoane și cum se deschid",
  "As the record calls it": "Cum îl numește evidența",
  "Its extension; or, with a trunk, how it is dialled. In quotes":
    "Interiorul său; sau, cu o linie, cum se formează. Între ghilimele",
  "For a door phone that does not register: the trunk of kind peer at its address":
    "Pentru un interfon care nu se înregistrează: linia de fel peer de la adresa lui",
  "The digits that open it, as it was set up. In quotes":
    "Cifrele care îl deschid, așa cum a fost configurat. Între ghilimele",
  "What whoever talks with it presses to open it": "Ce apasă cine vorbește cu el ca să deschidă",
  "Who may open it, by number: x for any digit; every extension when left out":
    "Cine poate deschide, după număr: x pentru orice cifră; toate interioarele, când nu se spune",
  "Where the desk finds what it sees": "Unde găsește biroul imaginea pe care o vede",
  "What people notice of a supervisor who listens to their calls":
    "Ce observă oamenii de la un supervizor care le ascultă apelurile",
  "Whether people hear a tone when a supervisor begins to listen to their call, and when he leaves it":
    "Dacă oamenii aud un ton când un supervizor începe să le asculte apelul și când pleacă",
};
