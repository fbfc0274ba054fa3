// Imported before any schema is made: zod compiles schemas with `eval` where it may, and its mere asking is refused and
// logged by the page's content security policy.
import { z } from 'zod';

z.config({ jitless: true });
