import { countedInRomanian } from "../base/mod.ts";
import type { DoctorWords } from "./doctor_words.ts";

export const DOCTOR_RO: DoctorWords = {
  refusedOffice: (revision, runs, faults) =>
    `Revizia ${revision} a biroului este refuzată de această versiune, iar ${
      runs === 0 ? "niciuna mai veche nu este bună" : `centrala lucrează cu revizia ${runs}`
    }: ${faults}`,
  refusedOfficeAdvice:
    "Îndreptați-o pe pagina biroului, sau cu kontor export și kontor apply: atunci contează din nou ce s-a schimbat de la acea revizie",
  silentPort: (where) => `Centrala rulează, dar nu ascultă pe ${where}`,
  silentPortAdvice: "Căutați „Cannot listen” în jurnalul ei; reporniți-o dacă s-a schimbat kontor.yml",
  freePort: (where) => `${where} este liber`,
  ownPort: (where) => `Centrala ascultă pe ${where}`,
  takenPort: (where) => `${where} este ocupat de alt program`,
  takenPortAdvice: (find, key) => `Găsiți-l cu „${find}” și opriți-l sau puneți alt port la ${key}`,
  forbiddenPort: (where) => `Acest utilizator nu are voie să folosească ${where}`,
  forbiddenPortAdvice: (key) =>
    `Puneți la ${key} un port de la 1024 în sus sau dați serviciului AmbientCapabilities=CAP_NET_BIND_SERVICE`,
  noSuchAddress: (where) => `${where} nu este o adresă a acestei mașini`,
  noSuchAddressAdvice: (key) => `Puneți la ${key} una dintre adresele mașinii sau 0.0.0.0 pentru toate`,
  soundPorts: (range, calls) => `În ${range} încap ${countedInRomanian(calls, ["apel", "apeluri"])}`,
  takenSoundPorts: (taken, probed, range, first) =>
    `${taken} din ${
      countedInRomanian(probed, ["port", "porturi"])
    } încercate în ${range} sunt ocupate, primul fiind ${first}`,
  takenSoundPortsAdvice: "Puneți la rtp.from și rtp.to un interval pe care nu îl folosește alt program",
  noAddress: "Mașina nu are nicio adresă la care să ajungă un telefon",
  noAddressAdvice: "Conectați cablul de rețea și vedeți cu „ip address” dacă routerul a dat o adresă",
  inOffice: (addresses) => `Telefoanele din birou ajung la ${addresses}`,
  open: (addresses) => `La ${addresses} se poate ajunge din tot internetul`,
  openAdvice: "Lăsați prin firewall numai rețelele telefoanelor și ale furnizorului și folosiți parole lungi",
  told: (address) => `Telefoanelor de dincolo de router li se dă adresa ${address}`,
  toldWrong: (address, kind) => `${address} este o adresă de tip „${kind}” și nu este a acestei mașini`,
  toldWrongAdvice: "Puneți la sip.advertise adresa din afară a routerului sau auto",
  noRouter: "Între această mașină și internet nu este niciun router",
  asked: (server) => `Adresa din afară este aflată de la ${server}`,
  officeOnly:
    "Numai telefoane din birou: pentru cele din alte părți, puneți sip.advertise sau sip.stun, care află adresa din afară",
  noStun: (server) => `Serverul STUN „${server}” nu răspunde`,
  noStunAdvice:
    "Verificați-i numele și dacă routerul lasă UDP să iasă; până atunci, sip.advertise trebuie să spună adresa din afară",
  browsersAsk: (server) => `${server} le spune telefoanelor din browsere unde sunt`,
  browsersUnansweredAdvice: "Verificați numele și portul lui și dacă UDP ajunge acolo; browserele pierd timp cu el",
  relays: (server, ip) => `${server} primește telefoanele din browsere și le duce sunetul la ${ip}`,
  relaySilent: (server) => `Serverul TURN „${server}” nu răspunde`,
  relaySilentAdvice:
    "Verificați numele, portul și, pentru turns:, certificatul lui; din afară, telefoanele din browsere pot rămâne fără sunet",
  relayRefuses: (server, why) => `Serverul TURN „${server}” refuză: ${why}`,
  relayRefusesAdvice: "Citiți jurnalul lui; din afară, telefoanele din browsere pot rămâne fără sunet",
  relayWrongSecretAdvice:
    "Verificați dacă browser_phones.secret este chiar al serverului (static-auth-secret sau al utilizatorului), și ambele ceasuri",
  noNat: (address) => `Fără NAT: din afară se vede ${address}`,
  behindAnother: (address) => `Din afară se vede ${address}, care este și ea în spatele altui router`,
  behindAnotherAdvice: "Cereți furnizorului o adresă publică; la aceasta nu ajung telefoanele din afara biroului",
  changesPorts: (outer, inner) =>
    `Routerul trimite de la ${outer} ce a plecat de la portul ${inner}: schimbă porturile`,
  changesPortsAdvice: "Redirecționați în router porturile SIP și RTP către această mașină, fiecare cu același număr",
  keepsPorts: (address) => `Adresa din afară a routerului este ${address}, iar porturile rămân neschimbate`,
  kernelRewrites: (modules) => `Nucleul acestei mașini rescrie mesajele SIP din mers: ${modules}`,
  kernelRewritesAdvice: (unload) => `Scoateți-l cu „${unload}” și țineți-l departe cu un rând în /etc/modprobe.d`,
  notAskedFromInside: (target) =>
    `${target} nu poate fi întrebată din interior, ceea ce e obișnuit: niciun semn de SIP ALG`,
  noAnswer: (target) => `Centrala nu răspunde la OPTIONS pe ${target}`,
  noAnswerAdvice: "Priviți jurnalul ei; poate și un firewall de pe această mașină oprește UDP",
  untouched: (target) => `O cerere către ${target} s-a întors neatinsă`,
  rewritten: (target, sent, back) => `Pe drum spre ${target}, cineva a schimbat Via „${sent}” în „${back}”`,
  rewrittenAdvice: "Opriți „SIP ALG” (numit și SIP helper, SIP passthrough sau SIP fixup) în router",
  clockBefore: (now) => `Ceasul arată ${now}, mai devreme decât a apărut această versiune`,
  clockBeforeAdvice:
    "Potriviți-l cu „timedatectl set-ntp true” și schimbați bateria dacă e greșit după fiecare pornire",
  clockAlone: (now) => `Ceasul arată ${now}, dar nu îl confirmă niciun server de timp`,
  clockAloneAdvice: "Porniți potrivirea automată cu „timedatectl set-ntp true”",
  clockUnknown: (now) => `Ceasul arată ${now}; nu se știe dacă îl ține potrivit un server de timp`,
  clockKept: (now) => `Ceasul arată ${now} și este potrivit de un server de timp`,
  mailTaken: (server) => `Serverul de e-mail ${server} primește e-mailuri`,
  mailRefused: (server, why) => `Serverul de e-mail ${server} nu primește e-mailuri: ${why}`,
  mailRefusedAdvice: "Verificați numele, parola și TLS-ul lui, pe birou la Setări, E-mail sau în kontor.yml",
  noLostMails: "Nu s-a renunțat la niciun e-mail",
  lostMails: (count) =>
    `S-a renunțat la ${countedInRomanian(count, ["e-mail", "e-mailuri"])}: serverul de e-mail nu le-a primit`,
  lostMailsAdvice: "Vedeți pe birou la Setări, E-mail către cine și de ce; retrimiteți-le sau aruncați-le",
  lostHooks: (count) =>
    `S-a renunțat la ${countedInRomanian(count, ["mesaj", "mesaje"])} către webhook-uri: cealaltă parte nu le-a primit`,
  lostHooksAdvice: "Vedeți pe birou la Setări, Webhook-uri care și de ce; retrimiteți-le sau aruncați-le",
  diskUnknown: "Nu se știe cât loc are discul",
  diskUnknownAdvice: "Vedeți cu „df -h”",
  size: (value, unit) => `${value.replace(".", ",")} ${unit}`,
  disk: (free, total, path) => `${free} din ${total} sunt liberi pentru ${path}`,
  diskAdvice: "Faceți loc: întâi se opresc înregistrările, apoi mesageria vocală; evidența apelurilor rămâne ultima",
  filesUnknown: "Nu se știe câte fișiere pot fi deschise deodată",
  filesUnknownAdvice: "Vedeți cu „ulimit -n”",
  files: (allowed) => `Pot fi deschise deodată ${countedInRomanian(allowed, ["fișier", "fișiere"])}`,
  fewFiles: (allowed, calls) =>
    `Pot fi deschise deodată ${countedInRomanian(allowed, ["fișier", "fișiere"])}, destule pentru vreo ${
      countedInRomanian(calls, ["apel", "apeluri"])
    }`,
  fewFilesAdvice: (needed) => `Scrieți LimitNOFILE=${needed} în serviciu sau „ulimit -n ${needed}” înainte de pornire`,
  notWritable: (path, exists) => `Acest utilizator nu poate ${exists ? "scrie în" : "face dosarul"} „${path}”`,
  notWritableAdvice: (path) =>
    `Dați-l utilizatorului care rulează centrala: „chown UTILIZATOR ${path}”, sau puneți la data alt dosar`,
  willBeMade: (path) => `„${path}” va fi făcut la prima pornire`,
  alone: (path) => `„${path}” este numai al acestui utilizator`,
  entered: (path, mode) => `În „${path}” pot intra și alți utilizatori ai mașinii (mod ${mode})`,
  enteredAdvice: (path) => `Închideți-l: „chmod 700 ${path}”`,
};
