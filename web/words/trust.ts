import type { InBoth } from "./in_both.ts";

/** Where a certificate is put among those that are trusted. */
export const DEVICES = ["windows", "macos", "ios", "android", "firefox"] as const;
export type Device = (typeof DEVICES)[number];

/** The page that says how to trust the box. `root`: as the authority is called in lists. */
export interface TrustWords {
  readonly title: string;
  readonly text: string;
  readonly download: string;
  readonly compare: string;
  readonly devices: Readonly<Record<Device, string>>;
  readonly steps: (device: Device, root: string) => readonly string[];
  readonly then: string;
  readonly none: string;
}

const EN: Readonly<Record<Device, (root: string) => readonly string[]>> = {
  windows: () => [
    "Open the file that was downloaded, kontor.crt, and choose “Install Certificate…”.",
    "Choose “Current User”, or “Local Machine” for all who use this computer.",
    "Choose “Place all certificates in the following store”, and there “Trusted Root Certification Authorities”.",
    "Finish, and answer “Yes” if the fingerprint is the same. Close the browser and open it again.",
  ],
  macos: (root) => [
    "Open the file that was downloaded, kontor.crt: Keychain Access asks where to put it. Choose “login”.",
    `Find “${root}” in the list and open it.`,
    "Open “Trust”, and choose “Always Trust” for “When using this certificate”.",
    "Close the window and type your password.",
  ],
  ios: (root) => [
    "Open this page in Safari, download the file, and tap “Allow”.",
    "Open Settings, tap “Profile Downloaded” and then “Install”.",
    "Open Settings, General, About, Certificate Trust Settings.",
    `Switch on “${root}”. Without this last step nothing changes.`,
  ],
  android: () => [
    "Download the file.",
    "Open Settings and search for “CA certificate” (under Security, “Encryption & credentials”, “Install a certificate”).",
    "Choose “Install anyway”, and then the file kontor.crt.",
  ],
  firefox: () => [
    "Open Settings, Privacy & Security, Certificates, and there “View Certificates…”.",
    "Under “Authorities” choose “Import…”, and the file kontor.crt.",
    "Tick “Trust this CA to identify websites”.",
  ],
};

const RO: Readonly<Record<Device, (root: string) => readonly string[]>> = {
  windows: () => [
    "Deschideți fișierul descărcat, kontor.crt, și alegeți „Instalare certificat…”.",
    "Alegeți „Utilizator curent” sau „Computer local” pentru toți cei care folosesc calculatorul.",
    "Alegeți „Se plasează toate certificatele în următorul depozit” și acolo „Autorități de certificare rădăcină de încredere”.",
    "Terminați și răspundeți „Da” dacă amprenta este aceeași. Închideți browserul și deschideți-l din nou.",
  ],
  macos: (root) => [
    "Deschideți fișierul descărcat, kontor.crt: Acces portchei întreabă unde să-l pună. Alegeți „login”.",
    `Căutați „${root}” în listă și deschideți-l.`,
    "Deschideți „Încredere” și alegeți „Se acordă încredere totdeauna” la „Când se utilizează acest certificat”.",
    "Închideți fereastra și tastați parola.",
  ],
  ios: (root) => [
    "Deschideți această pagină în Safari, descărcați fișierul și atingeți „Permiteți”.",
    "Deschideți Configurări, atingeți „Profil descărcat” și apoi „Instalați”.",
    "Deschideți Configurări, General, Informații, Configurări încredere certificate.",
    `Porniți „${root}”. Fără acest ultim pas nu se schimbă nimic.`,
  ],
  android: () => [
    "Descărcați fișierul.",
    "Deschideți Setări și căutați „Certificat CA” (la Securitate, „Criptare și date de conectare”, „Instalați un certificat”).",
    "Alegeți „Instalați oricum” și apoi fișierul kontor.crt.",
  ],
  firefox: () => [
    "Deschideți Setări, Intimitate și securitate, Certificate și acolo „Vezi certificatele…”.",
    "La „Autorități” alegeți „Importă…” și fișierul kontor.crt.",
    "Bifați „Se acordă încredere acestei autorități pentru identificarea siturilor web”.",
  ],
};

const DEVICE_NAMES = {
  windows: "Windows",
  macos: "macOS",
  ios: "iPhone, iPad",
  android: "Android",
  firefox: "Firefox",
};

export const TRUST: InBoth<TrustWords> = {
  en: {
    title: "Trust this box",
    text:
      "The phone system of this office vouches for itself. Tell this device once that you trust it, and its pages open without a warning, encrypted. It can vouch for this office alone, and for no other site.",
    download: "Download kontor.crt",
    compare: "Its fingerprint (SHA-256), which whoever looks after the box can read to you:",
    devices: DEVICE_NAMES,
    steps: (device, root) => EN[device](root),
    then: "Then open",
    none: "The box has no authority of its own yet: its clock is not right.",
  },
  ro: {
    title: "Încredere în această centrală",
    text:
      "Sistemul telefonic al acestui birou garantează pentru el însuși. Spuneți o dată acestui dispozitiv că aveți încredere în el, iar paginile sale se deschid fără avertisment, criptat. Poate garanta numai pentru acest birou și pentru niciun alt site.",
    download: "Descarcă kontor.crt",
    compare: "Amprenta sa (SHA-256), pe care v-o poate citi cine are grijă de centrală:",
    devices: DEVICE_NAMES,
    steps: (device, root) => RO[device](root),
    then: "Apoi deschideți",
    none: "Centrala încă nu are o autoritate a ei: ceasul ei nu este potrivit.",
  },
};
