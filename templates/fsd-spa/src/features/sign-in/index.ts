export type { SignInAnswer } from "./model/sign-in-answer";
export { beginWithStep, useCode } from "./model/use-code"; // @feature email-code
export { CodeForm } from "./ui/CodeForm"; // @feature email-code
export { EmailForm } from "./ui/EmailForm";
