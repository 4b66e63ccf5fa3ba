import { config } from 'zod';

// zod compiles schemas with `new Function` unless told otherwise; the page's content security policy forbids that, and the
// attempt alone would be reported. Imported before any schema is made.
config({ jitless: true });
