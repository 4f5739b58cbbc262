// @feature email-code
import { useEffect, useState } from "react";

/** The seconds left of `seconds`. Starts anew when `seconds` or `round` changes. */
export function useCountdown(seconds: number, round: unknown): number {
  const [left, setLeft] = useState(seconds);

  // A new round starts the clock anew, also when it lasts as long as the last one.
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [seconds, round]);

  return left;
}
