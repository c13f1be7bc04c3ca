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
    showTheme();
  });
}
for (const choice of document.querySelectorAll<HTMLSelectElement>("[data-theme-choice]")) {
  choice.addEventListener("change", () => {
    if (choice.value === "") {
      localStorage.removeItem("theme");
      delete document.documentElement.dataset["theme"];
    } else {
      localStorage.setItem("theme", choice.value);
      document.documentElement.dataset["theme"] = choice.value;
    }
  });
}
showTheme();

/** Where it is chosen from a list it stands as it is; the empty one is as the reader's machine is set. */
function showTheme(): void {
  for (const choice of document.querySelectorAll<HTMLSelectElement>("[data-theme-choice]")) {
    choice.value = localStorage.getItem("theme") ?? "";
  }
}

// What was typed and not sent is not lost by a slip: the browser asks before it leaves the page.
const typed = new Set<HTMLFormElement>();
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keeps]")) {
  if (form.dataset["keeps"] === "typed") typed.add(form);
  form.addEventListener("input", () => typed.add(form));
}
addEventListener("submit", () => typed.clear());
addEventListener("beforeunload", (event) => {
  if (typed.size > 0) event.preventDefault();
});

// What only asks changes nothing, and where it answers with a file this page stays: it may ask again.
for (const form of document.querySelectorAll<HTMLFormElement>("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    // After the form was read: a button that is off is not sent. What an island keeps for itself is not sent at all.
    setTimeout(() => {
      if (event.defaultPrevented) return;
      form.querySelectorAll("button").forEach((button) => button.disabled = true);
      // What takes longer than a second is shown to go on.
      if (event.submitter !== null) event.submitter.ariaBusy = "true";
    });
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("form button")) {
    button.disabled = false;
    button.ariaBusy = null;
  }
});

export {};
