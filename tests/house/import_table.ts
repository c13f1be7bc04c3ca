/**
 * Who may import whom: the table of `.github/ARCHITECTURE.md`, as data. A room is a second-level folder; an `io` folder
 * inside a room is a door to the world of its own.
 *
 * @module
 */

/** For every room the rooms whose doors it may open. A room may always open its own files, and nobody's `io/`. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "core/base": [],
  "core/sip": ["core/base"],
  "core/sdp": ["core/base"],
  "core/sound": ["core/base", "core/sdp"],
  "core/stun": ["core/base"],
  "core/trace": ["core/base"],
  "core/transaction": ["core/base", "core/sip"],
  "core/dialog": ["core/base", "core/sip"],
  "core/rates": ["core/base"],
  "core/directory": ["core/base", "core/rates", "core/sound", "core/notebook"],
  "core/registrar": ["core/base", "core/sip", "core/directory"],
  "core/admission": ["core/base", "core/sip", "core/directory", "core/registrar"],
  "core/notebook": ["core/base"],
  "core/mailbox": ["core/base", "core/directory", "core/mail", "core/notebook", "core/record"],
  "core/archive": ["core/base", "core/directory", "core/notebook", "core/record"],
  "core/mail": ["core/base", "core/notebook"],
  "core/crm": ["core/base", "core/directory", "core/mail", "core/notebook", "core/record", "core/routing"],
  "core/routing": ["core/base", "core/sip", "core/rates", "core/directory"],
  "core/trunk": ["core/base", "core/sip", "core/directory"],
  "core/record": ["core/base", "core/sound"],
  "core/presence": ["core/base", "core/sip", "core/dialog", "core/directory", "core/record"],
  "core/call": [
    "core/base",
    "core/sip",
    "core/sdp",
    "core/sound",
    "core/transaction",
    "core/dialog",
    "core/directory",
    "core/registrar",
    "core/record",
  ],
  "core/script": [
    "core/base",
    "core/call",
    "core/directory",
    "core/mailbox",
    "core/notebook",
    "core/record",
    "core/routing",
    "core/sdp",
    "core/sound",
  ],
  "core/switchboard": [
    "core/base",
    "core/sip",
    "core/sdp",
    "core/sound",
    "core/stun",
    "core/trace",
    "core/transaction",
    "core/dialog",
    "core/directory",
    "core/registrar",
    "core/admission",
    "core/routing",
    "core/trunk",
    "core/record",
    "core/mail",
    "core/archive",
    "core/mailbox",
    "core/notebook",
    "core/presence",
    "core/call",
    "core/script",
  ],
  "core/mdns": ["core/base"],
  "core/phone": ["core/base", "core/sip", "core/sdp", "core/transaction", "core/dialog"],
  "core/config": ["core/base", "core/directory", "core/mail", "core/rates", "core/routing", "core/sound"],
  "core/certificate": ["core/base", "core/config"],
  // Of the numbers' room it needs how callers are told apart: who called again is kept by the hour.
  "core/store": [
    "core/base",
    "core/config",
    "core/directory",
    "core/notebook",
    "core/record",
    "core/registrar",
    "core/routing",
  ],
  "core/command": [
    "core/base",
    "core/certificate",
    "core/sip",
    "core/sdp",
    "core/config",
    "core/directory",
    "core/mail",
    "core/mail/io",
    "core/rates",
    "core/record",
    "core/registrar",
    "core/phone",
    "core/phone/io",
    "core/store",
    "core/stun",
    "core/switchboard",
    "core/trace",
    "core/io",
    "core/store/io",
  ],
  "media/plane": ["core/base", "core/sdp", "core/sound"],
  "media/*": ["core/base", "core/sdp", "core/sound", "core/stun", "media/*"],
  "features/*": [
    "core/base",
    "core/call",
    "core/script",
    "core/directory",
    "core/mailbox",
    "core/notebook",
    "core/record",
    "core/store",
  ],
  // A reading of rows, no script: of the numbers' room it needs how callers are told apart; and it tells people of them.
  "features/missed": ["core/base", "core/directory", "core/mail", "core/notebook", "core/record", "core/routing"],
  // A reading of rows, too; what is to be made when is the office's.
  // The phone book: numbers are told apart, and people named, as everywhere else.
  "features/contacts": ["core/base", "core/crm", "core/directory", "core/routing", "core/store"],
  // A reading of the record that sends what it reads, and keeps how far it has come.
  "features/webhooks": ["core/base", "core/directory", "core/mail", "core/notebook", "core/record", "core/store"],
  "features/reports": ["core/base", "core/directory", "core/mail", "core/rates", "core/record", "core/routing"],
  "features/table": ["core/script", "core/call", "features/*"],
  "web/*": [
    "core/base",
    "core/call",
    "core/certificate",
    "core/config",
    "core/directory",
    "core/record",
    "core/routing",
    "core/store",
    "core/switchboard",
    "features/*",
    "web/*",
  ],
  // The phone in a browser judges what it hears as the box does.
  "web/softphone": ["media/rtp"],
  "ai/*": ["core/base", "core/record", "media/plane", "ai/*"],
  "firewall/*": ["core/base", "core/record", "firewall/*"],
};

/**
 * What an `io` folder may open besides what its own room may: the drivers carry out what the pure rooms decide, so
 * they see the types of those decisions.
 */
export const IO_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "core/io": [
    "core/base",
    "core/certificate",
    "core/certificate/io",
    "core/sip",
    "core/sdp",
    "core/sound",
    "core/stun",
    "core/trace",
    "core/directory",
    "core/registrar",
    "core/record",
    "core/config",
    "core/mail",
    "core/store",
    "core/routing",
    "core/switchboard",
  ],
  // What they keep for the box alone is sealed, and written whole.
  "core/certificate/io": ["core/base/io"],
  "core/mail/io": ["core/base/io"],
  "web/desk/io": ["web/assets/io", "web/live/io", "web/sign_in/io"],
  // The thread that reads the record has the features' keepers on it.
  "features/asterisk/io": ["core/store/io"],
  "features/missed/io": ["core/store", "core/store/io"],
  "features/table/io": [
    "core/base",
    "core/crm/io",
    "core/directory",
    "core/mail",
    "core/notebook",
    "core/store",
    "core/store/io",
    "features/asterisk/io",
    "features/contacts/io",
    "features/missed/io",
    "features/reports/io",
  ],
  // Reports are made in a worker of their own, which reads the rows itself and seals what it has written.
  "features/reports/io": ["core/store/io", "media/file", "media/file/io"],
  "media/io": ["media/wasm/io", "media/file/io"],
  "media/record/io": ["media/wasm/io", "media/file/io"],
  "media/listen/io": ["media/wasm/io", "media/file/io"],
  // It joins the threads of sound; each of them stays in its own room.
  "media/server/io": ["media/io", "media/record/io", "media/reel/io"],
  "media/reel/io": ["media/wasm/io", "media/file/io", "media/prompts/io"],
};

/** Files of more than 400 lines, each with the reason why it is not several files. */
export const LONG_FILES: Readonly<Record<string, string>> = {};

/** The fixed top level: what may lie beside the rooms. */
export const TOP_LEVEL: readonly string[] = [
  "main.ts",
  "core",
  "media",
  "features",
  "web",
  "ai",
  "firewall",
  "tests",
  "deno.json",
  "deno.lock",
  "Dockerfile.arm64",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  ".github",
  ".ci",
  ".gitignore",
];

/** Names that say nothing about what a file knows. */
export const EMPTY_NAMES: readonly string[] = ["util", "utils", "helper", "helpers", "common", "manager", "misc"];
