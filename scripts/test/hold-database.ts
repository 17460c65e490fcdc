import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../lib/embedded";
import { onStop, runScript } from "../lib/lifecycle";
import { dataFolder, openPlace } from "../lib/place";
import { cleanUp, forgetRunning, recordRunning } from "../lib/running";

/** What `npm start` does with the database, without the rest: the tests of its life and death run this. */
await runScript(async () => {
  const place = openPlace(dataFolder());
  await cleanUp(place);
  recordRunning(place, {});
  onStop(() => forgetRunning(place));
  const { adminUrl } = await startEmbedded(place);
  console.log(`ready ${adminUrl}`);
  await sleep(600_000);
  return 0;
});
