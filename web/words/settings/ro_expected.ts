/** What a setting is expected to be, in Romanian, by what `core/config` calls it. */
export const RO_EXPECTED: Readonly<Record<string, string>> = {
  "a name of 1 to 64 characters on one line": "un nume de 1 până la 64 de caractere pe un rând",
  'times of the week, as in "mon-fri 09:00-13:00, 14:00-18:00" or "fri,sat 22:00-02:00"':
    'un orar al săptămânii, ca în "mon-fri 09:00-13:00, 14:00-18:00" sau "fri,sat 22:00-02:00"',
  'the path of a WAV or Ogg Opus file inside the folder "prompts", as in closed.wav':
    'calea unui fișier WAV sau Ogg Opus din dosarul "prompts", ca în closed.wav',
  'a time of day as in "20:00"': 'o oră ca în "20:00"',
  'a time of day as in "08:00"': 'o oră ca în "08:00"',
  'a price in quotes, as in "0.0125"': "un preț ca în 0.0125",
  'a day as in "2026-12-24", "12-25" (every year) or "2026-12-24..2027-01-02"':
    'o zi ca în "2026-12-24", "12-25" (în fiecare an) sau "2026-12-24..2027-01-02"',
  "what is put before a number: digits, or a + and digits": "ce se pune înaintea unui număr: cifre sau un + și cifre",
  "what is dialled: * and # and digits, 1 to 8 of them, as in *43":
    "ce se formează: *, # și cifre, între 1 și 8, ca în *43",
  "the path of an iCalendar file inside the data folder, as in calendars/holidays.ics":
    "calea unui fișier iCalendar din dosarul de date, ca în calendars/holidays.ics",
  "the path of a file, from the root on": "calea unui fișier, începând de la rădăcină",
  "the path of a PNG file in the data folder": "calea unui fișier PNG din dosarul de date",
  "the path of a CSV file inside the data folder, as in rates/provider.csv":
    "calea unui fișier CSV din dosarul de date, ca în rates/provider.csv",
  "the path of a CSV file inside the data folder, as in lists/renewals.csv":
    "calea unui fișier CSV din dosarul de date, ca în lists/renewals.csv",
  "the number of an announcement recorded from a phone, 1 to 999":
    "numărul unui anunț înregistrat de la telefon, între 1 și 999",
  "the name of a sentence of the box, as in hours-closed": "numele unei propoziții a centralei, ca în hours-closed",
  "one digit": "o cifră",
  "how a channel's name begins, as in PJSIP/provider-": "începutul numelui unui canal, ca în PJSIP/provider-",
  "digits, * and #": "cifre, * și #",
  "digits to be read out": "cifre de rostit",
  "an https address": "o adresă https",
  "an http or https address": "o adresă http sau https",
  "an extension, or a number outside of 7 digits or more": "un interior sau un număr extern de cel puțin 7 cifre",
  "an event's name, or a pattern as in queue.* or *": "numele unui eveniment sau un tipar ca în queue.* sau *",
  "an e-mail address, an extension in quotes or an address as in https://example.com/missed":
    "o adresă de e-mail, un interior sau o adresă ca în https://example.com/missed",
  "an e-mail address": "o adresă de e-mail",
  "an address as in https://example.com/kontor": "o adresă ca în https://example.com/kontor",
  "an address as in https://example.com": "o adresă ca în https://example.com",
  "an IPv4 multicast address as in 239.1.1.1": "o adresă multicast IPv4 ca în 239.1.1.1",
  "an IP address": "o adresă IP",
  "a word of letters, digits, - and _": "un cuvânt din litere, cifre, - și _",
  "a word of letters, digits, - and _ that begins with a letter":
    "un cuvânt din litere, cifre, - și _ care începe cu o literă",
  "a user name of 1 to 64 characters without blanks": "un nume de utilizator de 1 până la 64 de caractere, fără spații",
  "a time zone as in Europe/Bucharest": "un fus orar ca în Europe/Bucharest",
  "a server as in turn:turn.example.org:3478 or turns:turn.example.org:443?transport=tcp":
    "un server ca în turn:turn.example.org:3478 sau turns:turn.example.org:443?transport=tcp",
  "a server and its port as in stun.example.org:3478": "un server și portul lui, ca în stun.example.org:3478",
  "a range of numbers of the same length, as in 70-79": "un interval de numere de aceeași lungime, ca în 70-79",
  "a prefix with + and country, as in +4072; a + alone stands for the whole world":
    "un prefix cu + și țară, ca în +4072; un + singur înseamnă lumea întreagă",
  "a phone number in quotes, as in +40 211 234 567": "un număr de telefon, ca în +40 211 234 567",
  "a pattern: digits, X (0-9), Z (1-9), N (2-9), a + in front, a . at the end for the rest":
    "un tipar: cifre, X (0-9), Z (1-9), N (2-9), un + în față, un . la sfârșit pentru rest",
  "a number with + and its country, as in +40211234567": "un număr cu + și țară, ca în +40211234567",
  "a number of 2 to 6 digits, or a range as in 100-199": "un număr de 2 până la 6 cifre sau un interval ca în 100-199",
  "a number of 2 to 6 digits": "un număr de 2 până la 6 cifre",
  "a number as it is dialled, as in 0722123456": "un număr cum se formează, ca în 0722123456",
  "a number as it is dialled": "un număr cum se formează",
  "a number (+40211234567), a range (+40211234500-+40211234599) or a pattern (+402112345XX)":
    "un număr (+40211234567), un interval (+40211234500-+40211234599) sau un tipar (+402112345XX)",
  "a number (+40211234567) or a range (+40211234500-+40211234599)":
    "un număr (+40211234567) sau un interval (+40211234500-+40211234599)",
  "a name of letters, digits and _": "un nume din litere, cifre și _",
  "a name of 1 to 64 letters": "un nume de 1 până la 64 de litere",
  "a line of at most 300 characters": "un rând de cel mult 300 de caractere",
  "a language as in en or pt-BR": "o limbă ca în en sau pt-BR",
  "a key: 0 to 9, * or #": "o tastă: 0 până la 9, * sau #",
  "a host": "un server",
  "a host: a name or an IP address, without a port": "un server: un nume sau o adresă IP, fără port",
  "a host, with a port where it needs one: proxy.example.com:5080":
    "un server, cu port unde are nevoie: proxy.example.com:5080",
  "a database's name of letters, digits, _ and -": "numele unei baze de date din litere, cifre, _ și -",
  "a currency of ISO 4217 as in EUR": "o monedă din ISO 4217, ca în EUR",
  "a cron expression of five fields, as in 0 8 * * MON": "o expresie cron din cinci câmpuri, ca în 0 8 * * MON",
  "a country of ISO 3166-1 with two letters": "o țară din ISO 3166-1, cu două litere",
  "a colour as in #1f5fa8": "o culoare ca în #1f5fa8",
  "a caller's number: digits, x for any digit, * at the end for whatever follows, as in 0722xxxxxx or +4021*":
    "numărul unui apelant: cifre, x pentru orice cifră, * la sfârșit pentru orice urmează, ca în 0722xxxxxx sau +4021*",
  "a body in JSON": "un corp în JSON",
  "a text": "un text",
  "a path": "o cale",
};
