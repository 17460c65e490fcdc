import { runScript } from "./lib/lifecycle";
import { runProduct } from "./lib/product";

await runScript(() => runProduct("start"));
