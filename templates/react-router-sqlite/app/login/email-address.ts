import { z } from "zod";
import { LONGEST_EMAIL } from "~/services/rules";

export const emailAddress = z.string().trim().toLowerCase().max(LONGEST_EMAIL).pipe(z.email());
