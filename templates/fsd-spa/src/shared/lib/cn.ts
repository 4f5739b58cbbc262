import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. Components that are meant to have their classes overridden need tailwind-merge
 * around this; the ones here do not, and a page loads faster without it.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
