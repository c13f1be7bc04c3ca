/** Some browsers take hold of a file only when its reader has said where it goes. */
const KEPT_MS = 60_000;

/** Gives the reader a file, as if he had followed a link to it. */
export function saveAs(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
