import { buildDirectory, type Directory } from "../../core/directory/mod.ts";

/** An office of nobody, with the usual rules of missed calls. */
export const MISSED_OFFICE: Directory = buildDirectory({
  office: { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  extensions: [],
}, { revision: 1, realm: "kontor" });
