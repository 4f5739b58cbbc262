// The server has the sentences.
export { socialProblem } from "~/services/sign-in/social/problems";
