/** A number as customer databases and pages write it, as it is dialled: `tel:+40 (722) 000-111`. */
export function dialable(written: string): string {
  return written.trim().replace(/^(tel|callto):/i, "").replace(/[\s().-]/g, "");
}
