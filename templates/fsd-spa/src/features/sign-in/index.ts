export { getSecondFactorStep } from "./api/two-factor"; // @feature two-factor
// @feature password
export { keepLastWay } from "./model/last-way"; // @feature several-ways
export { type SignInHandlers, settle } from "./model/sign-in-answer";
// @end
export { announceSignIn } from "./model/sign-in-elsewhere"; // @feature social
export { beginWithStep } from "./model/use-code"; // @feature email-code
export { newBrowserStep } from "./model/use-new-browser"; // @feature password
export { EmailLink } from "./ui/EmailLink";
export {
  LoginCard,
  MailboxNote,
  type SecondStepProps, // @feature password|two-factor
  StepFooter, // @feature password
  type StepProps,
} from "./ui/LoginCard";
export { NewBrowser } from "./ui/password/NewBrowser"; // @feature password
export { SignIn } from "./ui/SignIn";
export { SecondFactor } from "./ui/two-factor/SecondFactor"; // @feature two-factor
