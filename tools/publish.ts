import { publishable } from './publish/publishable.ts';

// npm run publishable: puts the packages that stand on their own into packages/*/build/package, ready for `npm publish`.
for (const name of ['indicators']) console.log(`publishable: ${await publishable(name)}`);
