/** Turns the night switch of some hours; the box tells what has become of them. */
export function turnNight(hours: string, on: boolean): void {
  const body = new URLSearchParams({ on: on ? "yes" : "no" });
  void fetch(`/live/hours/${encodeURIComponent(hours)}/night`, { method: "POST", body });
}
