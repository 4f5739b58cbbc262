export { beginHandover, takeVerifier } from "./handover"; // @feature social
export { keepSignInState, readSignInState, SIGN_IN_STATE } from "./sign-in-state";
export {
  areFresh,
  isTokenPair,
  keepTokens,
  readTokens,
  resetTokens,
  type TokenPair,
  type Tokens,
} from "./token-store";
