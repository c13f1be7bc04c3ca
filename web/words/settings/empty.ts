import type { DeskLanguage } from "../in_both.ts";
import type { Labels } from "./label.ts";

/** What each list of the office is for, said where it is empty. */
const EMPTY: Labels = {
  extensions: [
    "Everybody who has a phone is here, with his number and what happens when he is busy or away. Add the first one, and his phone can register.",
    "Aici este fiecare om care are telefon, cu numărul lui și cu ce se întâmplă când vorbește sau lipsește. Adăugați primul și telefonul lui se poate conecta.",
  ],
  groups: [
    "A group has several phones ring for one number: all at once, or one after the other. Sales on 600, for instance.",
    "Un grup face să sune mai multe telefoane pentru un singur număr: toate deodată sau pe rând. De exemplu vânzările la 600.",
  ],
  queues: [
    "In a queue callers wait with music until somebody is free, and hear how many are before them. Nobody gets a busy tone.",
    "Într-o coadă apelanții așteaptă cu muzică până când cineva este liber și aud câți sunt înaintea lor. Nimeni nu primește ton de ocupat.",
  ],
  rooms: [
    "A conference is a number that several dial to talk with each other, from the office and from outside.",
    "O conferință este un număr pe care îl formează mai mulți ca să vorbească împreună, din birou și din afară.",
  ],
  pages: [
    "Paging speaks through the loudspeakers of several phones at once: whoever dials its number is heard there.",
    "Un anunț prin difuzoare se aude din mai multe telefoane deodată: cine formează numărul lui este auzit acolo.",
  ],
  webhooks: [
    "A webhook tells another program what happens, as it happens: calls, missed calls, voicemail.",
    "Un webhook spune altui program ce se întâmplă, pe loc: apeluri, apeluri pierdute, mesaje vocale.",
  ],
  announcements: [
    "An announcement is something that callers are told before they go on: that you are closed, or where you have moved.",
    "Un anunț este ceva ce li se spune apelanților înainte de a merge mai departe: că este închis sau că v-ați mutat.",
  ],
  hours: [
    "Opening hours send calls one way while you are open and another while you are closed or on holiday.",
    "Programul trimite apelurile într-un loc cât este deschis și în altul când este închis sau este sărbătoare.",
  ],
  menus: [
    "A menu asks callers to press a key: 1 for sales, 2 for support. Each key leads to a person, a group or another menu.",
    "Un meniu le cere apelanților să apese o tastă: 1 pentru vânzări, 2 pentru asistență. Fiecare tastă duce la un om, la un grup sau la alt meniu.",
  ],
  disa: [
    "A way in lets your own people call the office from outside, say a PIN and dial as if they sat at their desks.",
    "O intrare din afară îi lasă pe oamenii dumneavoastră să sune la birou, să spună un PIN și să formeze ca de la masa lor.",
  ],
  trunks: [
    "A line outside joins the box to your telephone provider. Without one, calls stay inside the house.",
    "O linie externă leagă centrala de furnizorul dumneavoastră de telefonie. Fără ea apelurile rămân în birou.",
  ],
  routes: [
    "A route says through which line a dialled number goes: mobiles through one provider, abroad through another.",
    "O rută spune prin ce linie pleacă un număr format: mobilele printr-un furnizor, străinătatea prin altul.",
  ],
  numbers: [
    "A number that the world calls you by, and where its calls lead: to a person, a group, a menu or opening hours.",
    "Un număr la care vă sună lumea și unde duc apelurile lui: la un om, la un grup, la un meniu sau la un program.",
  ],
  rates: [
    "A price list says what a minute costs, so that the box counts what calls cost and chooses the cheapest line.",
    "O listă de prețuri spune cât costă un minut, ca centrala să socotească apelurile și să aleagă linia cea mai ieftină.",
  ],
  account_codes: [
    "An account code is keyed in before a call, so that its cost is put down to a client or a project.",
    "Un cod de cont se tastează înaintea unui apel, ca prețul lui să fie trecut la un client sau la un proiect.",
  ],
  lamps: [
    "A list of lamps lets a phone watch many people with one subscription. Large offices need it, small ones do not.",
    "O listă de lămpi lasă un telefon să urmărească mulți oameni cu un singur abonament. Birourile mari au nevoie de ea, cele mici nu.",
  ],
  doors: [
    "A door station rings your phones when somebody is at the door: see him, talk with him, and open with a key.",
    "Un interfon vă sună telefoanele când este cineva la ușă: îl vedeți, vorbiți cu el și deschideți cu o tastă.",
  ],
  contacts: [
    "A contact's name is shown when he calls. This is for the few that belong to the office file; all others are in the directory.",
    "Numele unui contact se vede când sună. Aici sunt puținii care țin de fișierul biroului; toți ceilalți sunt în agendă.",
  ],
  crm: [
    "A customer database is asked who calls before the phone rings, and told of calls afterwards.",
    "O bază de clienți este întrebată cine sună înainte ca telefonul să sune și află despre apeluri după aceea.",
  ],
  pbx: [
    "Another phone system's calls are read from its own records: missed calls and reports of all your offices in one place.",
    "Apelurile altei centrale se citesc din propriile ei înregistrări: apelurile pierdute și rapoartele tuturor birourilor, într-un singur loc.",
  ],
};

/** What a list is for that has nothing in it yet; undefined where it is said of none. */
export function emptyOf(section: string, language: DeskLanguage): string | undefined {
  return EMPTY[section]?.[language === "ro" ? 1 : 0];
}
