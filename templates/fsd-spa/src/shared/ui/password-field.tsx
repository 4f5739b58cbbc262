import { type ComponentProps, useState } from "react";
import { SHORTEST_PASSWORD } from "~/services/sign-in/password/rules";
import { Field } from "./field";
import { Eye, EyeOff } from "./icons";

export const passwordHint = `At least ${SHORTEST_PASSWORD} characters. A short sentence works well.`;

/** A field for a password, which can be shown while typing it. */
export function PasswordField(props: ComponentProps<typeof Field>) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      missing="Enter your password."
      {...props}
      type={shown ? "text" : "password"}
      // Edge brings a button of its own.
      className="pr-11 [&::-ms-reveal]:hidden"
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <button
          type="button"
          aria-label="Show password"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 flex w-11 cursor-pointer items-center justify-center rounded-lg text-muted-foreground hover:text-foreground focus-visible:outline-2 focus-visible:-outline-offset-4 focus-visible:outline-ring [&_svg]:size-5"
        >
          {shown ? <EyeOff /> : <Eye />}
        </button>
      }
    />
  );
}
