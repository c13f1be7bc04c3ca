/** Who hears of it when somebody calls for help. */
export interface EmergencyNotice {
  /** Mail addresses. */
  readonly tell: readonly string[];
  /** Paging zones whose phones say it. */
  readonly pages: readonly string[];
  /** A program elsewhere, told by POST. */
  readonly webhook?: string;
}

/** An office that names nobody. */
export const DEFAULT_EMERGENCY_NOTICE: EmergencyNotice = Object.freeze({
  tell: Object.freeze([]),
  pages: Object.freeze([]),
});
