/**
 * Light or dark, before the first stroke is drawn: as the reader chose, or else as his machine is set.
 *
 * @module
 */
const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset["theme"] = chosen;
