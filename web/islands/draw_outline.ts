/** How loud a sound is from moment to moment, 0 to 255: a row for each side. */
export type Outline = readonly (readonly number[])[];

/** Draws each side in a band of its own; what was heard is darker. */
export function drawOutline(canvas: HTMLCanvasElement, outline: Outline, heard: number): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const sharp = devicePixelRatio;
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.scale(sharp, sharp);
  // As the style sheet resolves them for this theme: a pen knows no variables.
  const { color: ahead, caretColor: behind } = getComputedStyle(canvas);
  const band = height / outline.length;
  for (const [side, row] of outline.entries()) {
    const [middle, step] = [band * (side + 0.5), width / row.length];
    for (const [column, loud] of row.entries()) {
      // Voices are quiet most of the time: the root shows them.
      const tall = Math.max(1, Math.sqrt(loud / 255) * (band - 2));
      pen.fillStyle = column / row.length < heard ? behind : ahead;
      pen.fillRect(column * step, middle - tall / 2, Math.max(1, step - 0.5), tall);
    }
  }
}
