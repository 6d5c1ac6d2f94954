// node .ci/count.mjs FOLDER [FAILED STEP…]: adds up vitest's JSON reports, names what failed, prints the last line for CI.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first lines of what a test failed with: the end of the log must tell it. */
const why = ({ failureMessages }) =>
  failureMessages.map((message) => message.split('\n').slice(0, 8).join('\n').replaceAll(/^/gm, '    ')).join('\n');

const [folder, ...failedSteps] = process.argv.slice(2);
const count = { passed: 0, failed: 0, skipped: 0 };
const failedTests = [];
const skipped = new Map();
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
      if (outcome === 'failed') failedTests.push(`${name}: ${test.fullName}\n${why(test)}`);
      if (outcome === 'skipped') {
        const group = test.ancestorTitles.join(' ') || test.title;
        skipped.set(group, (skipped.get(group) ?? 0) + 1);
      }
    }
  }
}
if (failedTests.length > 0) console.log(`Failed tests:\n${failedTests.map((test) => `  ${test}`).join('\n')}\n`);
if (skipped.size > 0)
  console.log(`Skipped tests:\n${[...skipped].map(([group, many]) => `  ${many} × ${group}`).join('\n')}\n`);
// Steps that run no tests of their own, such as lint, count as one failure each when they fail.
const stepsBesides = failedSteps.length > 0 && count.failed === 0 ? failedSteps.length : 0;
const failed = count.failed + stepsBesides;
console.log(`${count.passed} passed, ${failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`);
process.exitCode = failedSteps.length > 0 || failed > 0 ? 1 : 0;
