// All 10,000 simulated runs over which an interval keeps its promise.
import { coverageTests } from './coverage-runs.ts';

coverageTests(1);
