/**
 * What the box remembers: the office and its history, the record of calls, and which phones were here. Ports, their
 * in-memory twin, and the pure parts of the real ones, which live in `io/`: SQLite on threads of its own, and KV.
 *
 * @module
 */
export { type Account, type AuditLine, type Passkey, type Role, ROLES, type Session } from "./account.ts";
export { API_SCOPES, type ApiKey, type ApiScope, hashOfKey, isApiScope } from "./api_key.ts";
export {
  type ContactChange,
  type ImportUndo,
  MOST_PAST_CHANGES,
  type PastChange,
  type StoredContact,
  type StoredContacts,
} from "./contact.ts";
export type { DayState } from "./day_chain.ts";
export { KeyRing } from "./key_ring.ts";
export { MemoryDisk, openMemoryStore } from "./memory.ts";
export type {
  AccountStore,
  AuditLog,
  AuditQuestion,
  ContactStore,
  Cursors,
  Keepers,
  KeyStore,
  NotebookStore,
  OfficeChange,
  OfficeStore,
  RecentCall,
  RecordDay,
  RecordLog,
  RecordReader,
  RecordUpkeep,
  RegistrationStore,
  Revision,
  SessionStore,
  Store,
  StoredOffice,
} from "./ports.ts";
export { FULL_PAST } from "./record_queue.ts";
export { fromStored, type StoredBinding, type StoredFlow, toStored } from "./stored_binding.ts";
