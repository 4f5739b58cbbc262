// Goes through every state of both apps' pages while a translator changes them, as browsers do:
// `node scripts/smoke/translation.ts [app] …`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { statesOf } from "../contact-sheet/states.ts";
import { translate } from "../contact-sheet/translator.ts";
import { startVisit } from "../contact-sheet/visit.ts";
import { screenshots } from "./newcomer.ts";
import { report } from "./run-timed.ts";

const apps = process.argv.slice(2);
for (const app of apps.length > 0 ? apps : ["react-router-sqlite", "fsd-spa"]) {
  await goThrough(app);
}

async function goThrough(app: string) {
  const started = Date.now();
  const folder = await mkdtemp(join(tmpdir(), "create-auth-app-translation-"));
  const { visit, end } = await startVisit(app, folder);
  const { page } = visit;
  const states = statesOf(app);
  try {
    const broken = await translate(page);
    for (const { name, reach } of states) {
      try {
        await reach(visit);
        await page.waitForLoadState("networkidle");
      } catch (error) {
        await page.screenshot({ path: join(screenshots, `translation-${app}.png`) });
        broken.push((error as Error).message);
      }
      if (broken.length > 0) throw new Error(`${app}, translated: ${name}:\n${broken.join("\n")}`);
    }
  } finally {
    await end();
    await rm(folder, { recursive: true, force: true });
  }
  report(app, `${states.length} states while they're translated`, started);
}
