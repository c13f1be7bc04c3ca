import type { ApiScope } from "../../core/store/mod.ts";
import type { InBoth } from "./in_both.ts";

/** What each scope of the REST interface lets a program do. */
export type ScopeWords = Readonly<Record<ApiScope, string>>;

export const SCOPES: InBoth<ScopeWords> = {
  en: {
    "calls:read": "Read the calls that have ended",
    "calls:dial": "Have an extension call a number",
    "calls:steer": "Hold, transfer, park, record and end running calls",
    "contacts:read": "Read the phone book",
    "contacts:write": "Change the phone book, and import into it",
    "live:read": "See who talks with whom at this moment",
    "missed:read": "Read missed calls",
    "missed:write": "Settle missed calls, open them again, forget callers",
    "queues:read": "See the queues and their agents",
    "queues:write": "Log agents in and out, move callers in queues",
    "office:read": "Read the office's settings, without their secrets",
    "office:write": "Change the office's settings",
    "pages:write": "Speak over loudspeakers",
    "presence:read": "See how somebody is",
    "presence:write": "Say how somebody is",
    "record:read": "Read all that happened in calls, as it happens",
    "reports:read": "Read reports",
    "webhooks:read": "See the webhooks and what waits for them",
    "webhooks:write": "Send again or throw away what was given up",
  },
  ro: {
    "calls:read": "Citește apelurile încheiate",
    "calls:dial": "Pune un interior să sune un număr",
    "calls:steer": "Pune în așteptare, transferă, parchează, înregistrează și încheie apeluri",
    "contacts:read": "Citește agenda",
    "contacts:write": "Schimbă agenda și importă în ea",
    "live:read": "Vede cine vorbește cu cine acum",
    "missed:read": "Citește apelurile pierdute",
    "missed:write": "Rezolvă apeluri pierdute, le redeschide, uită apelanți",
    "queues:read": "Vede cozile și agenții lor",
    "queues:write": "Conectează și deconectează agenți, mută apelanți în cozi",
    "office:read": "Citește setările biroului, fără secretele lor",
    "office:write": "Schimbă setările biroului",
    "pages:write": "Vorbește prin difuzoare",
    "presence:read": "Vede cum este cineva",
    "presence:write": "Spune cum este cineva",
    "record:read": "Citește tot ce s-a întâmplat în apeluri, pe măsură ce se întâmplă",
    "reports:read": "Citește rapoarte",
    "webhooks:read": "Vede webhookurile și ce așteaptă pentru ele",
    "webhooks:write": "Trimite din nou sau aruncă ce a fost abandonat",
  },
};
