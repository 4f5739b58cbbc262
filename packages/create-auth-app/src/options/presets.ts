import type { Answers } from "./catalogue.ts";
import type { AnyAnswers } from "./option.ts";

/** A set of answers with a name, for `--template`. */
export interface Preset {
  /** One line for `--help`. */
  help: string;
  answers: AnyAnswers;
}

export type Presets = Readonly<Record<string, Preset>>;

export const presets = {
  "react-router-sqlite": {
    help: "React Router, SQLite",
    answers: { framework: "react-router", database: "sqlite" },
  },
  postgres: {
    help: "React Router, PostgreSQL",
    answers: { framework: "react-router", database: "postgres" },
  },
  "fsd-spa": {
    help: "Vite + React SPA, Feature-Sliced Design",
    answers: { framework: "fsd-spa" },
  },
} satisfies Record<string, Preset & { answers: Partial<Answers> }>;
