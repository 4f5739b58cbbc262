export { newBrowserStep } from "./api/new-browser"; // @feature password
export { getSecondFactorStep } from "./api/two-factor"; // @feature two-factor
// @feature password
export { keepLastWay } from "./model/last-way"; // @feature several-ways
export { type SignInHandlers, settle } from "./model/sign-in-answer";
// @end
export { announceSignIn } from "./model/sign-in-elsewhere"; // @feature social
export { beginWithStep } from "./model/use-code"; // @feature email-code
export { EmailLink } from "./ui/EmailLink";
export {
  LoginCard,
  MailboxNote,
  type SecondStepProps, // @feature password|two-factor
  StepFooter, // @feature password
  type StepProps,
} from "./ui/LoginCard";
export { CreatePasskey } from "./ui/passkey/CreatePasskey"; // @feature code-recovery
export { SignIn } from "./ui/SignIn";
// @feature password|two-factor

// What follows the first step is loaded when someone gets there.
// @end
// @feature password

export async function loadNewBrowser() {
  const { NewBrowser } = await import("./ui/password/NewBrowser");
  return NewBrowser;
}
// @end
// @feature two-factor

export async function loadSecondFactor() {
  const { SecondFactor } = await import("./ui/two-factor/SecondFactor");
  return SecondFactor;
}
// @end
