// node .ci/count.mjs FOLDER [FAILED STEP…]: adds up vitest's JSON reports, names what failed, prints the last line for CI.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...failedSteps] = process.argv.slice(2);
const count = { passed: 0, failed: 0, skipped: 0 };
const failedTests = [];
const skippedBecause = new Map();
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  for (const file of report.testResults) {
    // A file that could not be loaded has no tests, yet it failed.
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      count.failed += 1;
      failedTests.push(`${name}: ${file.name}: ${file.message}`);
    }
    for (const test of file.assertionResults) {
      const outcome = test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped';
      count[outcome] += 1;
      if (outcome === 'failed') failedTests.push(`${name}: ${test.fullName}`);
      if (outcome === 'skipped') skippedBecause.set(`${test.fullName}`, name);
    }
  }
}
if (failedTests.length > 0) console.log(`Failed tests:\n${failedTests.map((test) => `  ${test}`).join('\n')}\n`);
if (skippedBecause.size > 0)
  console.log(`Skipped tests:\n${[...skippedBecause.keys()].map((test) => `  ${test}`).join('\n')}\n`);
// Steps that run no tests of their own, such as lint, count as one failure each when they fail.
const stepsBesides = failedSteps.length > 0 && count.failed === 0 ? failedSteps.length : 0;
const failed = count.failed + stepsBesides;
console.log(`${count.passed} passed, ${failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`);
process.exitCode = failedSteps.length > 0 || failed > 0 ? 1 : 0;
