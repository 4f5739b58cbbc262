/** All tabs share it, and it is there before the first paint. */
export const storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> = usable()
  ? localStorage
  : inMemory();

/** Some browsers forbid it, by a setting. Then people are signed in until they leave the page. */
function usable() {
  try {
    localStorage.setItem("usable", "");
    localStorage.removeItem("usable");
    return true;
  } catch {
    return false;
  }
}

function inMemory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}
