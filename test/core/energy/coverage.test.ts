// 2,500 of the 10,000 simulated runs over which an interval keeps its promise; all of them in coverage.deep.test.ts.
import { coverageTests } from './coverage-runs.ts';

coverageTests(0.25);
