/** Small letters, none with a sign: `Ștefan` is found as `stefan`. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
