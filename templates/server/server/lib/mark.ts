import { mark } from "~/brand";
import { lightColor } from "./colors";

/** The mark on its tile, as an SVG element with these attributes: `width="32"`, for example. */
export function markSvg(attributes: string) {
  const tile = `<rect width="32" height="32" rx="8" fill="${lightColor("primary")}"/>`;
  const drawing = `<g color="${lightColor("primary-foreground")}" fill="currentColor">${mark}</g>`;
  return `<svg ${attributes} viewBox="0 0 32 32">${tile}${drawing}</svg>`;
}
