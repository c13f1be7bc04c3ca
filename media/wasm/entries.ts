/** What `kernels.wasm` exports. `at`, `from` and `to` are addresses in its memory, counts are of samples or octets. */
export interface Entries {
  /** Where static data ends: must not reach the scratch. */
  readonly staticEnd: WebAssembly.Global;

  /** G.711: `count` codes <-> as many samples. Addresses need no alignment, source and target must not overlap. */
  alawDecode(from: number, to: number, count: number): void;
  alawEncode(from: number, to: number, count: number): void;
  ulawDecode(from: number, to: number, count: number): void;
  ulawEncode(from: number, to: number, count: number): void;

  /** G.722: `count` codes <-> twice as many samples at 16 kHz. A state is 256 octets, and must be reset first. */
  g722Reset(state: number): void;
  g722Encode(state: number, from: number, to: number, count: number): void;
  g722Decode(state: number, from: number, to: number, count: number): void;
}
