import { blockFlags, missingFlags, wholeBlock } from '../../lib/policy/public-access-block';

test.each([
  ['the whole block', wholeBlock, []],
  ['words instead of truth', Object.fromEntries(blockFlags.map((flag) => [flag, 'true'])), []],
  ['no block', undefined, blockFlags],
  [
    'half a block',
    { ...wholeBlock, BlockPublicAcls: false, RestrictPublicBuckets: undefined },
    ['BlockPublicAcls', 'RestrictPublicBuckets'],
  ],
])('%s', (_, block, missing) => {
  expect(missingFlags(block)).toEqual(missing);
});
