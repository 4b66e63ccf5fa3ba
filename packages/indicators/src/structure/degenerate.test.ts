import { describeDegenerate } from '../contract/degenerate.fixture.ts';

describeDegenerate('structure', {});
