import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { emailOTP } from "better-auth/plugins";
import { db, provider } from "~/db";

export const auth = betterAuth({
  database: drizzleAdapter(db, { provider }),
  plugins: [
    emailOTP({
      async sendVerificationOTP({ email, otp, type }) {
        console.log(`Sending ${type} OTP to ${email} ${otp}`);
      },
    }),
  ],
});
