import { z } from "zod";
import { LONGEST_EMAIL } from "~/email-length";

export const emailAddress = z.string().trim().toLowerCase().max(LONGEST_EMAIL).pipe(z.email());
