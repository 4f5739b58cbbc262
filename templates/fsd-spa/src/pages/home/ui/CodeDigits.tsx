import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";

const digits = [..."4029175836"].slice(0, CODE_LENGTH).map((digit, place) => ({ digit, place }));

/** The code as it comes. */
export function CodeDigits() {
  return (
    <div className="mt-5 grid auto-cols-fr grid-flow-col gap-1.5 sm:gap-2">
      {digits.map(({ digit, place }) => (
        <span
          key={place}
          className="flex aspect-4/5 items-center justify-center rounded-lg bg-muted font-mono text-xl font-medium sm:text-2xl"
        >
          {digit}
        </span>
      ))}
    </div>
  );
}
