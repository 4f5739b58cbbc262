import type { ComponentType } from "react";
import { Mail } from "@/shared/ui/icons";
import type { SignInHandlers } from "../model/sign-in-answer";
import { useCode } from "../model/use-code"; // @feature email-code
import { usePassword } from "../model/use-password"; // @feature password
import { CodeButton } from "./email-code/CodeButton"; // @feature email-code
import { CodeForm } from "./email-code/CodeForm"; // @feature email-code
import type { StepProps } from "./LoginCard";
import { NewHere } from "./NewHere"; // @feature email-code|password
import { Or } from "./Or"; // @feature passkey
import { PasskeySignIn } from "./passkey/PasskeySignIn"; // @feature passkey
import { PasswordFields } from "./password/PasswordFields"; // @feature password
import { SignInForm } from "./SignInForm"; // @feature email-code|password
import { SocialProblem } from "./social/SocialProblem"; // @feature social
import { SocialSignIn } from "./social/SocialSignIn"; // @feature social

interface SignInProps extends SignInHandlers {
  onNewBrowser: () => void | Promise<void>; // @feature password
  /** What each step stands in: a page's card, or a dialog. */
  frame: ComponentType<StepProps>;
  /** The session has ended, and the same person signs in once more. */
  again?: boolean;
  // @feature social
  /** Over a page, which has to stay as it is. */
  inPlace?: boolean;
  // @end
}

const first = { title: "Sign in" };
const onceMore = {
  title: "Sign in again",
  description: "Your session has ended. What you typed is still here.",
};

/** Every way to sign in. The address comes first, then each way to sign in with it. */
export function SignIn({ frame: Frame, again = false, ...handlers }: SignInProps) {
  const password = usePassword(handlers); // @feature password
  // @feature email-code
  const code = useCode(handlers);
  if (code.step) return <CodeForm {...code} frame={Frame} step={code.step} />;
  // @end
  // @feature email-code|password
  const refusals = [
    code.refusal, // @feature email-code
    password.emailRefusal, // @feature password
  ];
  // @end
  return (
    <Frame {...(again ? onceMore : first)} icon={<Mail />}>
      <div className="flex flex-col gap-5">
        {!handlers.inPlace && <SocialProblem />} {/* @feature social */}
        {/* @feature email-code|password */}
        <SignInForm refusal={refusals.find(({ problem }) => problem)}>
          {/* @feature password */}
          <PasswordFields
            password={password}
            onNoPassword={code.send.mutate} // @feature email-code
          />
          {/* @end */}
          <CodeButton send={code.send} /> {/* @feature email-code */}
          {/* @feature passkey */}
          <Or />
          <PasskeySignIn {...handlers} />
          {/* @end */}
        </SignInForm>
        {/* @end */}
        <SocialSignIn {...handlers} /> {/* @feature social */}
      </div>
      {!again && <NewHere />} {/* @feature email-code|password */}
    </Frame>
  );
}
