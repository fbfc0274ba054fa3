// Counts the tests for the last line of `npm test`, and lists the skipped ones with their reason.
import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** File for the totals as JSON, read by the script that prints the last line. */
export const TOTALS_FILE_VARIABLE = 'WATTPROOF_TEST_TOTALS';

export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const totals: Totals = { passed: 0, failed: unhandled.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      let failed_inside = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') totals.passed += 1;
        else if (result.state === 'failed') failed_inside += 1;
        else {
          totals.skipped += 1;
          const reason = result.state === 'skipped' ? result.note : 'it never ended';
          skipped.push(`  ${module.relativeModuleId}: ${test.fullName}: ${reason ?? 'no reason given'}`);
        }
      }
      // A file that could not be read or whose set-up failed has no failed test, yet it did not pass.
      totals.failed += module.ok() ? failed_inside : Math.max(1, failed_inside);
    }
    if (skipped.length > 0) process.stdout.write(`\nskipped:\n${skipped.join('\n')}\n`);
    const file = process.env[TOTALS_FILE_VARIABLE];
    if (file) writeFileSync(file, JSON.stringify(totals));
  }
}
