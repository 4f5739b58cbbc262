import type { Terminal } from "@xterm/headless";

/** A piece of a line that has one style, and where it begins. */
interface Run {
  column: number;
  width: number;
  text: string;
  color: string;
  bold: boolean;
}

export interface Frame {
  /** How long it's shown, in ms. */
  duration: number;
  lines: Run[][];
}

const cell = { width: 8.4, height: 19 };
const padding = 18;
const bar = 34;
const plain = "#e6e9e7";
const dim = "#8b9691";
const palette = [
  "#3b4340",
  "#f0837a",
  "#6fdcab",
  "#e8c76a",
  "#7fb3f5",
  "#d09af0",
  "#66d0d8",
  plain,
];

/** What the terminal shows, in the colors of the picture. */
export function screenOf({ buffer, rows, cols }: Terminal): Run[][] {
  const { active } = buffer;
  return Array.from({ length: rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    const runs: Run[] = [];
    for (let column = 0; column < cols; column++) {
      const at = line?.getCell(column);
      const text = at?.getChars() ?? "";
      if (!at || text.trim() === "") continue;
      const color = at.isInverse() ? dim : colorOf(at);
      const bold = at.isBold() !== 0;
      const last = runs.at(-1);
      const gap = last ? column - last.column - last.width : 0;
      if (last && last.color === color && last.bold === bold && gap < 3) {
        last.text += " ".repeat(gap) + text;
        last.width += gap + at.getWidth();
      } else {
        runs.push({ column, width: at.getWidth(), text, color, bold });
      }
    }
    return runs;
  });
}

interface Cell {
  isDim(): number;
  isFgDefault(): boolean;
  getFgColor(): number;
}

function colorOf(cell: Cell) {
  if (cell.isFgDefault()) return cell.isDim() ? dim : plain;
  const color = cell.getFgColor();
  if (color === 8) return dim;
  return palette[color % 8] ?? plain;
}

/**
 * An animation: the frames are pictures next to each other, and CSS moves them past a window. Lines
 * that are the same in several frames are drawn once.
 */
export function svgOf(all: readonly Frame[], { columns, rows }: { columns: number; rows: number }) {
  const frames = joined(all);
  const width = Math.ceil(columns * cell.width) + 2 * padding;
  const height = rows * cell.height + padding + bar;
  const drawn = new Map<string, string>();
  const idOf = (runs: Run[]) => {
    const text = runs.map(runText).join("");
    const id = drawn.get(text) ?? `l${drawn.size.toString(36)}`;
    drawn.set(text, id);
    return id;
  };
  const pictures = frames.map(({ lines }, index) => {
    const uses = lines.flatMap((runs, row) =>
      runs.length > 0 ? `<use href="#${idOf(runs)}" y="${row * cell.height}"/>` : [],
    );
    return `<g transform="translate(${index * width})">${uses.join("")}</g>`;
  });
  const total = frames.reduce((sum, { duration }) => sum + duration, 0);
  let start = 0;
  const steps = frames.map(({ duration }, index) => {
    const step = `${((start / total) * 100).toFixed(3)}%{transform:translateX(${-index * width}px)}`;
    start += duration;
    return step;
  });
  const last = -(frames.length - 1) * width;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The command asks five questions, then installs the app, signs in once, and says what to type next.">
<style>
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre}
.b{font-weight:700}
.film{animation:play ${(total / 1000).toFixed(1)}s step-end infinite}
@keyframes play{${steps.join("")}}
@media (prefers-reduced-motion:reduce){.film{animation:none;transform:translateX(${last}px)}}
</style>
<defs>
${[...drawn].map(([text, id]) => `<g id="${id}">${text}</g>`).join("\n")}
</defs>
<rect width="${width}" height="${height}" rx="10" fill="#161b19" stroke="#3b4340"/>
${[0, 1, 2].map((at) => `<circle cx="${padding + 2 + at * 20}" cy="18" r="5.5" fill="#3b4340"/>`).join("")}
<svg x="${padding}" y="${bar}" width="${width - padding}" height="${rows * cell.height}">
<g class="film">
${pictures.join("\n")}
</g>
</svg>
</svg>
`;
}

/** A frame that looks the same as the one before it makes that one longer. */
function joined(frames: readonly Frame[]) {
  const kept: (Frame & { looks: string })[] = [];
  for (const { duration, lines } of frames) {
    const looks = JSON.stringify(lines);
    const last = kept.at(-1);
    if (last?.looks === looks) last.duration += duration;
    else kept.push({ duration, lines, looks });
  }
  return kept;
}

function runText({ column, width, text, color, bold }: Run) {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const x = (column * cell.width).toFixed(1);
  const length = (width * cell.width).toFixed(1);
  const look = `fill="${color}"${bold ? ' class="b"' : ""}`;
  return `<text x="${x}" y="14" textLength="${length}" ${look}>${escaped}</text>`;
}
