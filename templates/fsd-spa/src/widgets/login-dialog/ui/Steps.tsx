import { useState } from "react"; // @feature two-factor
import type { Viewer } from "@/entities/user";
import {
  SecondFactor, // @feature two-factor
  SignIn,
} from "@/features/sign-in";

/** The same steps as on the sign-in page. */
export function Steps({ onSignedIn }: { onSignedIn: (viewer: Viewer) => void }) {
  // @feature two-factor
  const [asked, setAsked] = useState(false);
  if (asked) return <SecondFactor onSignedIn={onSignedIn} onBeginAgain={() => setAsked(false)} />;
  // @end
  return (
    <SignIn
      onSignedIn={onSignedIn}
      onSecondFactor={() => setAsked(true)} // @feature two-factor
    />
  );
}
