import { Form, redirect } from "react-router";
import { Button } from "~/components/button";
import { Input } from "~/components/input";
import { auth } from "~/services/auth.server";
import type { Route } from "./+types/home";

export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const email = String(form.get("email"));

  if (form.get("step") === "email") {
    await auth.api.sendVerificationOTP({ body: { email, type: "sign-in" } });
    return { step: "otp" };
  }
  const { headers } = await auth.api.signInEmailOTP({
    returnHeaders: true,
    body: { email, otp: String(form.get("otp")) },
  });
  return redirect("/dashboard", { headers });
}

export default function Home({ actionData }: Route.ComponentProps) {
  const step = actionData?.step ?? "email";
  return (
    <div className="flex h-screen flex-1 flex-col items-center justify-center p-6">
      <h1 className="mb-6 text-xl font-semibold">Login Form</h1>
      <Form method="post" className="w-full max-w-sm">
        <input type="hidden" name="step" value={step} />
        <Input name="email" placeholder="Enter your Email" />
        {step === "otp" && <Input name="otp" placeholder="Enter your OTP" />}
        <Button type="submit" className="mt-4 w-full">
          Submit
        </Button>
      </Form>
    </div>
  );
}
