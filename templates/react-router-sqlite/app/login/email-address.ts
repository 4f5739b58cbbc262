import { z } from "zod";

export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
