/** What stands in a field of a form; empty where it is not there, or is a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Where to go back to: a path of ours, and nothing that leads elsewhere (`//evil.example`, `/\evil`). */
export function safeBack(path: string | null): string {
  return path !== null && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : "/";
}
