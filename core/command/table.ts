/** A table for people: columns as wide as their widest cell, two spaces apart, no lines drawn. */
export function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => [...row[at] ?? ""].length)));
  return all.map((row) => `${row.map((cell, at) => pad(cell, widths[at] ?? 0)).join("  ").trimEnd()}\n`).join("");
}

// Letters, not UTF-16 units: names have letters from everywhere.
function pad(cell: string, width: number): string {
  return cell + " ".repeat(Math.max(0, width - [...cell].length));
}

/** Milliseconds as people say them: `4 s`, `3:07`, `2:03:07`, `5 d 2:03:07`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60),
  ];
  const two = (count: number): string => String(count).padStart(2, "0");
  if (seconds < 3600) return `${minutes}:${two(seconds % 60)}`;
  return `${days === 0 ? "" : `${days} d `}${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
