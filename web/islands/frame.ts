/**
 * What moves in the frame around every page: the menu on a phone, light and dark, forms that are sent once.
 *
 * @module
 */
for (const button of document.querySelectorAll<HTMLElement>("[data-opens]")) {
  button.addEventListener("click", () => {
    const opened = button.closest<HTMLElement>(`.${button.dataset["opens"]}`);
    const isOpen = opened?.toggleAttribute("data-open") ?? false;
    button.setAttribute("aria-expanded", String(isOpen));
  });
}

for (const button of document.querySelectorAll<HTMLElement>("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const isDark =
      (root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "")) === "dark";
    const next = isDark ? "light" : "dark";
    root.dataset["theme"] = next;
    localStorage.setItem("theme", next);
  });
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    // After the form was read: a button that is off is not sent. What an island keeps for itself is not sent at all.
    setTimeout(() => {
      if (!event.defaultPrevented) form.querySelectorAll("button").forEach((button) => button.disabled = true);
    });
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("form button")) button.disabled = false;
});

export {};
