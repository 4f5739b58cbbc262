import type { AnswersOf, Catalogue, catalogue } from "./catalogue.ts";

/** A name for a set of answers, as `--template` takes it. */
export interface Preset<C extends Catalogue = Catalogue> {
  /** One line for `--help`. */
  help: string;
  answers: Partial<AnswersOf<C>>;
}

export type Presets<C extends Catalogue = Catalogue> = Readonly<Record<string, Preset<C>>>;

export const presets: Presets<typeof catalogue> = {
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
};
