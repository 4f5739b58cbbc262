export { type SignInHandlers, settle } from "./model/sign-in-answer"; // @feature password
export { beginWithStep } from "./model/use-code"; // @feature email-code
export { SecondFactor } from "./ui/SecondFactor"; // @feature two-factor
export { SignIn } from "./ui/SignIn";
