import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAcknowledgements } from '../../lib/assembly/acknowledgements';

const found = (acknowledgedId: string, reason: string, count = 1) => ({
  acknowledgedId,
  reason,
  violatingConstructs: Array.from({ length: count }, () => ({})),
});
const why = 'a dead-letter queue has none itself';

test('acknowledgements are counted by rule and reason', () => {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const pluginReports = [
    {
      suppressedViolations: [
        found('AwsSolutions::AwsSolutions-SQS3', why, 2),
        found('AwsSolutions::AwsSolutions-IAM5[Resource::*]', 'lists everything'),
        found('AwsSolutions::AwsSolutions-SQS3', why),
        found('AwsSolutions::AwsSolutions-SQS3', 'another reason'),
      ],
    },
    {},
  ];
  writeFileSync(join(folder, 'validation-report.json'), JSON.stringify({ pluginReports }));
  expect(readAcknowledgements(folder)).toEqual([
    { rule: 'AwsSolutions-IAM5[Resource::*]', reason: 'lists everything', resources: 1 },
    { rule: 'AwsSolutions-SQS3', reason: why, resources: 3 },
    { rule: 'AwsSolutions-SQS3', reason: 'another reason', resources: 1 },
  ]);
});
