import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { refusedFor, type SignInStep, start } from "@/shared/api";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { forgetCode, getStep, sendCode, signInWithCode } from "../api/email-code";
import { keepLastWay } from "./last-way"; // @feature several-ways
import { type SignInHandlers, settle } from "./sign-in-answer";

const stepKey = ["sign-in-step"];

/** After these, none of the codes that were sent will work. */
const dead = ["OTP_EXPIRED", "TOO_MANY_ATTEMPTS"] as const;

/** Begins with the step that the server has written into the page. */
export function beginWithStep(queries: QueryClient): void {
  queries.setQueryData<SignInStep>(stepKey, start.signInStep);
}

/** Signing in with a code: the two steps, and where between them this browser is. */
export function useCode(handlers: SignInHandlers) {
  const queries = useQueryClient();
  const setStep = (step: SignInStep) => queries.setQueryData<SignInStep>(stepKey, step);
  const { data: step = null } = useQuery({ queryKey: stepKey, queryFn: getStep });

  const send = useSingleMutation({
    mutationFn: sendCode,
    onSuccess(next) {
      setStep(next);
      verify.reset();
    },
  });
  const verify = useSingleMutation({
    mutationFn: (code: string) => signInWithCode(step?.email ?? "", code),
    onSuccess(answer) {
      setStep(null);
      keepLastWay("email-code"); // @feature several-ways
      return settle(answer, handlers);
    },
  });
  const forget = useSingleMutation({
    mutationFn: forgetCode,
    onSuccess() {
      setStep(null);
      send.reset();
      verify.reset();
    },
  });

  const over = step?.over ?? dead.find((code) => refusedFor(verify.error, code)) ?? null;
  return { step, over, send, refusal: useRefusal(send), verify, forget };
}

export type Code = ReturnType<typeof useCode>;
