/**
 * What the box remembers: the office and its history, the record of calls, and which phones were here. Ports, their
 * in-memory twin, and the pure parts of the real ones, which live in `io/`: SQLite on threads of its own, and KV.
 *
 * @module
 */
export { API_SCOPES, type ApiKey, type ApiScope, hashOfKey, isApiScope } from "./api_key.ts";
export type { DayState } from "./day_chain.ts";
export { KeyRing } from "./key_ring.ts";
export { MemoryDisk, openMemoryStore } from "./memory.ts";
export type {
  Cursors,
  KeyStore,
  NotebookStore,
  OfficeChange,
  OfficeStore,
  RecentCall,
  RecordDay,
  RecordLog,
  RecordReader,
  RegistrationStore,
  Revision,
  Store,
  StoredOffice,
} from "./ports.ts";
export { FULL_PAST } from "./record_queue.ts";
export { fromStored, type StoredBinding, type StoredFlow, toStored } from "./stored_binding.ts";
