import { useState } from "react";
import { PasskeyProblem } from "./ceremonies";

/** Asks the device for something when a button is pressed, and sends what it says. */
export function useDevice(
  askDevice: () => Promise<string | null>,
  send: (response: string) => Promise<void> | void,
) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function ask() {
    if (asking) return;
    setProblem(undefined);
    setAsking(true);
    try {
      const response = await askDevice();
      if (response) await send(response);
    } catch (error) {
      if (!(error instanceof PasskeyProblem)) throw error;
      setProblem(error.message);
    } finally {
      setAsking(false);
    }
  }

  return { asking, problem, ask };
}
