// Prints the scores of a site with TLS on this machine: scan.mjs HOST:PORT PATH...
// The scanner's lists of preloaded hosts and of domains are from the net, so it gets
// empty ones. It takes no port or path, but puts its host into addresses as it is.
import { writeFileSync } from "node:fs";

const [host, ...paths] = process.argv.slice(2);
const scanner = new URL(import.meta.resolve("@mdn/mdn-http-observatory"));
for (const [name, list] of [["hsts-preload", "{}"], ["tld-list", "[]"]]) {
  writeFileSync(new URL(`../conf/${name}.json`, scanner), list);
}
const { scan } = await import("@mdn/mdn-http-observatory");
const results = {};
for (const path of paths) {
  const { scan: whole, tests } = await scan(host + path);
  const failed = Object.keys(tests).filter((name) => !tests[name].pass);
  const found = Object.fromEntries(
    Object.entries(tests).map(([name, test]) => [name, test.result]),
  );
  results[path] = { score: whole.score, failed, found };
}
console.log(JSON.stringify(results));
