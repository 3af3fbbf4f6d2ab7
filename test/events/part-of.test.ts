import { partOf } from '../../lib/events/part-of';
import { facts } from '../remediation/a-loop';

const where = { account: '111122223333', region: 'eu-west-1' };

test.each([
  ['noise', 'arn:aws:guardduty:eu-west-1:111122223333:noise'],
  ['arn:aws:guardduty:eu-west-1:111122223333:detector/d-1', 'arn:aws:guardduty:eu-west-1:111122223333:detector/d-1'],
])('%s is known as %s', (id, arn) => {
  expect(partOf('guardduty', id, where, facts)).toEqual({ type: 'AWS::guardduty::Part', id, arn, ...where });
});
