import { boundaryTags } from '../../lib/config/boundary-tags';

it('says why an account is separate', () => {
  const boundary = {
    data: 'regulated',
    businessUnit: 'finance',
    workload: 'payments',
    function: 'production',
  } as const;
  expect(boundaryTags(boundary, 'member')).toEqual({
    'breakwater:account-role': 'member',
    'breakwater:data-classification': 'regulated',
    'breakwater:business-unit': 'finance',
    'breakwater:workload': 'payments',
    'breakwater:function': 'production',
  });
});

it('says nothing about what is not known', () => {
  expect(boundaryTags({}, 'security')).toEqual({ 'breakwater:account-role': 'security' });
});
